const express = require('express');
const { authenticate, allow } = require('./guards');

const app = express();
const read = [authenticate, allow('viewer', 'editor', 'admin')];
const write = [...read.slice(0), allow('editor', 'admin')];

app
  .get('/', (req, res) => res.send('start'))
  .get('/files', read, (req, res) => res.json([]))
  .post('/files', [authenticate], [allow('editor', 'admin')], (req, res) => res.status(201).end());

app
  .route('/files/:name')
  .all(authenticate)
  .get((req, res) => res.send('file'))
  .put(allow('editor', 'admin'), (req, res) => res.end())
  .delete(allow('admin'), (req, res) => res.status(204).end());

app.get(['/old', '/older'], write, (req, res) => res.send('old'));

for (const kind of ['invoices', 'orders']) {
  app.get(`/${kind}`, authenticate, (req, res) => res.json([]));
  app.post('/' + kind, authenticate, allow('admin'), (req, res) => res.status(201).end());
}
['lock', 'unlock'].forEach((action) => {
  app.post(`/files/:name/${action}`, ...write, (req, res) => res.end());
});
app.all('/rpc', authenticate, (req, res) => res.json({ method: req.method }));

module.exports = { app };
