function signedIn(req, res, next) {
  const name = req.headers['x-api-key'];
  if (name === undefined) return res.status(401).send('no key');
  req.user = { name, isAdmin: name === 'admin', roles: name === 'admin' ? ['admin', 'editor'] : [name] };
  return next();
}

function needs(role) {
  return (req, res, next) => {
    if (req.user.roles.indexOf(role) === -1) {
      const error = new Error(`needs ${role}`);
      error.status = 403;
      return next(error);
    }
    next();
  };
}

const adminOnly = (req, res, next) => (req.user.isAdmin ? next() : res.sendStatus(403));

module.exports = { signedIn, needs, adminOnly };
