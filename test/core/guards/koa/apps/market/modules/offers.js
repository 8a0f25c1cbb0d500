export default function mount(router, { account, permission }) {
  router.get('/', (ctx) => {
    ctx.body = [];
  });
  router.use(account);
  router.post('/', permission('offers:write'), (ctx) => {
    ctx.status = 201;
  });
  router.get('/:id/history', permission('offers:read'), (ctx) => {
    ctx.body = [];
  });
}
