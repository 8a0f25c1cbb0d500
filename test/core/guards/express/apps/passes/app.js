const express = require('express');
const { unless, isOpen } = require('./open');

const app = express();
const signedIn = (req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401));
const isAdmin = (req, res, next) => (req.headers.authorization.endsWith(' admin') ? next() : res.sendStatus(403));
const writesOnly = (req, res, next) => {
  if (['GET', 'HEAD'].includes(req.method)) return next();
  return isAdmin(req, res, next);
};

const front = express.Router();
front.use((req, res, next) => {
  if (req.path.startsWith('/public')) return next();
  return signedIn(req, res, next);
});
front.get('/public/info', (req, res) => res.send('public'));
front.get('/private/info', (req, res) => res.send('private'));

const shop = express.Router();
shop.use(function exceptLists(req, res, next) {
  switch (req.method) {
    case 'GET':
      return next();
    default:
      return signedIn(req, res, next);
  }
});
shop.get('/items', (req, res) => res.send('items'));
shop.get('/items/:id', (req, res) => res.send('item'));
shop.post('/items', (req, res) => res.send('made'));
shop.route('/items/:id').all(writesOnly).put((req, res) => res.send('put')).delete((req, res) => res.send('gone'));

app.use('/front', front);
app.use('/shop', shop);
app.use('/blog', unless(['/feed', '/feed/:day'], signedIn));
app.get('/blog/feed', (req, res) => res.send('feed'));
app.get('/blog/drafts', (req, res) => res.send('drafts'));
app.use('/desk', (req, res, next) => {
  if (req.originalUrl === '/desk/ping' || req.baseUrl !== '/desk') return next();
  signedIn(req, res, next);
});
app.get('/desk/ping', (req, res) => res.send('pong'));
app.get('/desk/tasks', (req, res) => res.send('tasks'));
app.use('/desk/tasks', (req, res, next) => {
  // Relative to the mount point, so this is never so.
  if (req.path === '/desk/tasks/open') return next();
  isAdmin(req, res, next);
});
app.get('/desk/tasks/open', (req, res) => res.send('open'));
app.use((req, res, next) => {
  if (isOpen(req)) return next();
  signedIn(req, res, next);
});
app.get('/status.json', (req, res) => res.send('fine'));
app.get('/assets/logo', (req, res) => res.send('logo'));
app.get('/rest', (req, res) => res.send('rest'));
app.post('/status.json', (req, res) => res.send('set'));
module.exports = app;
