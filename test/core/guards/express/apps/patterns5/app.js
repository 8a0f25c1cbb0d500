const express = require('express');
const { token, only } = require('./guards');

const app = express();
app.use('/files', token);
app.all('/admin/*rest', token, only('admin'));
app.get('/admin/:section', (req, res) => res.send(req.params.section));
app.get('/administration', (req, res) => res.send('open to all'));
app.get('/files/*path', (req, res) => res.send('file'));
app.get('/flights/:from-:to', token, (req, res) => res.send('flight'));
app.get('/year/:year{/:month}', token, only('editor', 'admin'), (req, res) => res.send('month'));
app.get(/^\/reports\/(daily|weekly)$/, token, only('admin'), (req, res) => res.send('report'));
app.get('{/:lang}/about', (req, res) => res.send('about'));
module.exports = app;
