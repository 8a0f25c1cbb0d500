import { HTTPException } from 'hono/http-exception';

export function jwtLike() {
  return async (c, next) => {
    const [, name] = (c.req.header('authorization') ?? '').split(' ');
    if (!name) {
      throw new HTTPException(401, { res: new Response('Unauthorized', { status: 401 }) });
    }
    c.set('who', { name, scopes: name === 'admin' ? ['write'] : [] });
    await next();
  };
}
