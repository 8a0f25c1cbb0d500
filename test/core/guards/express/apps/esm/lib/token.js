const known = new Map([
  ['viewer', ['posts:read']],
  ['editor', ['posts:read', 'posts:write']],
  ['admin', ['posts:read', 'posts:write', 'posts:delete', 'users:manage']],
]);

export default async function requireToken(req, res, next) {
  const [scheme, token] = (req.get('Authorization') ?? '').split(' ');
  const scopes = scheme === 'Bearer' ? known.get(token) : undefined;
  if (!scopes) {
    res.set('WWW-Authenticate', 'Bearer');
    res.sendStatus(401);
    return;
  }
  req.auth = { subject: token, scopes };
  next();
}

export const needsScope =
  (...wanted) =>
  (req, res, next) =>
    wanted.every((scope) => req.auth.scopes.includes(scope)) ? next() : res.status(403).json({ wanted });
