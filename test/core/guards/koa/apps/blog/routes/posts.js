import Router from '@koa/router';
import { allow, signedIn } from '../middleware/session.js';

const router = new Router();
const editors = [signedIn, allow('editor', 'admin')];

router.get('/', async (ctx) => {
  ctx.body = [];
});
router.get('post', '/:slug', async (ctx) => {
  ctx.body = { slug: ctx.params.slug };
});
router.post('/', ...editors, async (ctx) => {
  ctx.status = 201;
});
router.put('/:slug', ...editors, async (ctx) => {
  ctx.body = {};
});

export default router;
