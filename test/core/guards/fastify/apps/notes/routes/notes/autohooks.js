export default async function hooks(fastify) {
  fastify.addHook('onRequest', fastify.verifyToken);
}
