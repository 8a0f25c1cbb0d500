const { Router } = require('express');

module.exports = function loans(app, { signedIn, adminOnly }) {
  const router = Router();
  router.use(signedIn);
  router.get('/', (req, res) => res.json([]));
  router.post('/', (req, res) => res.status(201).end());
  router.get('/all', adminOnly, (req, res) => res.json([]));
  app.use('/loans', router);
  app.use('/v2/loans', router);
};
