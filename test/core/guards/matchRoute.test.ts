import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchRoute } from '../../../src/core/guards/matchRoute.ts';
import type { Route } from '../../../src/core/guards/route.ts';

function route(method: string, path: string, pattern: string): Route {
  return {
    method,
    path,
    pattern,
    framework: 'express',
    file: 'app.js',
    line: 1,
    guards: [],
    decides401: -1,
    decides403: -1,
  };
}

const routes = [
  route('GET', '/posts/new', '^/posts/new/?$'),
  route('GET', '/posts/:id', '^/posts/[^/]+/?$'),
  route('*', '/rpc', '^/rpc/?$'),
  route('GET', '/', '^/?$'),
];

const table: [method: string, path: string, said: string][] = [
  ['GET', '/posts/new', 'GET /posts/new'],
  ['get', '/posts/7?x=/rpc', 'GET /posts/:id'],
  ['HEAD', '/posts/7', 'GET /posts/:id'],
  ['PUT', '/rpc', '* /rpc'],
  ['GET', 'https://api.test/posts/7#top', 'GET /posts/:id'],
  ['GET', '/posts/:id', 'GET /posts/:id'],
  ['GET', '/api/v1/posts/7', 'GET /posts/:id without /api/v1'],
  ['POST', '/posts/7', 'there for GET'],
  ['OPTIONS', '/posts/7', 'there for GET'],
  ['GET', '/nowhere', 'none'],
  ['GET', '/api/', 'none'],
];

for (const [method, path, said] of table) {
  test(`${method} ${path}: ${said}`, () => {
    const it = matchRoute(routes, method, path);
    const words =
      it.is === 'none'
        ? 'none'
        : it.is === 'other-method'
          ? `there for ${it.methods.join(', ')}`
          : `${it.route.method} ${it.route.path}${it.dropped === '' ? '' : ` without ${it.dropped}`}`;
    assert.equal(words, said);
  });
}

test('a pattern that is none, and paths of any length, match nothing and throw nothing', () => {
  assert.deepEqual(matchRoute([route('GET', '/x', '(')], 'GET', `/${'a'.repeat(100_000)}`), { is: 'none' });
});
