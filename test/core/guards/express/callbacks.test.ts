import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audit } from '../../../../src/core/guards/audit/audit.ts';
import { express } from '../../../../src/core/guards/express/express.ts';
import { readSources } from '../readSources.ts';
import { sayRoutes } from '../sayRoute.ts';

const said = async (body: string): Promise<readonly string[]> =>
  sayRoutes(await readSources(express, { 'app.js': `const app = require('express')();\n${body}` }));

test('what a check in the callback of a promise or a query depends on', async () => {
  assert.deepEqual(
    await said(`
const User = require('mongoose').model('User');
app.get('/me', (req, res) => {
  User.findById(req.userId).then(function (found) {
    if (!found) return res.sendStatus(401);
    res.json(found);
  });
});
app.put('/notes/:id', (req, res) => {
  User.findById(req.params.id).exec((err, note) => {
    if (note.by.equals(req.payload.sub)) return res.json(note);
    else return res.sendStatus(403);
  });
});
app.get('/notes/:id', (req, res) => {
  User.findById(req.params.id).then((note) => {
    if (!note.open) return res.sendStatus(403);
    res.json(note);
  });
});
`),
    [
      'GET /me: !found (authentication 401)',
      'PUT /notes/:id: note.by.equals(req.payload.sub) (authorization 403)',
      'GET /notes/:id: -',
    ],
  );
});

test('a loop that leaves the function where a role is met, and a refusal behind it', async () => {
  assert.deepEqual(
    await said(`
const { User, Role } = require('./models');
const isEditor = (req, res, next) => {
  User.findById(req.userId).exec((err, user) => {
    Role.find({ _id: { $in: user.roles } }, (err, roles) => {
      for (let i = 0; i < roles.length; i++) {
        if (roles[i].name === 'editor') {
          next();
          return;
        }
      }
      res.status(403).send({ message: 'no' });
    });
  });
};
const isChief = (req, res, next) => {
  for (const role of req.user.roles) if (role === 'chief') return next();
  res.sendStatus(403);
};
app.get('/drafts', [isEditor], (req, res) => res.json([]));
app.get('/plans', isChief, (req, res) => res.json([]));
`),
    ['GET /drafts: isEditor (authorization 403 role: editor)', 'GET /plans: isChief (authorization 403 role: chief)'],
  );
});

test('a callback that answers in place of passport', async () => {
  assert.deepEqual(
    await said(`
const passport = require('passport');
app.post('/login', (req, res, next) => {
  passport.authenticate('local', (err, user, info) => {
    if (user) return res.json(user);
    return res.status(422).json(info);
  })(req, res, next);
});
app.post('/session', (req, res, next) => {
  passport.authenticate('local', (err, user, info) => {
    if (!user) return res.status(401).json(info);
    res.json(user);
  })(req, res, next);
});
app.get('/me', (req, res, next) => passport.authenticate('jwt', { session: false })(req, res, next), (req, res) => res.end());
`),
    [
      'POST /login: -',
      'POST /session: passport.authenticate (authentication 401)',
      'GET /me: passport.authenticate (authentication 401)',
    ],
  );
});

test('a check against forged requests asks nothing of what reads', async () => {
  assert.deepEqual(
    await said(`
app.use(require('csurf')());
app.get('/form', (req, res) => res.end());
app.post('/form', (req, res) => res.end());
`),
    ['GET /form: -', 'POST /form: … (csrf 403)'].map((it) => it.replace('…', 'csurf')),
  );
});

test('a handler whose name says that anybody may call it is no hole beside guarded ones', async () => {
  const remarks = async (name: string): Promise<number> => {
    const linked = await readSources(express, {
      'app.js': `
const app = require('express')();
const signedIn = (req, res, next) => (req.user ? next() : res.sendStatus(401));
const { ${name}, board, list } = require('./handlers');
app.get('/api/area/all', ${name});
app.get('/api/area/board', signedIn, board);
app.get('/api/area/list', signedIn, list);
`,
      'handlers.js': `exports.${name} = (req, res) => res.end();\nexports.board = (req, res) => res.end();\nexports.list = (req, res) => res.end();\n`,
    });
    return audit(linked.routes, linked.remarks).length;
  };
  assert.deepEqual([await remarks('publicContent'), await remarks('allAccess'), await remarks('overview')], [0, 0, 1]);
});
