'use strict';

const fastify = require('fastify');
const auth = require('./lib/auth');
const vehicles = require('./lib/vehicles');

async function build(options) {
  const server = fastify(options);
  await server.register(require('@fastify/auth'));
  await server.register(auth);
  server.after(() => {
    server.register(vehicles, { prefix: '/v1/vehicles' });
  });
  for (const name of ['fuel', 'tolls']) {
    server.get(
      `/v1/reports/${name}`,
      { preHandler: server.auth([server.verifySession, server.verifyFleetAdmin], { relation: 'and' }) },
      async () => [],
    );
  }
  server.get('/files/*', { onRequest: server.auth([server.verifySession]) }, async (request) => ({
    file: request.params['*'],
  }));
  server.get('/', { constraints: { host: 'admin.fleet.test' }, preValidation: server.verifySession }, async () => ({
    admin: true,
  }));
  server.get('/', async () => ({ fleet: true }));
  return server;
}

module.exports = { build };
