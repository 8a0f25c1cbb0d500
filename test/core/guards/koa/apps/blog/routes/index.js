import Router from '@koa/router';
import { allow, signedIn } from '../middleware/session.js';
import comments from './comments.js';
import posts from './posts.js';

const router = new Router({ prefix: '/api' });

router.get('/feed', (ctx) => {
  ctx.body = [];
});
router.use('/posts', posts.routes(), posts.allowedMethods());
router.use(signedIn);
router.use(comments.routes());
router.get('/me', (ctx) => {
  ctx.body = ctx.state.user;
});
router.use('/admin', allow('admin'));
router.get('/admin/users', (ctx) => {
  ctx.body = [];
});
router.del('/admin/users/:id', (ctx) => {
  ctx.status = 204;
});

export default router;
