import { Hono } from 'hono';
import { requireReader, role } from '../guards.js';

export const books = new Hono()
  .get('/', (c) => c.json([]))
  .get('/:isbn', (c) => c.json({ isbn: c.req.param('isbn') }))
  .post('/', requireReader, role('librarian', 'admin'), (c) => c.json({}, 201))
  .delete('/:isbn', requireReader, role('admin'), (c) => c.body(null, 204));
