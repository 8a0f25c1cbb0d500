import { Router } from 'express';
import { Scopes, scope } from '../lib/scopes.js';

const list = (req, res) => res.json([]);
const show = (req, res) => res.json({});
export function createRouter() {
  const router = Router();
  router.get('/', scope(Scopes.read), list);
  router.get('/:id', scope(Scopes.read), show);
  router.post('/', scope(Scopes.read, Scopes.write), (req, res) => res.status(201).end());
  router.delete('/:id', scope(Scopes.delete), (req, res) => res.status(204).end());
  return router;
}
