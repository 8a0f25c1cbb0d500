import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { serializeSessions } from '../../src/core/auth/serializeSessions.ts';
import { explainRefusals } from '../../src/core/explainAll.ts';
import { createMemory, renewAndRetry, renewalFor, runRequest } from '../../src/run/index.ts';
import type { RunOutcome } from '../../src/run/run.ts';
import { openShell, type Shell, type World } from './tokenWorld.ts';

interface Site {
  readonly world: World;
  readonly calls: string[];
  /** Ends every session and CSRF token that was given. */
  end(): void;
}

/** A site with a login that gives a cookie, a CSRF value and a token. */
async function startSite(t: TestContext, seconds = 600): Promise<Site> {
  let count = 0;
  let good = '';
  const calls: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    calls.push(`${request.method} ${request.url}`);
    const json = (status: number, value: object, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(JSON.stringify(value));
    };
    if (request.url === '/login') {
      good = String(++count);
      const cookie = `sid=session-number-${good}; Path=/; HttpOnly; Max-Age=${seconds}`;
      return json(200, { csrf: `csrf-number-${good}` }, { 'Set-Cookie': cookie });
    }
    if (!(request.headers.cookie ?? '').includes(`sid=session-number-${good}`) || good === '')
      return json(401, { message: 'Session expired' });
    if (request.method === 'POST' && request.headers['x-csrf-token'] !== `csrf-number-${good}`)
      return json(419, { message: 'CSRF token mismatch.' });
    return json(200, { ok: true });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close().closeAllConnections());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world = { origin, now: Date.now() } as World;
  const end = () => {
    good = '';
  };
  return { world, calls, end };
}

const login = '# @name enter\n# @login\nPOST ORIGIN/login\n\nwho=ada\n\n###\n';
const withCsrf = `${login}POST ORIGIN/profile\nX-CSRF-Token: {{enter.response.body.$.csrf}}\n\n{}\n`;
const cookieOnly = `${login}GET ORIGIN/account\n`;

function status(outcome: RunOutcome): number | string {
  return outcome.kind === 'answered' ? outcome.exchange.response.status : outcome.kind;
}

async function renewed(shell: Shell, text: string): Promise<RunOutcome> {
  const target = shell.target(text);
  const signal = new AbortController().signal;
  const first = await runRequest(target, shell.memory, shell.host, signal);
  assert.ok(first.kind === 'answered');
  const report = explainRefusals([first.exchange], shell.host.now())[0]?.report;
  const plan = report && renewalFor(first, report, target);
  assert.ok(plan, `nothing to renew for ${report?.findings[0]?.id}`);
  return renewAndRetry(target, first, plan, shell.memory, shell.host, signal);
}

test('a login’s answer is kept as a session, without the password that was sent', async (t) => {
  const { world, calls } = await startSite(t);
  const shell = await openShell(t, world, {});
  assert.equal(status(await shell.send(withCsrf)), 200);
  assert.deepEqual(calls, ['POST /login', 'POST /profile']);
  const [session] = await shell.sessions.list();
  assert.equal(session?.kind, 'login');
  assert.equal(session?.key.id, 'login enter (x.http)');
  assert.equal(session?.expiresAt, world.now + 600_000);
  assert.ok(session);
  assert.ok(!serializeSessions([session]).reveal().includes('who=ada'));
});

test('a restart finds the session again, cookies and all', async (t) => {
  const { world, calls } = await startSite(t);
  const shell = await openShell(t, world, {});
  await shell.send(withCsrf);
  const signal = new AbortController().signal;
  assert.equal(status(await runRequest(shell.target(withCsrf), createMemory(), shell.host, signal)), 200);
  assert.equal(status(await runRequest(shell.target(cookieOnly), createMemory(), shell.host, signal)), 200);
  assert.deepEqual(calls, ['POST /login', 'POST /profile', 'POST /profile', 'GET /account']);
});

test('a session whose time is over is begun anew before sending', async (t) => {
  const { world, calls } = await startSite(t);
  const shell = await openShell(t, world, {});
  await shell.send(withCsrf);
  world.now += 580_000;
  assert.equal(status(await shell.send(withCsrf)), 200);
  assert.deepEqual(calls, ['POST /login', 'POST /profile', 'POST /login', 'POST /profile']);
});

test('one that lasts for less than half a minute is used until its last quarter', async (t) => {
  const { world, calls } = await startSite(t, 20);
  const shell = await openShell(t, world, {});
  await shell.send(withCsrf);
  world.now += 14_000;
  await shell.send(withCsrf);
  assert.equal(calls.filter((it) => it === 'POST /login').length, 1);
  world.now += 2_000;
  await shell.send(withCsrf);
  assert.equal(calls.filter((it) => it === 'POST /login').length, 2);
});

test('who was signed out is signed out of the window too, cookies and all', async (t) => {
  const { world, calls } = await startSite(t);
  const shell = await openShell(t, world, {});
  await shell.send(withCsrf);
  const [session] = await shell.sessions.list();
  assert.ok(session);
  await shell.sessions.remove(session.key);
  assert.equal(status(await shell.send(cookieOnly)), 401);
  assert.equal(status(await shell.send(withCsrf)), 200);
  assert.deepEqual(calls, ['POST /login', 'POST /profile', 'GET /account', 'POST /login', 'POST /profile']);
});

test('a session that the server has ended is renewed after its refusal', async (t) => {
  const { world, calls, end } = await startSite(t);
  const shell = await openShell(t, world, {});
  await shell.send(withCsrf);
  end();
  const outcome = await renewed(shell, withCsrf);
  assert.equal(status(outcome), 200);
  assert.equal(outcome.kind === 'answered' && outcome.renewed?.what, 'the session of enter');
  assert.equal(calls.filter((it) => it === 'POST /login').length, 2);
});

test('where only cookies go along, the file’s login renews them', async (t) => {
  const { world, calls, end } = await startSite(t);
  const shell = await openShell(t, world, {});
  await shell.send(withCsrf);
  end();
  const outcome = await renewed(shell, cookieOnly);
  assert.equal(status(outcome), 200);
  assert.equal(outcome.kind === 'answered' && outcome.renewed?.what, 'the session of enter');
  assert.deepEqual(calls.slice(-3), ['GET /account', 'POST /login', 'GET /account']);
});

test('users keep their logins and cookies apart', async (t) => {
  const { world } = await startSite(t);
  const shell = await openShell(t, world, {});
  await shell.send(withCsrf, { user: 'ada' });
  await shell.send(withCsrf, { user: 'vic' });
  assert.deepEqual(
    (await shell.sessions.list()).map((it) => it.key.user),
    ['ada', 'vic'],
  );
  assert.equal(status(await shell.send(withCsrf, { user: 'ada' })), 401, 'the site keeps one session; ada’s is over');
});
