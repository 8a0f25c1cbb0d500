import { Hono } from 'hono';

const screenings = new Hono();
screenings.get('/', (c) => c.json([]));
screenings.get('/:id', (c) => c.json({}));
export default screenings;
