import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { CauseId } from '../../src/core/causeIds.ts';
import { type Playground, startPlayground } from '../../src/playground/index.ts';
import { makeCertificates } from '../send/certificates.ts';
import { createProvingWorld, type Proved, type ProvingWorld, told } from './provingWorld.ts';
import { installed, startApache, startNginx, type WebServer } from './webServers.ts';

const missing = (program: string) =>
  installed(program) ? false : `${program} is not installed here: apt-get install nginx-light apache2-bin`;
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** A request of a name, sent as a user: what it was taken for before, and what is proven then. */
type Row = readonly [name: string, user: string | undefined, before: string, proven: CauseId];

const titleOf = ([name, user, , proven]: Row) => `${name} as ${user ?? 'nobody'} → ${proven}`;

async function holds(world: ProvingWorld, [name, user, before, proven]: Row, confirm?: boolean): Promise<Proved> {
  const it = await world.proved(name, user, confirm === undefined ? {} : { confirm });
  if (typeof it === 'string') assert.fail(it);
  const { id, certainty } = it.before.findings[0] ?? {};
  assert.equal(`${id} ${certainty}`, before, told(it));
  assert.equal(`${it.after.findings[0]?.id} ${it.after.findings[0]?.certainty}`, `${proven} proven`, told(it));
  assert.ok(it.steps.length <= 8, told(it));
  const evidence = it.after.findings[0]?.evidence.find((one) => one.place.in === 'experiment');
  assert.match(evidence?.quote ?? '', /^[A-Z]+ https?:.* → \d{3}/, 'the experiment is quoted');
  assert.ok(!it.after.ruledOut.some((one) => one.id === proven), 'what is proven is not ruled out');
  return it;
}

const tokens = {
  admin: 'admin-4f9c21d7a8e65b30',
  viewer: 'viewer-77ab01d7c8e65b31',
  stranger: 'wrong-4f9c21d7a8e65b30',
};

describe('proving against a real nginx', { skip: missing('nginx') }, () => {
  let server: WebServer;
  let world: ProvingWorld;
  let bothWays: Server | undefined;
  const certificates = makeCertificates();

  before(async () => {
    const secure = await freePort();
    server = await startNginx(({ port }) => ({
      http: `
        default_type text/plain;
        map $http_authorization $who { default ""; "Bearer ${tokens.admin}" admin; "Bearer ${tokens.viewer}" viewer; }
        map $http_x_api_key $key { default ""; "key_live_0a1b2c3d4e5f6071" admin; }
        map $cookie_sid $sid { default ""; "s1a2b3c4d5e6f7a8b9" admin; }
        map "$http_x_api_key$http_cookie" $anybody { default ""; "" anybody; }
        map $http_origin $foreign { default 1; "" ""; "http://127.0.0.1:${port}" ""; }
        map $http_accept $tool { default ""; "" 1; "*/*" 1; }
        map "$cookie_sid:$http_x_csrf_token" $forged { default 1; "~^:" ""; "~:." ""; }
        ${
          typeof certificates === 'string'
            ? ''
            : `server { listen 127.0.0.1:${secure} ssl; ssl_certificate ${certificates.good}; ssl_certificate_key ${certificates.key};
                 location / { return 200 "by TLS"; } }`
        }`,
      server: `
        location = /api/me { if ($who = "") { return 401; } return 200 "you"; }
        location = /api/reports { if ($who = "") { return 401; } if ($who = "viewer") { return 403; } return 200 "all"; }
        location = /api/key { if ($key = "") { return 401; } return 200 "you"; }
        location = /api/open { set $known "$key$sid$anybody"; if ($known = "") { return 401; } return 200 "all"; }
        location = /api/session { if ($sid = "") { return 401; } return 200 "you"; }
        location = /api/hidden { if ($sid = "") { return 403; } return 200 "you"; }
        location = /api/origin { if ($foreign) { return 403; } return 200 "you"; }
        location = /api/list { return 403; }
        location = /api/list/ { return 200 "all"; }
        location = /api/tool { if ($tool) { return 403; } return 200 "all"; }
        location = /api/secure { return 403; }
        location = /api/profile { if ($forged) { return 403 "CSRF token missing"; } return 200 "changed"; }`,
    }));
    const plain = Number(new URL(server.origin).port);
    bothWays = await listenForBoth(plain, secure);
    const { port } = bothWays.address() as AddressInfo;
    const authority = typeof certificates === 'string' ? [] : [certificates.ca];
    world = await createProvingWorld(
      `@host = ${server.origin}

### basic
GET {{host}}/private/
Authorization: {{basic}}

### me
GET {{host}}/api/me
Authorization: Bearer {{token}}

### reports
GET {{host}}/api/reports
Authorization: Bearer {{token}}

### key
GET {{host}}/api/key
X-Api-Key: {{key}}

### open key
GET {{host}}/api/open
X-Api-Key: {{key}}

### open session
GET {{host}}/api/open
Cookie: sid={{sid}}

### session
GET {{host}}/api/session
Cookie: sid={{sid}}

### hidden
GET {{host}}/api/hidden
Cookie: sid={{sid}}

### origin
GET {{host}}/api/origin
Origin: https://evil.example

### list
GET {{host}}/api/list

### tool
GET {{host}}/api/tool

### secure
GET http://127.0.0.1:${port}/api/secure

### profile
POST {{host}}/api/profile
Cookie: sid={{sid}}
Authorization: Bearer {{token}}

### denied
GET {{host}}/denied/
Authorization: Bearer {{token}}
`,
      {
        stranger: {
          basic: basic('ada', 'wrong'),
          token: tokens.stranger,
          key: 'key_live_ffffffffffffffff',
          sid: 'sffffffffffffffff',
        },
        viewer: { token: tokens.viewer },
        other: { basic: 'Bearer abcdefgh12345678' },
        nobody: { sid: '' },
        admin: {
          basic: basic('ada', 'analytical-engine'),
          token: tokens.admin,
          key: 'key_live_0a1b2c3d4e5f6071',
          sid: 's1a2b3c4d5e6f7a8b9',
        },
      },
      { certificateAuthorities: authority },
    );
  });
  after(async () => {
    await world?.close();
    bothWays?.close();
    await server?.close();
  });

  const rows: readonly Row[] = [
    ['basic', 'stranger', 'password-wrong likely', 'password-wrong'],
    ['basic', 'other', 'scheme-mismatch likely', 'scheme-mismatch'],
    ['me', 'stranger', 'token-invalid likely', 'token-invalid'],
    ['reports', 'viewer', 'role-missing possible', 'role-missing'],
    ['open key', 'stranger', 'api-key-invalid likely', 'api-key-invalid'],
    ['open session', 'stranger', 'session-expired likely', 'session-expired'],
    ['hidden', 'nobody', 'file-permission possible', 'credentials-missing'],
    ['origin', undefined, 'file-permission possible', 'origin-not-allowed'],
    ['list', undefined, 'file-permission possible', 'route-mismatch'],
  ];
  for (const row of rows) test(titleOf(row), async () => void (await holds(world, row)));

  test('secure → tls-required', { skip: typeof certificates === 'string' ? certificates : false }, async () => {
    await holds(world, ['secure', undefined, 'file-permission possible', 'tls-required']);
  });

  test('profile → csrf-failed, once a person has agreed to each POST', async () => {
    const { steps } = await holds(world, ['profile', 'admin', 'csrf-failed stated', 'csrf-failed'], true);
    assert.ok(steps.every((it) => it.startsWith('POST ')));
  });

  test('a filter that reads Accept is likely, since others may read it too', async () => {
    const it = await world.proved('tool');
    if (typeof it === 'string') assert.fail(it);
    assert.equal(it.before.findings[0]?.id, 'file-permission');
    assert.equal(`${it.after.findings[0]?.id} ${it.after.findings[0]?.certainty}`, 'bot-blocked likely', told(it));
  });

  for (const [name, cause] of [
    ['key', 'api-key-invalid'],
    ['session', 'session-expired'],
  ] as const) {
    test(`${name}: a 401 that says nothing may hide a lack of rights, so that ${cause} stays likely`, async () => {
      const it = await world.proved(name, 'stranger');
      if (typeof it === 'string') assert.fail(it);
      assert.equal(`${it.after.findings[0]?.id} ${it.after.findings[0]?.certainty}`, `${cause} likely`, told(it));
    });
  }

  test('what refuses everybody alike is proven to be nothing', async () => {
    const it = await world.proved('denied', 'stranger');
    if (typeof it === 'string') assert.fail(it);
    assert.ok(
      it.after.findings.every((one) => one.certainty !== 'proven'),
      told(it),
    );
  });
});

describe('proving against a real apache2', { skip: missing('apache2') }, () => {
  let server: WebServer;
  let world: ProvingWorld;

  before(async () => {
    server = await startApache(({ directory }) => {
      for (const name of ['reports', 'staff', 'origin', 'tool']) {
        mkdirSync(join(directory, 'site/api', name), { recursive: true });
        writeFileSync(join(directory, 'site/api', name, 'index.html'), 'all');
      }
      writeFileSync(join(directory, 'people'), `ada:{SHA}${sha('analytical-engine')}\nbob:{SHA}${sha('builder')}\n`);
      const people = `AuthType Basic\nAuthName Staff\nAuthUserFile ${directory}/people\nRequire user ada`;
      return {
        server: `
<Location /api/reports/>
  ${people}
  AuthzSendForbiddenOnFailure On
</Location>
<Location /api/staff/>
  ${people}
</Location>
<Location /api/origin/>
  Require expr "%{HTTP:Origin} == ''"
</Location>
<Location /api/tool/>
  Require expr "%{HTTP:Accept} =~ /json|html/"
</Location>`,
      };
    });
    world = await createProvingWorld(
      `@host = ${server.origin}

### reports
GET {{host}}/api/reports/
Authorization: {{basic}}

### staff
GET {{host}}/api/staff/
Authorization: {{basic}}

### origin
GET {{host}}/api/origin/
Origin: https://evil.example

### tool
GET {{host}}/api/tool/
`,
      {
        bob: { basic: basic('bob', 'builder') },
        stranger: { basic: basic('bob', 'wrong') },
        other: { basic: 'Bearer abcdefgh12345678' },
        admin: { basic: basic('ada', 'analytical-engine') },
      },
    );
  });
  after(async () => {
    await world?.close();
    await server?.close();
  });

  const rows: readonly Row[] = [
    ['reports', 'bob', 'role-missing likely', 'role-missing'],
    ['reports', 'other', 'scheme-mismatch likely', 'scheme-mismatch'],
    ['origin', undefined, 'file-permission possible', 'origin-not-allowed'],
  ];
  for (const row of rows) test(titleOf(row), async () => void (await holds(world, row)));

  for (const user of ['bob', 'stranger']) {
    test(`${user}, whom Apache refuses like one that it does not know, proves nothing of a password`, async () => {
      const it = await world.proved('staff', user);
      if (typeof it === 'string') assert.fail(it);
      assert.equal(it.after.findings[0]?.id, 'password-wrong', told(it));
      assert.equal(it.after.findings[0]?.certainty, 'likely', told(it));
    });
  }
});

describe('proving against the playground', () => {
  let playground: Playground;
  let world: ProvingWorld;

  before(async () => {
    playground = await startPlayground();
    const { mint } = playground.issuer;
    const ada = { subject: 'ada', roles: ['admin'], scopes: ['profile', 'reports:read'], expiresIn: 600 };
    const vic = { subject: 'vic', roles: ['viewer'], scopes: ['profile'], expiresIn: 600 };
    const token = await mint(ada);
    world = await createProvingWorld(
      `@host = ${playground.origin}

### me
GET {{host}}/me
Authorization: {{auth}}

### order
GET {{host}}/orders/1002
Authorization: {{auth}}

### reports
GET {{host}}/reports
Authorization: {{auth}}

### key
GET {{host}}/by-key
X-Api-Key: {{key}}

### staff
GET {{host}}/basic
Authorization: {{auth}}
`,
      {
        token: { auth: `Token ${token}` },
        forged: { auth: `Bearer ${await mint({ ...ada, foreignKey: true })}` },
        stranger: { key: 'pk_playground_ffffffffff', auth: basic('ada', 'wrong') },
        ada: { auth: `Bearer ${token}`, key: 'pk_playground_3f9c21d7a8' },
        vic: { auth: `Bearer ${await mint(vic)}` },
        staff: { auth: basic('ada', 'analytical-engine') },
      },
    );
  });
  after(async () => {
    await world?.close();
    await playground?.close();
  });

  const rows: readonly Row[] = [
    ['me', 'token', 'scheme-mismatch likely', 'scheme-mismatch'],
    ['me', 'forged', 'token-signature-invalid stated', 'token-signature-invalid'],
    ['order', 'ada', 'not-owner stated', 'not-owner'],
    ['reports', 'vic', 'scope-missing stated', 'scope-missing'],
    ['key', 'stranger', 'api-key-invalid stated', 'api-key-invalid'],
    ['staff', 'stranger', 'password-wrong likely', 'password-wrong'],
  ];
  for (const row of rows) test(titleOf(row), async () => void (await holds(world, row)));
});

/** One port that speaks TLS to those who begin so, and plain HTTP to the others. */
async function listenForBoth(plain: number, secure: number): Promise<Server> {
  const server = createServer((client) => {
    client.once('data', (first) => {
      const onward = connect(first[0] === 0x16 ? secure : plain, '127.0.0.1');
      onward.write(first);
      client.pipe(onward).pipe(client);
      for (const it of [client, onward]) it.on('error', () => client.destroy());
    });
    client.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function sha(password: string): string {
  return createHash('sha1').update(password).digest('base64');
}
