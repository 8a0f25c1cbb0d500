export function identify() {
  return async (ctx, next) => {
    const header = ctx.get('authorization');
    if (header.startsWith('Bearer ')) ctx.state.user = { id: header.slice(7), roles: [header.slice(7)] };
    await next();
  };
}

export const signedIn = async (ctx, next) => {
  if (!ctx.state.user) ctx.throw(401, 'sign in first');
  await next();
};

export function allow(...roles) {
  return async function allowed(ctx, next) {
    const has = roles.some((role) => ctx.state.user.roles.includes(role));
    if (!has) {
      ctx.status = 403;
      ctx.body = { error: 'not allowed' };
      return;
    }
    return next();
  };
}
