const express = require('express');
const routes = require('./routes');
const { guard } = require('./guard');

const app = express();
const router = express.Router();
for (const { method, path, access, handler } of routes) {
  const before = access === undefined ? [] : [guard(access)];
  router[method](path, ...before, handler);
}
app.use('/api', router);
exports.app = app;
