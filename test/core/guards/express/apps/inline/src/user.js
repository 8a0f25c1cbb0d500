const { ApiError, ForbiddenError } = require('./errors');

exports.loadUser = (req, res, next) => {
  const token = req.headers.authorization?.split(' ')[1];
  if (token) req.user = { role: token, id: token };
  next();
};

exports.mustBe = (role) => async (req, res, next) => {
  if (!req.user) throw ApiError.unauthorized();
  if (req.user.role !== role) throw new ForbiddenError();
  next();
};
