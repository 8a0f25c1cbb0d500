const authenticate = (req, res, next) => {
  const token = (req.headers.authorization || '').slice('Bearer '.length);
  if (!['viewer', 'editor', 'admin'].includes(token)) {
    res.statusCode = 401;
    return res.end();
  }
  req.user = { role: token };
  next();
};

const allow =
  (...permitted) =>
  (request, response, next) => {
    const { user } = request;
    if (user && permitted.includes(user.role)) {
      next();
    } else {
      response.status(403).json({ message: 'Forbidden' });
    }
  };

module.exports = { authenticate, allow };
