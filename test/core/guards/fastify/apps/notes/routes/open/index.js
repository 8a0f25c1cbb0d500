export default async function (fastify) {
  fastify.get('/status', async () => ({ up: true }));
}
