'use strict';

module.exports = async function vehicles(server) {
  server.addHook('preHandler', server.verifySession);
  server.get('/', async () => []);
  server.get('/:plate(^[A-Z]{2}\\d+$)', async (request) => ({ plate: request.params.plate }));
  server.get('/:plate', async (request) => ({ any: request.params.plate }));
  server.register(async (inner) => {
    inner.addHook('preHandler', inner.verifyFleetAdmin);
    inner.post('/', async (request, reply) => reply.code(201).send());
    inner.delete('/:plate', async (request, reply) => reply.code(204).send());
  });
};
