import Router from '@koa/router';
import Koa from 'koa';
import { guards } from './guards.js';
import { modules } from './modules/index.js';

export function build() {
  const app = new Koa();
  app.silent = true;
  const root = new Router();
  for (const [name, mount] of Object.entries(modules)) {
    const router = new Router();
    mount(router, guards);
    root.use(`/${name}`, router.routes());
  }
  app.use(root.routes());
  app.use(root.allowedMethods());
  return app;
}
