import fp from 'fastify-plugin';

async function identity(fastify) {
  fastify.decorateRequest('user', null);

  fastify.addHook('onRequest', async (request) => {
    const [scheme, name] = (request.headers.authorization ?? '').split(' ');
    if (scheme === 'Bearer') request.user = { name, role: name };
  });

  fastify.decorate('authenticate', async (request, reply) => {
    if (!request.user) return reply.code(401).send({ error: 'sign in first' });
  });

  fastify.decorate('requireRole', (...roles) => async (request, reply) => {
    if (!roles.includes(request.user.role)) {
      reply.status(403);
      return reply.send({ error: 'not yours' });
    }
  });
}

export default fp(identity, { name: 'identity' });
