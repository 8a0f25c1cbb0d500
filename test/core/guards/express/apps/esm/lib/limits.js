export function perMinute(most) {
  const seen = new Map();
  return (req, res, next) => {
    const count = (seen.get(req.ip) ?? 0) + 1;
    seen.set(req.ip, count);
    if (most < count) return res.status(429).end();
    next();
  };
}
