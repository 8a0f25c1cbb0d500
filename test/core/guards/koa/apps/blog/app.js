import Koa from 'koa';
import { failures } from './middleware/failures.js';
import { identify } from './middleware/session.js';
import api from './routes/index.js';
import open from './routes/open.js';

export function build() {
  const app = new Koa();
  app.use(failures);
  app.use(open.routes()).use(open.allowedMethods());
  app.use(identify());
  app.use(api.routes());
  app.use(api.allowedMethods());
  return app;
}
