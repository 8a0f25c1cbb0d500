import Router from '@koa/router';

const router = new Router();

router.get('/health', (ctx) => {
  ctx.body = 'ok';
});
router.post('/login', (ctx) => {
  ctx.body = { token: 'viewer' };
});

export default router;
