const people = { viewer: 1, editor: 2, admin: 3 };

exports.protect = function protect(req, res, next) {
  const header = req.headers.authorization;
  if (!header || !header.startsWith('Bearer ')) return res.status(401).json({ error: 'sign in first' });
  const role = header.split(' ')[1];
  if (!people[role]) return res.status(401).json({ error: 'who is that' });
  req.user = { id: people[role], role };
  next();
};

exports.restrictTo = (...roles) => {
  return function restricted(req, res, next) {
    if (!roles.includes(req.user.role)) {
      return res.status(403).json({ error: 'not for you' });
    }
    next();
  };
};
