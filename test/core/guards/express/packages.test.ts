import assert from 'node:assert/strict';
import { test } from 'node:test';
import { express } from '../../../../src/core/guards/express/express.ts';
import type { Framework } from '../../../../src/core/guards/framework.ts';
import { readSources } from '../readSources.ts';

/** What stands in front of a route, by packages: imports, the arguments before the handler, and `name kind answers needs`. */
const table: [imports: string, before: string, guards: string[]][] = [
  [
    "import passport from 'passport';",
    "passport.authenticate('jwt', { session: false })",
    ['passport.authenticate authentication 401'],
  ],
  [
    "import { expressjwt } from 'express-jwt';",
    "expressjwt({ secret: 's', algorithms: ['HS256'] })",
    ['expressjwt authentication 401'],
  ],
  [
    "import { auth, requiredScopes } from 'express-oauth2-jwt-bearer';\nconst checkJwt = auth();",
    "checkJwt, requiredScopes('read:a write:a')",
    ['checkJwt authentication 401', 'requiredScopes authorization 403 scope read:a, write:a'],
  ],
  [
    "import { auth, claimIncludes } from 'express-oauth2-jwt-bearer';",
    "auth(), claimIncludes('roles', 'admin')",
    ['auth authentication 401', 'claimIncludes authorization 401 claim admin'],
  ],
  ["import { requiresAuth } from 'express-openid-connect';", 'requiresAuth()', ['requiresAuth authentication 401']],
  ["import basicAuth from 'express-basic-auth';", 'basicAuth({ users: {} })', ['basicAuth authentication 401']],
  [
    "import { rateLimit } from 'express-rate-limit';\nconst limiter = rateLimit({ max: 3 });",
    'limiter',
    ['limiter throttle 429'],
  ],
  ["import csrf from 'csurf';", 'csrf({ cookie: true })', ['csrf csrf 403']],
  [
    "import { doubleCsrf } from 'csrf-csrf';\nconst { doubleCsrfProtection } = doubleCsrf({});",
    'doubleCsrfProtection',
    ['doubleCsrfProtection csrf 403'],
  ],
  [
    "import Keycloak from 'keycloak-connect';\nconst keycloak = new Keycloak({});",
    "keycloak.protect('realm:editor')",
    ['keycloak.protect authorization 403 role editor'],
  ],
  [
    "import permissions from 'express-jwt-permissions';\nconst guard = permissions();",
    "guard.check(['a:read'])",
    ['guard.check authorization 403 permission a:read'],
  ],
  [
    "import { ensureLoggedIn } from 'connect-ensure-login';",
    "ensureLoggedIn('/login')",
    ['ensureLoggedIn authentication'],
  ],
  [
    "import helmet from 'helmet';\nimport cors from 'cors';\nimport multer from 'multer';\nconst upload = multer({});",
    "helmet(), cors(), express.json(), upload.single('file')",
    [],
  ],
  [
    "import cors from 'cors';",
    "cors({ origin: (it, done) => (it === 'https://a.test' ? done(null, true) : done(Object.assign(new Error('no'), { status: 403 }))) })",
    ['cors other 403'],
  ],
  [
    "import asyncHandler from 'express-async-handler';",
    'asyncHandler(async (req, res, next) => { if (!req.user) { res.status(401); throw new Error("x"); } next(); })',
    ['!req.user authentication 401'],
  ],
  ["import { requireThing } from 'a-package-nobody-knows';", "requireThing('x')", ['requireThing other ? x']],
];

for (const [imports, before, guards] of table) {
  test(`${before} is ${guards.join('; ') || 'no guard'}`, async () => {
    const { routes } = await readSources(express as unknown as Framework, {
      'app.js': `import express from 'express';\n${imports}\nconst app = express();\napp.post('/x', ${before}, (req, res) => res.json({}));\n`,
    });
    const said = routes[0]?.guards.map((it) =>
      [it.name, it.kind, it.answers?.join() ?? '?', it.needsAre ?? '', it.needs.join(', ')]
        .filter((one) => one !== '')
        .join(' '),
    );
    assert.deepEqual(said, guards);
  });
}

const csrf: [imports: string, guard: string, guarded: string[]][] = [
  ["import csrf from 'csurf';", 'csrf()', ['POST']],
  ["import csrf from 'csurf';", "csrf({ ignoreMethods: ['POST'] })", ['GET', 'OPTIONS']],
  ["import lusca from 'lusca';", 'lusca.csrf()', ['POST']],
  ["import { doubleCsrf } from 'csrf-csrf';", 'doubleCsrf({}).doubleCsrfProtection', ['POST']],
  ["import { csrfSync } from 'csrf-sync';", 'csrfSync().csrfSynchronisedProtection', ['POST']],
  [
    "import { doubleCsrf } from 'csrf-csrf';",
    "doubleCsrf({ ignoredMethods: ['get'] }).doubleCsrfProtection",
    ['POST', 'OPTIONS'],
  ],
];

for (const [imports, guard, guarded] of csrf) {
  test(`${guard} guards ${guarded.join(' and ')}, in front of all routes or of one`, async () => {
    const routes = ['get', 'post', 'options'].map(
      (it) => `app.${it}('/x', ${guard}, (req, res) => res.end());\nrouter.${it}('/x', (req, res) => res.end());\n`,
    );
    const found = await readSources(express as unknown as Framework, {
      'app.js': `import express from 'express';\n${imports}\nconst app = express();\nconst router = express.Router();\n${routes.join('')}app.use('/all', ${guard}, router);\n`,
    });
    const methods = (path: string) =>
      found.routes.filter((it) => it.path === path && it.guards.some((one) => one.kind === 'csrf'));
    assert.deepEqual(
      ['/x', '/all/x'].map((path) => methods(path).map((it) => it.method)),
      [guarded, guarded],
    );
    assert.equal(found.routes.length, 6);
  });
}

test('what express-unless lets pass has no guard, and the rest has', async () => {
  const { routes } = await readSources(express as unknown as Framework, {
    'app.js': `
const express = require('express');
const { expressjwt } = require('express-jwt');
const app = express();
app.use(expressjwt({ secret: 's', algorithms: ['HS256'] }).unless({ path: ['/open', /^\\/docs\\/.*/, { url: '/half', methods: ['GET'] }] }));
app.get('/open', (req, res) => res.end());
app.get('/docs/:page', (req, res) => res.end());
app.get('/half', (req, res) => res.end());
app.post('/half', (req, res) => res.end());
app.get('/closed', (req, res) => res.end());
`,
  });
  const guarded = routes.filter((it) => 0 < it.guards.length).map((it) => `${it.method} ${it.path}`);
  assert.deepEqual(guarded, ['POST /half', 'GET /closed']);
});

test('a middleware that lets some paths pass says so, and a package that is not known is said to be', async () => {
  const { routes } = await readSources(express as unknown as Framework, {
    'app.js': `
const express = require('express');
const app = express();
const open = process.env.OPEN.split(',');
app.use((req, res, next) => {
  if (open.includes(req.path)) return next();
  if (!req.headers.authorization) return res.sendStatus(401);
  next();
});
app.use(require('some-package')());
app.get('/b', (req, res) => res.end());
`,
  });
  assert.deepEqual(
    routes[0]?.guards.map((it) => it.name),
    ['!req.headers.authorization'],
  );
  const unread = routes[0]?.unread?.join('\n') ?? '';
  assert.match(unread, /lets requests pass where `open\.includes\(req\.path\)`/);
  assert.match(unread, /it comes from the package some-package/);
});
