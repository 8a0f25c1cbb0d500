const forbidden = (res) => res.status(403).send('forbidden');
const reply401 = (res, why) => {
  res.status(401);
  res.send(why);
};

module.exports.session = (req, res, next) => {
  const token = req.headers.authorization;
  if (!token) return reply401(res, 'no session');
  res.locals.role = token.split(' ')[1];
  next();
};

module.exports.rights = (...roles) => {
  const allowed = new Set(roles);
  return (req, res, next) => {
    if (!allowed.has(res.locals.role)) return forbidden(res);
    return next();
  };
};
