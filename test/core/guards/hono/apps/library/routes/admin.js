import { Hono } from 'hono';
import { requireReader, role } from '../guards.js';

const app = new Hono();

app.use(requireReader, role('admin'));
app.get('/users', (c) => c.json([]));
app.on(['PUT', 'PATCH'], '/users/:id', (c) => c.json({}));

export default app;
