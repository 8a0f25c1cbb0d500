export function mountBids(router, guards) {
  router.use(guards.account);
  router.get('/', (ctx) => {
    ctx.body = [];
  });
  router.delete('/:id', guards.permission('offers:write'), (ctx) => {
    ctx.status = 204;
  });
}
