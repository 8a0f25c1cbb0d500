export default async function (fastify) {
  fastify.get('/', { preHandler: fastify.scope('notes:read') }, async (request) => ({ id: request.params.id }));
  fastify.put('/', { preHandler: [fastify.scope('notes:write')] }, async () => ({}));
}
