import { Hono } from 'hono';
import { jwtLike } from '../identity.js';

const tickets = new Hono();
tickets.use('*', jwtLike());
tickets.get('/', (c) => c.json([]));
tickets.post('/', (c) => {
  const who = c.get('who');
  if (!who.scopes.includes('write')) return c.json({ error: 'scope' }, 403);
  return c.json({}, 201);
});
export default tickets;
