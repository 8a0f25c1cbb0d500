import { Router } from 'express';
import { scope } from '../lib/scopes.js';
import comments from './comments.js';
import * as posts from './posts.js';

export function createApi({ requireToken, limits }) {
  const api = Router();
  api.get('/status', (req, res) => res.send('up'));
  api.use(limits.perMinute(10_000));
  api.use('/posts', requireToken, posts.createRouter());
  api.use('/posts/:postId/comments', requireToken, comments);
  api.use('/users', requireToken, scope('users:manage'), usersRouter());
  return api;
}

const usersRouter = () => {
  const users = Router();
  users.get('/', (req, res) => res.json([]));
  users.post('/:id/disable', (req, res) => res.end());
  return users;
};
