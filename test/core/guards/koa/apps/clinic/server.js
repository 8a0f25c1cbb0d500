import Router from '@koa/router';
import Koa from 'koa';

const ROLE = { DOCTOR: 'doctor', ADMIN: 'admin' };

class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
    this.expose = true;
  }
}

export function build() {
  const app = new Koa();
  app.silent = true;

  const open = new Router();
  open.get('/status', (ctx) => {
    ctx.body = { up: true };
  });
  app.use(open.routes());

  app.use(async (ctx, next) => {
    const name = ctx.headers.authorization?.split(' ')[1];
    if (!name) {
      ctx.status = 401;
      ctx.body = { error: 'who are you' };
      return;
    }
    ctx.state.user = { name, role: name };
    await next();
  });

  const patients = new Router({ prefix: '/patients' });
  patients
    .get('/', hasRole(ROLE.DOCTOR, ROLE.ADMIN), (ctx) => {
      ctx.body = [];
    })
    .get('/:id', hasRole([ROLE.DOCTOR, ROLE.ADMIN]), (ctx) => {
      ctx.body = {};
    })
    .all('/:id/notes', hasRole(ROLE.ADMIN), (ctx) => {
      ctx.body = [];
    });

  const visits = new Router();
  visits.prefix('/visits');
  visits.get(['/', '/today'], (ctx) => {
    ctx.body = [];
  });
  visits.register('/:id', ['PUT', 'PATCH'], [onlyAdmin, (ctx) => (ctx.body = {})]);

  for (const router of [patients, visits]) app.use(router.routes()).use(router.allowedMethods());
  return app;
}

function hasRole(...wanted) {
  const roles = wanted.flat();
  return (ctx, next) => {
    if (roles.includes(ctx.state.user.role)) return next();
    throw new Refused(`needs ${roles.join(' or ')}`, 403);
  };
}

async function onlyAdmin(ctx, next) {
  if (ctx.state.user.role !== ROLE.ADMIN) ctx.throw(403);
  await next();
}
