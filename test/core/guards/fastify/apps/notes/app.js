import path from 'node:path';
import AutoLoad from '@fastify/autoload';
import Fastify from 'fastify';

export function build(options = {}) {
  const app = Fastify(options);
  app.register(app_, {});
  return app;
}

async function app_(fastify, opts) {
  fastify.register(AutoLoad, { dir: path.join(import.meta.dirname, 'plugins'), options: { ...opts } });
  fastify.register(AutoLoad, {
    dir: path.join(import.meta.dirname, 'routes'),
    autoHooks: true,
    cascadeHooks: true,
    routeParams: true,
    options: { ...opts },
  });
}
