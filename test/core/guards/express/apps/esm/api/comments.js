import express from 'express';
import { scope } from '../lib/scopes.js';

const router = express.Router({ mergeParams: true });
router
  .route('/')
  .all(scope('posts:read'))
  .get((req, res) => res.json([]))
  .post(scope('posts:write'), (req, res) => res.status(201).json({ of: req.params.postId }));
export default router;
