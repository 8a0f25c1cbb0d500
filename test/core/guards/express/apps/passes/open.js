const assets = /^\/assets\//;

exports.unless = (paths, guard) => (req, res, next) => (paths.includes(req.path) ? next() : guard(req, res, next));

exports.isOpen = (req) => assets.test(req.path) || (req.path === '/status.json' && req.method === 'GET');
