import { Roles } from '../roles.js';

export async function ordersPlugin(fastify) {
  fastify.addHook('onRequest', fastify.authenticate);

  fastify.get('/', listOrders);
  fastify.get('/:id', async (request, reply) => {
    if (request.user.role !== Roles.ADMIN && request.params.id !== request.user.name) {
      return reply.code(403).send({ error: 'the order of somebody else' });
    }
    return { id: request.params.id };
  });
  fastify.delete('/:id', { preHandler: fastify.requireRole(Roles.ADMIN) }, async (request, reply) =>
    reply.code(204).send(),
  );
}

async function listOrders() {
  return [];
}
