export default async function (fastify) {
  fastify.get('/', { preHandler: fastify.scope('notes:read') }, async () => []);
  fastify.post('/', { preHandler: fastify.scope('notes:write') }, async (request, reply) => reply.code(201).send({}));
}
