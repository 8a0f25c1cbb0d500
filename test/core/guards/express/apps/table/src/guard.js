const createError = (status, message) => Object.assign(new Error(message), { status });

exports.guard = (allowed) => async (req, res, next) => {
  try {
    const user = await userOf(req);
    if (!user) return next(createError(401, 'Unauthorized'));
    if (!allowed.includes(user.role)) return next(createError(403, 'Forbidden'));
    req.user = user;
    next();
  } catch (error) {
    next(error);
  }
};

async function userOf(req) {
  const token = req.headers.authorization?.split(' ')[1];
  return token === undefined ? undefined : { role: token };
}
