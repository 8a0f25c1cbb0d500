const express = require('express');
const { rights } = require('./session');

const inner = express();
inner.get('/', (req, res) => res.send('in'));
inner.post('/', rights('admin'), (req, res) => res.send('made'));
const deep = express.Router();
deep.get('/x', rights('editor', 'admin'), (req, res) => res.send('x'));
inner.use('/deep', deep);
module.exports = inner;
