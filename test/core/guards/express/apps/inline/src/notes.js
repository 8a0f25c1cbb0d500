const { ApiError, ForbiddenError } = require('./errors');

const owner = 'editor';

async function list(req, res) {
  if (!req.user) throw ApiError.unauthorized();
  res.json([]);
}

async function show(req, res) {
  res.json({ id: req.params.id });
}

async function update(req, res) {
  if (!req.user) return res.status(401).json({ error: 'sign in' });
  const note = { owner };
  assertOwner(req.user, note);
  res.json(note);
}

function assertOwner(user, note) {
  if (note.owner !== user.id && user.role !== 'admin') throw new ForbiddenError();
}

async function remove(req, res) {
  res.status(204).end();
}

module.exports = { list, show, update, remove };
