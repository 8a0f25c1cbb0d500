import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '../../src/core/text.ts';
import { grid, matrixOf, standings, startApi } from './matrixWorld.ts';

const people = { admin: { token: 'token-of-admin' }, viewer: { token: 'token-of-viewer' }, anonymous: {} };
const environments = { dev: { api: 'ORIGIN', token: 'token-for-everybody' }, $users: people };
const bearer = 'Authorization: Bearer {{token}}\n';

/** `/admin/…` is for admin alone, the rest for whoever has a token. */
function rules({ path, token }: { path: string; token: string }): { status: number } {
  if (!/^token-of-/.test(token)) return { status: 401 };
  return { status: path.startsWith('/admin') && token !== 'token-of-admin' ? 403 : 200 };
}

test('each request goes as each user, and what came is judged', async (t) => {
  const world = await startApi(t, rules);
  const text = `# @expect admin=2xx viewer=403 anonymous=401
GET {{api}}/admin/users
${bearer}
###
# @expect *=deny
GET {{api}}/orders
${bearer}`;
  const seen: number[] = [];
  const onProgress = (done: number, total: number) => void seen.push(done / total);
  const matrix = await matrixOf(t, world, { text, environments, options: { onProgress } });
  assert.deepEqual(grid(matrix), [
    'GET {{api}}/admin/users: admin 200, viewer 403, anonymous 401',
    'GET {{api}}/orders: admin 200, viewer 200, anonymous 401',
  ]);
  assert.deepEqual(standings(matrix), ['admin good', 'viewer good', 'anonymous good']);
  assert.deepEqual(
    matrix.cells.map((it) => it.verdict),
    ['met', 'met', 'met', 'opened', 'opened', 'met'],
  );
  assert.deepEqual(seen, [1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1]);
  const refused = matrix.cells[1]?.outcome;
  assert.ok(refused?.kind === 'answered' && refused.report?.status === 403);
});

test('what changes something is sent only where it is marked or confirmed', async (t) => {
  const world = await startApi(t, rules);
  const text = `DELETE {{api}}/orders/1
${bearer}
###
# @matrix
POST {{api}}/search
${bearer}
###
GET {{api}}/orders/2
X-HTTP-Method-Override: DELETE
${bearer}
###
# @disabled
GET {{api}}/off

###
# @matrix false
GET {{api}}/left-out

###
@line = DELETE {{api}}/hidden
{{line}}
${bearer}`;
  const users = ['admin'];
  const unasked = await matrixOf(t, world, { text, environments, users });
  assert.deepEqual(
    world.arrived.map((it) => `${it.method} ${it.path}`),
    ['POST /search'],
  );
  assert.deepEqual(
    unasked.cells.map((it) => (it.outcome.kind === 'not-sent' ? it.outcome.why : it.outcome.kind)),
    ['unsafe', 'answered', 'unsafe', 'unsafe'],
  );
  const [first] = unasked.cells;
  assert.match(first?.outcome.kind === 'not-sent' ? first.outcome.message : '', /^A DELETE may change something/);

  world.arrived.length = 0;
  const offered: string[][] = [];
  await matrixOf(t, world, {
    text,
    environments,
    users,
    options: {
      confirmUnsafe: async (rows) => {
        offered.push(rows.map((it) => it.method));
        return rows.slice(0, 1);
      },
    },
  });
  assert.deepEqual(offered, [['DELETE', 'GET']]);
  assert.deepEqual(world.arrived.map((it) => `${it.method} ${it.path}`).toSorted(), [
    'DELETE /orders/1',
    'POST /search',
  ]);
});

test('what runs first for others is no row, and goes only where it signs in or changes nothing', async (t) => {
  const world = await startApi(t, ({ path }) => ({ status: 200, body: { id: 7, token: `token-of-${path.slice(1)}` } }));
  const text = `# @name enter
POST {{api}}/login

{}

###
# @name made
POST {{api}}/orders

{}

###
# @name list
GET {{api}}/list

###
GET {{api}}/me
Authorization: Bearer {{enter.response.body.$.token}}

###
GET {{api}}/orders/{{made.response.body.$.id}}

###
GET {{api}}/items/{{list.response.body.$.id}}
`;
  const matrix = await matrixOf(t, world, { text, environments, users: ['admin', 'viewer'] });
  assert.deepEqual(grid(matrix), [
    'GET {{api}}/list: admin 200, viewer 200',
    'GET {{api}}/me: admin 200, viewer 200',
    'GET {{api}}/orders/{{made.response.body.$.id}}: admin unsafe, viewer unsafe',
    'GET {{api}}/items/{{list.response.body.$.id}}: admin 200, viewer 200',
  ]);
  const posts = world.arrived.filter((it) => it.method === 'POST').map((it) => it.path);
  assert.deepEqual(posts, ['/login', '/login'], 'once for each user, and nothing else');
  const held = matrix.cells[4]?.outcome;
  assert.match(held?.kind === 'not-sent' ? held.message : '', /`made` must run first and may change something/);
});

test('five hundred cells of users who log in: no cookie and no token of one goes as another', async (t) => {
  const users = ['ada', 'bob', 'cyd', 'dan', 'eve'];
  const mixed: string[] = [];
  const world = await startApi(t, async ({ path, body, cookie, token }) => {
    if (path === '/login') {
      const who = /who=(\w+)/.exec(body)?.[1] ?? '';
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { status: 200, headers: { 'Set-Cookie': `sid=${who}; Path=/` }, body: { token: `token-${who}` } };
    }
    const who = /\/as\/(\w+)\//.exec(path)?.[1] ?? '';
    const seen = /seen=(\w+)/.exec(cookie)?.[1] ?? who;
    if (!cookie.includes(`sid=${who}`) || token !== `token-${who}` || seen !== who)
      mixed.push(`${path} ${cookie} ${token}`);
    return { status: 200, headers: { 'Set-Cookie': `seen=${who}; Path=/` } };
  });
  const rows = Array.from(
    { length: 100 },
    (_, i) => `###\nGET {{api}}/as/{{who}}/${i}\nAuthorization: Bearer {{enter.response.body.$.token}}\n`,
  );
  const text = `@mine = {{who}}\n\n# @name enter\n# @login\nPOST {{api}}/login\n\nwho={{mine}}\n\n${rows.join('\n')}`;
  const given = {
    text,
    environments: { dev: { api: 'ORIGIN' }, $users: Object.fromEntries(users.map((who) => [who, { who }])) },
  };
  const matrix = await matrixOf(t, world, given);
  assert.equal(matrix.cells.length, 500);
  assert.ok(matrix.cells.every((it) => it.outcome.kind === 'answered'));
  assert.deepEqual(mixed, []);
  assert.deepEqual(world.arrived.filter((it) => it.path === '/login').length, 5, 'each logs in once');
  assert.ok(world.busiest() <= 6, `${world.busiest()} at once`);
  assert.deepEqual(
    standings(matrix),
    users.map((it) => `${it} good`),
  );
  assert.ok(matrix.users.every((it) => it.renewable));
});

test('a token is had once for each user, before anything is sent', async (t) => {
  const world = await startApi(t, ({ path, body }) => {
    const client = /client_id=(\w+)/.exec(body)?.[1];
    if (path === '/token') return { status: 200, body: { access_token: `token-of-${client}`, token_type: 'Bearer' } };
    return { status: 200 };
  });
  const auth = (client: string) => ({
    Type: 'OAuth2',
    'Grant Type': 'Client Credentials',
    'Token URL': 'ORIGIN/token',
    'Client ID': client,
    'Client Secret': 'a-secret-that-is-long',
    'Client Credentials': 'in body',
  });
  const text = Array.from(
    { length: 40 },
    (_, i) => `###\nGET {{api}}/${i}\nAuthorization: Bearer {{$auth.token("api")}}\n`,
  ).join('\n');
  const user = (client: string) => ({ Security: { Auth: { api: auth(client) } } });
  const given = { text, environments: { dev: { api: 'ORIGIN' }, $users: { ada: user('ada'), bob: user('bob') } } };
  const matrix = await matrixOf(t, world, given);
  assert.ok(
    matrix.cells.every((it) => it.outcome.kind === 'answered'),
    grid(matrix).slice(0, 3).join('\n'),
  );
  assert.deepEqual(
    world.arrived.slice(0, 2).map((it) => it.path),
    ['/token', '/token'],
  );
  assert.equal(world.arrived.filter((it) => it.path === '/token').length, 2);
  for (const who of ['ada', 'bob'])
    assert.equal(world.arrived.filter((it) => it.token === `token-of-${who}`).length, 40, who);
});

test('a token call that is refused is tried once, and its user proves nothing', async (t) => {
  const world = await startApi(t, ({ path }) =>
    path === '/token' ? { status: 401, body: { error: 'invalid_client' } } : { status: 200 },
  );
  const api = {
    Type: 'OAuth2',
    'Grant Type': 'Client Credentials',
    'Token URL': 'ORIGIN/token',
    'Client ID': 'a',
    'Client Secret': 'a-secret-that-is-long',
  };
  const text = Array.from(
    { length: 20 },
    (_, i) => `###\n# @expect ada=deny\nGET {{api}}/${i}\nAuthorization: Bearer {{$auth.token("api")}}\n`,
  ).join('\n');
  const matrix = await matrixOf(t, world, {
    text,
    environments: { dev: { api: 'ORIGIN', Security: { Auth: { api } } }, $users: { ada: { x: '1' } } },
  });
  assert.deepEqual(
    world.arrived.map((it) => it.path),
    ['/token'],
  );
  assert.deepEqual(standings(matrix), ['ada not-proof']);
  const [ada] = matrix.users;
  assert.match(
    ada?.because ? plain(ada.because) : '',
    /The token of the sign-in api could not be obtained: .* answered invalid_client/,
  );
  assert.ok(ada?.renewable);
  assert.ok(matrix.cells.every((it) => it.verdict === 'not-sent'));
});

test('where only some cells are asked for, nothing else is sent', async (t) => {
  const world = await startApi(t, rules);
  const text = `# @expect *=2xx\nGET {{api}}/orders\n${bearer}\n###\n# @expect *=403\nGET {{api}}/admin/users\n${bearer}`;
  const asked = new Set(['{{api}}/orders admin', '{{api}}/admin/users viewer']);
  const seen: string[] = [];
  const matrix = await matrixOf(t, world, {
    text,
    environments,
    options: {
      only: ({ target }, user) => asked.has(`${target} ${user}`),
      onProgress: (done, total) => void seen.push(`${done} of ${total}`),
    },
  });
  assert.deepEqual(world.arrived.map((it) => `${it.method} ${it.path} ${it.token}`).toSorted(), [
    'GET /admin/users token-of-viewer',
    'GET /orders token-of-admin',
  ]);
  assert.deepEqual(seen, ['1 of 2', '2 of 2']);
  assert.deepEqual(
    matrix.cells.map((it) => it.verdict),
    ['met', 'not-sent', 'not-sent', 'not-sent', 'met', 'not-sent'],
  );
});
