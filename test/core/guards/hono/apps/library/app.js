import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { cors } from 'hono/cors';
import { csrf } from 'hono/csrf';
import { logger } from 'hono/logger';
import { requireReader } from './guards.js';
import admin from './routes/admin.js';
import { books } from './routes/books.js';

export function build() {
  const app = new Hono();
  app.use(logger(() => {}));
  app.use('*', cors());
  app.get('/health', (c) => c.text('ok'));

  app.use('/forms/*', csrf());
  app.post('/forms/contact', (c) => c.json({ sent: true }));

  const api = new Hono().basePath('/api');
  api.use('/loans/*', requireReader);
  api.get('/loans', (c) => c.json([]));
  api.get('/loans/:id', (c) => c.json({ id: c.req.param('id') }));
  api.route('/books', books);
  api.route('/admin', admin);
  app.route('/', api);

  app.use('/internal/*', bearerAuth({ token: 'admin' }));
  app.get('/internal/metrics', (c) => c.text('0'));
  return app;
}
