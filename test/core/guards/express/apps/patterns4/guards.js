exports.token = function token(req, res, next) {
  const it = req.get('authorization');
  if (it === undefined) return res.status(401).end('no token');
  req.user = { role: it.split(' ').pop() };
  next();
};

exports.only = (...names) =>
  function only(req, res, next) {
    if (names.some((it) => it === req.user.role)) return next();
    return res.status(403).end('not you');
  };
