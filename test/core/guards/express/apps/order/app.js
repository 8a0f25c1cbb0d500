const express = require('express');

const app = express();
const requireUser = (req, res, next) => (req.headers.authorization ? next() : res.sendStatus(401));
const requireAdmin = (req, res, next) => {
  if (!req.headers.authorization.endsWith(' admin')) return res.status(403).end();
  next();
};

app.get('/news', (req, res) => res.send('for all'));
app.use('/account', requireUser);
app.get('/account', (req, res) => res.send('yours'));
app.use('/account/admin', requireAdmin);
app.get('/account/admin/users', (req, res) => res.send('users'));
app.get('/accounting', (req, res) => res.send('another path'));
app.get('/late', (req, res) => res.send('before the guard'));
app.use(requireUser);
app.get('/rest', (req, res) => res.send('behind it'));
const router = express.Router();
router.get('/one', (req, res) => res.send('one'));
router.use(requireAdmin);
router.get('/two', (req, res) => res.send('two'));
app.use('/parts', router);
app.get('/parts/three', (req, res) => res.send('three'));
module.exports = app;
