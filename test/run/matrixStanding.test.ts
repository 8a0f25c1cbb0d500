import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Matrix } from '../../src/core/matrix/matrix.ts';
import { plain } from '../../src/core/text.ts';
import { jwt, now } from '../check.ts';
import { type Answer, grid, matrixOf, standings, startApi } from './matrixWorld.ts';

const inAnHour = jwt({ sub: 'ada', exp: 3600 });
const ended = jwt({ sub: 'vic', exp: -3 * 3600 });

const host = { now: () => now * 1000 };
const text = `# @expect admin=2xx viewer=403 anonymous=401
GET {{api}}/orders
Authorization: Bearer {{token}}

###
# @expect *=deny admin=allow
GET {{api}}/admin
Authorization: Bearer {{token}}
`;

function whyOf({ users }: Matrix, name: string): string {
  const because = users.find((it) => it.name === name)?.because;
  return because ? plain(because) : '';
}

function rejects(description: string): Answer {
  const challenge = `Bearer error="invalid_token", error_description="${description}"`;
  return { status: 401, headers: { 'WWW-Authenticate': challenge }, body: { error: 'invalid_token' } };
}

test('an expired user is no proof, whatever the refusals look like', async (t) => {
  const world = await startApi(t, ({ token }) => ({ status: token === inAnHour ? 200 : token === ended ? 403 : 401 }));
  const environments = {
    dev: { api: 'ORIGIN' },
    $users: { admin: { token: inAnHour }, viewer: { token: ended }, anonymous: {} },
  };
  const matrix = await matrixOf(t, world, { text, environments, host });
  assert.deepEqual(standings(matrix), ['admin good', 'viewer not-proof', 'anonymous good']);
  assert.match(
    whyOf(matrix, 'viewer'),
    /^The token of `viewer` ended 3 hours ago, so its refusals prove nothing\. Put a fresh one/,
  );
  const verdicts = matrix.cells.filter((it) => it.user === 1).map((it) => it.verdict);
  assert.deepEqual(verdicts, ['not-proof', 'not-proof'], 'a 403 that is wanted is not counted as met');
});

test('a hole that lets an expired user in is loud all the same', async (t) => {
  const world = await startApi(t, () => ({ status: 200 }));
  const environments = { dev: { api: 'ORIGIN' }, $users: { viewer: { token: ended } } };
  const matrix = await matrixOf(t, world, { text, environments, host });
  assert.deepEqual(
    matrix.cells.map((it) => it.verdict),
    ['opened', 'opened'],
  );
});

test('a token that a request writes down for all and that has ended is no proof in that row alone', async (t) => {
  const world = await startApi(t, ({ token }) => ({ status: token === inAnHour ? 200 : 401 }));
  const rows = (want: string) =>
    `GET {{api}}/me\nAuthorization: Bearer {{token}}\n\n###\n# @expect admin=${want}\nGET {{api}}/late\nAuthorization: Bearer ${ended}\n`;
  const environments = { dev: { api: 'ORIGIN' }, $users: { admin: { token: inAnHour } } };
  for (const [want, verdict] of [
    ['deny', 'not-proof'],
    ['4xx', 'not-proof'],
    ['401', 'met'],
  ] as const) {
    const matrix = await matrixOf(t, world, { text: rows(want), environments, host });
    assert.deepEqual(standings(matrix), ['admin good']);
    assert.equal(matrix.cells[1]?.verdict, verdict, want);
  }
});

test('a user whose credential is rejected wherever one is wanted is no proof', async (t) => {
  const open = `${text}\n###\nGET {{api}}/health\nAuthorization: Bearer {{token}}\n`;
  const world = await startApi(t, ({ path, token }) => {
    if (path === '/health') return { status: 200 };
    if (token === 'opaque-of-admin') return { status: 200 };
    return token === '' ? { status: 401 } : rejects('The access token was revoked');
  });
  const environments = {
    dev: { api: 'ORIGIN' },
    $users: { admin: { token: 'opaque-of-admin' }, viewer: { token: 'opaque-of-viewer' }, anonymous: {} },
  };
  const matrix = await matrixOf(t, world, { text: open, environments });
  assert.deepEqual(grid(matrix).at(-1), 'GET {{api}}/health: admin 200, viewer 200, anonymous 200');
  assert.deepEqual(standings(matrix), ['admin good', 'viewer not-proof', 'anonymous good']);
  assert.match(whyOf(matrix, 'viewer'), /^The credential of `viewer` is rejected everywhere \(.*revoked.*\)/);
  assert.equal(matrix.cells[4]?.verdict, 'not-proof');
});

test('one who is known somewhere is refused for the rule, not for the credential', async (t) => {
  const world = await startApi(t, ({ path, token }) =>
    token === 'opaque-of-viewer' && path === '/orders' ? { status: 403 } : rejects('The access token was revoked'),
  );
  const environments = { dev: { api: 'ORIGIN' }, $users: { viewer: { token: 'opaque-of-viewer' } } };
  assert.deepEqual(standings(await matrixOf(t, world, { text, environments, host })), ['viewer good']);
});

test('nothing but 401: rejected where a credential was shown, not known where none was', async (t) => {
  const world = await startApi(t, () => ({ status: 401 }));
  const environments = {
    dev: { api: 'ORIGIN' },
    $users: { viewer: { token: 'opaque-of-viewer' }, guest: { id: '1' }, anonymous: {} },
  };
  const bare = 'GET {{api}}/orders\n';
  const shown = await matrixOf(t, world, { text, environments, users: ['viewer', 'anonymous'] });
  assert.deepEqual(standings(shown), ['viewer not-proof', 'anonymous good']);
  const matrix = await matrixOf(t, world, { text: bare, environments, users: ['guest', 'anonymous'] });
  assert.deepEqual(standings(matrix), ['guest unknown', 'anonymous good']);
  assert.match(whyOf(matrix, 'guest'), /came without a credential/);
});

test('without anybody who explains, nothing but 401 is not known either', async (t) => {
  const world = await startApi(t, () => rejects('The access token was revoked'));
  const environments = { dev: { api: 'ORIGIN' }, $users: { viewer: { token: 'opaque-of-viewer' } } };
  const matrix = await matrixOf(t, world, { text, environments, options: { explain: () => undefined } });
  assert.deepEqual(standings(matrix), ['viewer unknown']);
  assert.match(whyOf(matrix, 'viewer'), /nothing but 401/);
});

test('a login that is refused keeps its user from being counted', async (t) => {
  const world = await startApi(t, ({ path, body, cookie }) => {
    if (path !== '/login') return { status: cookie.includes('sid=') ? 200 : 401 };
    return body.includes('ada') ? { status: 200, headers: { 'Set-Cookie': 'sid=1; Path=/' } } : { status: 401 };
  });
  const byCookie = `# @name enter
# @login
POST {{api}}/login

who={{who}}

###
# @ref enter
# @expect *=deny
GET {{api}}/account
`;
  const environments = { dev: { api: 'ORIGIN' }, $users: { ada: { who: 'ada' }, vic: { who: 'vic' }, anonymous: {} } };
  const matrix = await matrixOf(t, world, { text: byCookie, environments });
  assert.deepEqual(grid(matrix), ['GET {{api}}/account: ada 200, vic unsendable, anonymous 401']);
  assert.deepEqual(standings(matrix), ['ada good', 'vic not-proof', 'anonymous good']);
  assert.equal(whyOf(matrix, 'vic'), 'The login enter, which runs first, was answered 401 Unauthorized.');
  assert.equal(world.arrived.filter((it) => it.path === '/login').length, 2, 'anonymous does not log in');
});

test('a user that no file knows, and a variable without a value: said in the cell', async (t) => {
  const world = await startApi(t, () => ({ status: 200 }));
  const environments = { dev: { api: 'ORIGIN' }, $users: { admin: { token: 'x' }, viewer: { other: 'y' } } };
  const matrix = await matrixOf(t, world, { text, environments, users: ['admin', 'viewer', 'admn'] });
  const told = matrix.cells
    .slice(0, 3)
    .map(({ outcome }) => (outcome.kind === 'not-sent' ? outcome.message : outcome.kind));
  assert.equal(told[0], 'answered');
  assert.match(told[1] ?? '', /^`\{\{token\}\}` in .* has no value/);
  assert.match(told[2] ?? '', /^The user `admn` is not known here, so nothing was sent\. There are: admin, viewer\./);
});
