import { Hono } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import screenings from './features/screenings.js';
import tickets from './features/tickets.js';
import { jwtLike } from './identity.js';

const app = new Hono();
const routes = [
  ['/screenings', screenings],
  ['/tickets', tickets],
];

app.get('/', (c) => c.text('cinema'));
for (const [path, sub] of routes) app.route(`/v1${path}`, sub);
app.get('/v1/schedule', (c) => c.json([]));
app.use('/staff/*', basicAuth({ username: 'staff', password: 'secret' }));
app.get('/staff', (c) => c.json([]));
app.get('/me', jwtLike(), (c) => c.json({}));

export const build = () => app;
