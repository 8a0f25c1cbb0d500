const schema = { params: { type: 'object', properties: { id: { type: 'string' } } } };

export default async function products(fastify) {
  fastify.get('/', async () => []);
  fastify.get('/:id', { schema }, async (request) => ({ id: request.params.id }));
  fastify.get('/featured', async () => []);

  fastify.post(
    '/',
    { preHandler: [fastify.authenticate, fastify.requireRole('admin', 'editor')] },
    async (request, reply) => reply.code(201).send({}),
  );

  fastify.route({
    method: ['PUT', 'PATCH'],
    url: '/:id',
    schema,
    onRequest: fastify.authenticate,
    preHandler: fastify.requireRole('admin', 'editor'),
    handler: async () => ({}),
  });
}
