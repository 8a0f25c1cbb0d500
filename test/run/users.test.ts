import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../src/core/http/parse.ts';
import { userFor } from '../../src/core/variables/asUser.ts';
import { answer, type Loopback, rawServer } from '../send/loopback.ts';
import { plainServer, type Run, runDocument, valuesOf } from './conformance.ts';

const environment = JSON.stringify({
  dev: { token: 'for-everybody', key: 'key-for-everybody' },
  $users: { admin: { token: 'token-of-admin' }, viewer: { token: 'token-of-viewer' }, guest: {}, anonymous: {} },
});

function messages({ outcomes }: Run): string {
  return outcomes.flatMap((it) => (it.kind === 'unsendable' ? it.problems.map((one) => one.message) : [])).join('\n');
}

/** The tokens that arrived, in order. */
function tokens({ seen }: Run): string[] {
  return seen.flatMap((it) => valuesOf(it, 'Authorization').map((value) => value.replace('Bearer ', '')));
}

test('# @as is whose request it is, whoever is selected; without it the selection counts', () => {
  const [one, other] = parse('# @as admin\nGET http://a/\n\n###\nGET http://a/\n').requests;
  assert.ok(one && other);
  assert.deepEqual([userFor(one, 'viewer'), userFor(one, undefined)], ['admin', 'admin']);
  assert.deepEqual([userFor(other, 'viewer'), userFor(other, undefined)], ['viewer', undefined]);
});

test('a request that others refer to runs as the user it names, and each sees its own values', async (t) => {
  const server = await rawServer(t, (it) =>
    answer('200 OK', ['Content-Type: application/json'], `{"id":"${it.line.length}"}`),
  );
  const text = `@bearer = Bearer {{token}}

### made by admin
# @name made
# @as admin
POST ORIGIN/orders
Authorization: {{bearer}}

{}

### read by whoever it is
GET ORIGIN/orders/{{made.response.body.$.id}}
Authorization: {{bearer}}
`;
  const files = { 'http-client.env.json': environment };
  const run = await runDocument(t, text, { server, files, environment: 'dev', user: 'viewer' });
  // The first is sent as it was asked for; what runs first for the second is admin's, and bound to admin's values.
  assert.deepEqual(tokens(run), ['token-of-viewer', 'token-of-admin', 'token-of-viewer']);
});

test('what a user was answered is not what another one reads', async (t) => {
  const server: Loopback = await rawServer(t, (it) => answer('200 OK', [], valuesOf(it, 'Authorization')[0] ?? ''));
  const text = `# @name me
GET ORIGIN/me
Authorization: Bearer {{token}}

###
GET ORIGIN/of/{{%me.response.body}}
Authorization: Bearer {{token}}
`;
  const files = { 'http-client.env.json': environment };
  for (const user of ['admin', 'viewer']) {
    const run = await runDocument(t, text, { server, files, environment: 'dev', user });
    assert.match(run.seen.at(-1)?.line ?? '', new RegExp(`token-of-${user}`));
  }
});

test('# @as of a request that runs first names a user that is not known', async (t) => {
  const text = '# @name made\n# @as admn\nGET ORIGIN/a\n\n###\nGET ORIGIN/{{made.response.status}}\n';
  const files = { 'http-client.env.json': environment };
  const run = await runDocument(t, text, { files, environment: 'dev', user: 'viewer' });
  assert.match(
    messages(run),
    /`# @as admn` names a user that is not known here, so nothing was sent\. Close to it: admin\./,
  );
});

test('as anonymous, a request goes without the credentials that are written for all', async (t) => {
  const server = await plainServer(t);
  const text = `@whole = X-Auth-Token: {{token}}

GET ORIGIN/a?page=2&api_key={{key}}&sort=up
Authorization: Bearer {{token}}
X-API-Key: {{key}}
Cookie: sid={{nothing}}
{{whole}}
Accept: text/plain

###
GET ORIGIN/b
Authorization: Basic ada secret
`;
  const files = { 'http-client.env.json': environment };
  const run = await runDocument(t, text, { server, files, environment: 'dev', user: 'anonymous' });
  assert.equal(messages(run), '');
  assert.equal(run.seen[0]?.line, 'GET /a?page=2&sort=up HTTP/1.1');
  const names = run.seen.flatMap((it) => it.fields.map((field) => field.split(':', 1)[0]));
  for (const name of ['Authorization', 'X-API-Key', 'Cookie', 'X-Auth-Token']) assert.ok(!names.includes(name), name);
  assert.ok(names.includes('Accept'));
});

test('another user without variables comes with what is there for all', async (t) => {
  const files = { 'http-client.env.json': environment };
  const text = 'GET ORIGIN/a\nAuthorization: Bearer {{token}}\n';
  const run = await runDocument(t, text, { files, environment: 'dev', user: 'guest' });
  assert.deepEqual(tokens(run), ['for-everybody']);
});

test('anonymous neither logs in nor keeps cookies', async (t) => {
  const server = await rawServer(t, () => answer('200 OK', ['Set-Cookie: sid=1; Path=/'], '{}'));
  const text = `# @name enter
# @login
POST ORIGIN/login

who=ada

###
# @ref enter
GET ORIGIN/me

###
GET ORIGIN/me
`;
  const files = { 'http-client.env.json': environment };
  const run = await runDocument(t, text.slice(text.indexOf('###')), { server, files, user: 'anonymous' });
  assert.match(messages(run), /`enter`, which must run first, is not in this file/);
  const whole = await runDocument(t, text, { server, files, user: 'anonymous' });
  assert.deepEqual(
    whole.seen.map((it) => it.line.split(' ')[1]),
    ['/login', '/me', '/me'],
    'sent only as the request that was asked for',
  );
  assert.deepEqual(
    whole.seen.flatMap((it) => valuesOf(it, 'Cookie')),
    [],
  );
});
