import express, { json } from 'express';
import { createApi } from './api/index.js';
import * as limits from './lib/limits.js';
import requireToken from './lib/token.js';

const app = express();
app.use(json());
app.use('/api', createApi({ requireToken, limits }));
export default app;
export const port = 3000;
