const express = require('express');
const auth = require('../middleware/auth');

const router = express.Router();
router.post('/login', (req, res) => {
  if (req.body?.password === 'wrong') return res.status(401).json({ error: 'wrong password' });
  res.json({ token: 'viewer' });
});
router.use(auth.protect);
router.get('/me', (req, res) => res.json(req.user));
router
  .route('/')
  .get(auth.restrictTo('admin'), (req, res) => res.json([]))
  .post(auth.restrictTo('admin'), (req, res) => res.status(201).json({}));
router.delete('/:id', auth.restrictTo('admin'), (req, res) => res.status(204).end());
module.exports = router;
