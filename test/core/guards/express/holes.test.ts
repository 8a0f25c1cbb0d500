import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audit } from '../../../../src/core/guards/audit/audit.ts';
import { express } from '../../../../src/core/guards/express/express.ts';
import type { Framework } from '../../../../src/core/guards/framework.ts';
import { readSources } from '../readSources.ts';
import { sourcesOf } from './apps.ts';

/** A hole in an application that has none: what is changed where, and what is said of it. */
const table: [app: string, file: string, from: string, to: string, code: string, says: RegExp][] = [
  [
    'classic',
    'routes/posts.js',
    "router.delete('/:id', [protect, [restrictTo('admin')]], ",
    "router.delete('/:id', ",
    'unguarded-sibling',
    /Nothing guards DELETE \/api\/v1\/posts\/:id/,
  ],
  [
    'classic',
    'routes/users.js',
    "router.delete('/:id', auth.restrictTo('admin'),",
    "router.delete('/:id', auth.restrictTo('admni'),",
    'lone-role',
    /`admni` is asked for here only; `admin`/,
  ],
  [
    'classic',
    'app.js',
    "app.get('/api/v1/stats', protect, restrictTo('admin', 'editor'), (req, res) => res.json({ visits: 3 }));",
    "app.get('/api/v1/stats', (req, res) => res.json({ visits: 3 }), protect, restrictTo('admin', 'editor'));",
    'guard-after-handler',
    /`protect` stands after the handler of GET \/api\/v1\/stats/,
  ],
  [
    'functions',
    'routes/loans.js',
    "  router.use(signedIn);\n  router.get('/', (req, res) => res.json([]));\n  router.post('/', (req, res) => res.status(201).end());\n  router.get('/all', adminOnly, (req, res) => res.json([]));\n",
    "  router.get('/', (req, res) => res.json([]));\n  router.post('/', (req, res) => res.status(201).end());\n  router.get('/all', adminOnly, (req, res) => res.json([]));\n  router.use(signedIn);\n",
    'skipped-by-order',
    /`signedIn` is registered after GET \/loans/,
  ],
  [
    'chains',
    'app.js',
    ".post('/files', [authenticate], [allow('editor', 'admin')], (",
    ".post('/files', (",
    'unguarded-sibling',
    /Nothing guards POST \/files/,
  ],
  [
    'table',
    'src/routes.js',
    "path: '/items/:id', access: [roles.ADMIN]",
    "path: '/items/:id'",
    'unguarded-sibling',
    /Nothing guards DELETE \/api\/items\/:id/,
  ],
  [
    'esm',
    'api/comments.js',
    ".all(scope('posts:read'))",
    ".all(scope('posts:raed'))",
    'lone-role',
    /The scope `posts:raed`/,
  ],
];

for (const [app, file, from, to, code, says] of table) {
  test(`${app}: ${to.trim().slice(0, 60)} is remarked as ${code}`, async () => {
    const sources = await sourcesOf(app);
    const changed = sources[file]?.replace(from, to);
    assert.notEqual(changed, sources[file], 'the place that is changed was found');
    const { routes, remarks } = await readSources(express as unknown as Framework, {
      ...sources,
      [file]: changed ?? '',
    });
    const found = audit(routes, remarks);
    const one = found.find((it) => it.code === code && says.test(it.says));
    assert.ok(one, JSON.stringify(found, null, 1));
    // A table of routes is registered elsewhere.
    assert.equal(one.file, app === 'table' ? 'src/index.js' : file);
    assert.deepEqual(
      found.filter((it) => it.code !== code),
      [],
    );
  });
}
