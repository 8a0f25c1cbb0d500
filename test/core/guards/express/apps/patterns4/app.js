const express = require('express');
const { token, only } = require('./guards');

const app = express();
app.use('/files', token);
app.all('/admin/*', token, only('admin'));
app.get('/admin/:section', (req, res) => res.send(req.params.section));
app.get('/admin/:section/:id(\\d+)', (req, res) => res.send('one'));
app.get('/administration', (req, res) => res.send('open to all'));
app.get('/files/*', (req, res) => res.send('file'));
app.get('/ab?cd', token, (req, res) => res.send('abcd'));
app.get('/flights/:from-:to', token, (req, res) => res.send('flight'));
app.get('/year/:year(\\d{4})/:month?', token, only('editor', 'admin'), (req, res) => res.send('month'));
app.get(/^\/reports\/(daily|weekly)$/, token, only('admin'), (req, res) => res.send('report'));
app.get('/users/:id([0-9]+)', (req, res) => res.send('by number'));
app.get('/users/:name', token, (req, res) => res.send('by name'));
module.exports = app;
