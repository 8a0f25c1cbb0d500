module.exports = function logger(req, res, next) {
  req.at = Date.now();
  next();
};
