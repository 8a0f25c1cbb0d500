const { Router } = require('express');
const { protect, restrictTo } = require('../middleware/auth');

const router = Router();
const editors = [protect, restrictTo('editor', 'admin')];
router.get('/', (req, res) => res.json([]));
router.get('/:id', (req, res) => res.json({ id: req.params.id }));
router.post('/', editors, (req, res) => res.status(201).json({}));
router.put('/:id', ...editors, (req, res) => res.json({}));
router.delete('/:id', [protect, [restrictTo('admin')]], (req, res) => res.status(204).end());
module.exports = router;
