import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';

export const requireReader = createMiddleware(async (c, next) => {
  const token = c.req.header('Authorization')?.replace('Bearer ', '');
  if (!token) throw new HTTPException(401, { message: 'no token' });
  c.set('user', { role: token });
  await next();
});

export const role = (...wanted) =>
  createMiddleware(async (c, next) => {
    const user = c.get('user');
    if (!wanted.includes(user.role)) {
      return c.json({ error: 'forbidden' }, 403);
    }
    await next();
  });
