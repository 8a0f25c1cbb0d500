export const autoPrefix = '/groups';

export default async (fastify) => {
  fastify.get('/', { onRequest: [fastify.verifyToken] }, async () => []);
};
