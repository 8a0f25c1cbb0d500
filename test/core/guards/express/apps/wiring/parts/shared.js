const { Router } = require('express');
const { rights } = require('./session');

module.exports = ({ open = false } = {}) => {
  const router = Router();
  router.get('/', (req, res) => res.send('shared'));
  if (!open) {
    router.delete('/:id', rights('admin'), (req, res) => res.status(204).end());
  }
  return router;
};
