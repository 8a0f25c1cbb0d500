import { Hono } from 'hono';
import { every, some } from 'hono/combine';
import { createFactory } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';

const factory = createFactory();

const signedIn = async (c, next) => {
  const user = c.req.header('authorization');
  if (user === undefined) return c.text('Unauthorized', 401);
  c.set('user', user.slice('Bearer '.length));
  return next();
};

const can = (permission) => async (c, next) => {
  const held = c.get('user') === 'admin' ? ['tickets.close', 'tickets.view'] : [];
  if (held.includes(permission)) await next();
  else throw new HTTPException(403, { message: `lacks ${permission}` });
};

const onlyAdmin = every(signedIn, async (c, next) => {
  if (c.get('user') !== 'admin') return new Response('no', { status: 403 });
  await next();
});

const listTickets = factory.createHandlers(signedIn, can('tickets.view'), (c) => c.json([]));

export function build() {
  const app = new Hono({ strict: false });
  app.get('/tickets', ...listTickets);
  app.post('/tickets/:id/close', signedIn, can('tickets.close'), (c) => c.json({}));
  app.get('/tickets/:id{[0-9]+}', some(internal, signedIn), (c) => c.json({}));
  app.all('/admin/*', onlyAdmin);
  app.get('/admin/queue', (c) => c.json([]));
  app.get('/public/:page?', (c) => c.json([]));
  app.notFound((c) => c.text('nothing', 404));
  return app;
}

async function internal(c, next) {
  if (c.req.header('x-internal') !== 'yes') throw new HTTPException(401);
  await next();
}
