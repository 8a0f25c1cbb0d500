import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/core/explain.ts';
import type { Guard, Route } from '../../../src/core/guards/route.ts';
import { toJson } from '../../../src/core/print/json.ts';
import { exchange, jwt, now } from '../../check.ts';

const protect: Guard = {
  name: 'protect',
  kind: 'authentication',
  needs: [],
  text: 'protect',
  file: 'app.js',
  line: 3,
  answers: [401],
};
const needsEditor: Guard = {
  name: 'requireRole',
  kind: 'authorization',
  needs: ['editor'],
  needsAre: 'role',
  text: "requireRole('editor')",
  file: 'routes/posts.js',
  line: 6,
  answers: [403],
};

function routeWith(...guards: Guard[]): Route {
  return {
    method: 'PUT',
    path: '/posts/:id',
    pattern: '^/posts/[^/]+$',
    framework: 'express',
    file: 'routes/posts.js',
    line: 6,
    guards,
    decides401: guards.findIndex((it) => it.answers?.includes(401)),
    decides403: guards.findIndex((it) => it.answers?.includes(403)),
  };
}

function causesOf(wire: string, ...guards: Guard[]) {
  return toJson(explain(exchange(wire), now * 1000, { routes: [routeWith(...guards)] }), 'x', 0).causes;
}

const asViewer = `
  PUT https://api.test/posts/7
  Authorization: Bearer ${jwt({ exp: 600, roles: ['viewer'] })}

  403
`;

test('what the guard wants and the token has is the summary, the guard’s line the first evidence', () => {
  const [best] = causesOf(asViewer, protect, needsEditor);
  assert.equal(best?.id, 'role-missing');
  assert.equal(best?.certainty, 'likely');
  assert.match(
    best?.summary ?? '',
    /`requireRole` \(`routes\/posts.js:6`\) wants the role `editor`; the token has `viewer`\./,
  );
  assert.equal(best?.evidence[0]?.at, 'source routes/posts.js:6');
  assert.match(best?.evidence[0]?.shows ?? '', /the only one in front of this route that does/);
});

test('of two guards that may have refused it is the one whose wish the token does not meet', () => {
  const needsViewer: Guard = { ...needsEditor, needs: ['viewer'], text: "requireRole('viewer')", line: 5 };
  const [best] = causesOf(asViewer, protect, needsViewer, needsEditor);
  assert.equal(best?.evidence[0]?.at, 'source routes/posts.js:6');
});

test('a scope that is missing is told as that', () => {
  const wire = asViewer.replace(/Bearer \S+/, `Bearer ${jwt({ exp: 600, scope: 'posts:read' })}`);
  const [best] = causesOf(wire, { ...needsEditor, needs: ['posts:write'], needsAre: 'scope' });
  assert.equal(best?.id, 'scope-missing');
  assert.match(best?.summary ?? '', /wants the scope `posts:write`; the token has `posts:read`/);
});

test('a check of the owner is not-owner, one of a form’s token csrf-failed', () => {
  const owner: Guard = {
    ...protect,
    name: 'post.author !== req.user.id',
    text: 'post.author !== req.user.id',
    kind: 'authorization',
    answers: [403],
  };
  assert.equal(causesOf(asViewer, owner)[0]?.id, 'not-owner');
  assert.equal(causesOf(asViewer, { ...protect, name: 'csrf', kind: 'csrf', answers: [403] })[0]?.id, 'csrf-failed');
});

test('what the server states stays first, and where the guard agrees it becomes its evidence', () => {
  const stated = `
    PUT https://api.test/posts/7
    Authorization: Bearer ${jwt({ exp: 600, roles: ['viewer'] })}

    403
    WWW-Authenticate: Bearer error="insufficient_scope", scope="posts:write"
  `;
  assert.equal(causesOf(stated, needsEditor)[0]?.id, 'scope-missing');
  const [best] = causesOf(stated, { ...needsEditor, needs: ['posts:write'], needsAre: 'scope' });
  assert.equal(best?.certainty, 'stated');
  assert.ok(best?.evidence.some((it) => it.at === 'source routes/posts.js:6'));
});

test('for a 401 the guard of authentication is evidence, and the cause is that of the exchange', () => {
  const causes = causesOf('PUT https://api.test/posts/7\n\n401', protect, needsEditor);
  assert.equal(causes[0]?.id, 'credentials-missing');
  assert.ok(causes[0]?.evidence.some((it) => it.at === 'source app.js:3'));
});

test('a route that only matches without the start of the path makes it possible, not likely', () => {
  const [best] = causesOf(asViewer.replace('/posts/7', '/api/posts/7'), {
    ...needsEditor,
    needs: [],
    text: 'mayWrite',
    name: 'mayWrite',
  });
  assert.ok(best);
  const all = causesOf(asViewer.replace('api.test/posts/7', 'api.test/other'), needsEditor);
  assert.ok(all.every((it) => it.evidence.every((one) => !one.at.startsWith('source'))));
});
