import Router from '@koa/router';

const router = new Router({ prefix: '/comments' });

router.get('/', list);
router.delete('/:id', async (ctx) => {
  const { user } = ctx.state;
  ctx.assert(user.roles.includes('moderator') || user.roles.includes('admin'), 403, 'moderators only');
  ctx.status = 204;
});

async function list(ctx) {
  ctx.body = [];
}

export default router;
