import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { checkOf, type Verification } from '../../src/core/jwt/verification.ts';
import { Secret } from '../../src/core/secret.ts';
import { askAboutToken } from '../../src/run/index.ts';
import { revoke } from '../../src/send/oauth/index.ts';
import { settings } from '../send/loopback.ts';
import { account, clientSecret } from '../send/oauth/provider.ts';
import { provider } from '../send/oauth/signIns.ts';
import { openShell, startWorld } from './tokenWorld.ts';

const signal = new AbortController().signal;

/** A shell whose sign-in `admin` is a confidential client of a real authorization server, and a token of it. */
async function signedIn(t: TestContext, more: object = {}) {
  const { issuer } = await provider(t);
  const world = await startWorld(t);
  world.now = Date.now();
  const auth = {
    admin: {
      Type: 'OAuth2',
      'Grant Type': 'Password',
      Issuer: issuer,
      'Client ID': 'app-1.local',
      'Client Secret': clientSecret,
      Scope: 'openid',
      Username: account.username,
      Password: account.password,
      ...more,
    },
    reader: { Type: 'OAuth2', 'Grant Type': 'Authorization Code', Issuer: issuer, 'Client ID': 'public' },
  };
  const shell = await openShell(t, world, auth);
  const text = 'GET ORIGIN/me\nAuthorization: Bearer {{$auth.token("admin")}}\n';
  await shell.send(text);
  const [session] = await shell.sessions.list();
  assert.ok(session?.kind === 'tokens', 'nobody is signed in');
  const ask = (token: Secret = session.tokens.accessToken, id = 'admin') =>
    askAboutToken(id, token, shell.target(text), { memory: shell.memory, host: shell.host, signal });
  return { issuer, session, ask, shell, text };
}

function known(it: Verification | string): Verification {
  if (typeof it === 'string') throw new Error(it);
  return it;
}

test('introspection: active, then revoked; and a token that nobody gave', async (t) => {
  const { issuer, session, ask } = await signedIn(t);
  const before = known(await ask());
  assert.equal(before.by.by, 'introspection');
  assert.equal(checkOf(before, 'active')?.outcome, 'fine');
  assert.ok(before.asked.at(-1)?.startsWith(`${issuer}/token/introspection`), before.asked.join(' '));
  const foreign = known(await ask(new Secret('a token of somebody else')));
  assert.equal(checkOf(foreign, 'active')?.outcome, 'wrong');

  const client = {
    id: 'app-1.local',
    secret: new Secret(clientSecret),
    authentication: 'client_secret_basic',
  } as const;
  const rest = {
    pkce: { method: 'none' },
    scopes: [],
    resources: [],
    parameters: [],
    acquireAutomatically: true,
  } as const;
  const revoked = await revoke({ id: 'admin', grant: 'password', issuer, endpoints: {}, client, ...rest }, session, {
    settings,
    signal,
    now: Date.now,
  });
  assert.equal(revoked.kind, 'revoked');
  assert.equal(checkOf(known(await ask()), 'active')?.outcome, 'wrong');
});

test('userinfo, for a client that has no secret', async (t) => {
  const { issuer, session, ask } = await signedIn(t);
  const it = known(await ask(session.tokens.accessToken, 'reader'));
  assert.deepEqual([it.by, checkOf(it, 'active')?.outcome], [{ by: 'userinfo', endpoint: `${issuer}/me` }, 'fine']);
  assert.match(checkOf(it, 'active')?.says ?? '', /stands for ada/);
  assert.equal(checkOf(known(await ask(new Secret('somebody-else'), 'reader')), 'active')?.outcome, 'wrong');
});

test('a client that may not ask is told so', async (t) => {
  const { issuer } = await signedIn(t);
  const { ask } = await signedIn(t, { 'Introspection URL': `${issuer}/nowhere` });
  assert.match(String(await ask()), /nowhere/);
});

test('a sign-in that is not there', async (t) => {
  const { shell, text, session } = await signedIn(t);
  const lent = { memory: shell.memory, host: shell.host, signal };
  assert.match(String(await askAboutToken('nobody', session.tokens.accessToken, shell.target(text), lent)), /nobody/);
});
