import createFastify from 'fastify';
import identity from './plugins/identity.js';
import { ordersPlugin } from './routes/orders.js';
import products from './routes/products.js';

const API = '/api';

export function build(options = {}) {
  const app = createFastify(options);
  app.register(identity);

  app.get('/health', async () => ({ ok: true }));

  app.register(
    async (api) => {
      api.register(products, { prefix: '/products' });
      api.register(ordersPlugin, { prefix: '/orders' });

      api.register(async function admin(scope) {
        scope.addHook('onRequest', scope.authenticate);
        scope.addHook('preHandler', scope.requireRole('admin'));
        scope.get('/admin/stats', async () => ({ orders: 0 }));
        scope.delete('/admin/cache', async (request, reply) => reply.code(204).send());
      });

      api.get('/about', async () => ({ name: 'shop' }));
    },
    { prefix: API },
  );
  return app;
}
