module.exports = (app, auth) => {
  app.get('/books', (req, res) => res.json([]));
  app.post('/books', auth.signedIn, auth.needs('editor'), (req, res) => res.status(201).end());
  app.delete('/books/:isbn', auth.signedIn, auth.adminOnly, (req, res) => res.status(204).end());
};
