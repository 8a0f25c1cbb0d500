import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TokenSession } from '../../src/core/auth/session.ts';
import type { SignInRequest } from '../../src/core/auth/signIn.ts';
import { explainRefusals } from '../../src/core/explainAll.ts';
import { parse } from '../../src/core/http/parse.ts';
import { Secret } from '../../src/core/secret.ts';
import { planFor, renewAndRetry, renewalFor, runRequest } from '../../src/run/index.ts';
import type { RunOutcome } from '../../src/run/run.ts';
import { openShell, type Shell, startWorld, type World } from './tokenWorld.ts';

const machine = {
  machine: {
    Type: 'OAuth2',
    'Grant Type': 'Client Credentials',
    'Token URL': 'ORIGIN/token',
    'Client ID': 'app',
    'Client Secret': 'app-secret-0123456789',
  },
};
const person = {
  person: { ...machine.machine, 'Grant Type': 'Password', Username: 'ada', Password: 'analytical-engine' },
};
const asMachine = 'GET ORIGIN/me\nAuthorization: Bearer {{$auth.token("machine")}}\n';
const asPerson = asMachine.replace('machine', 'person');

function status(outcome: RunOutcome | undefined): number | string | undefined {
  if (outcome?.kind === 'unsendable') return outcome.problems.map((it) => it.message).join(' ');
  return outcome?.kind === 'answered' ? outcome.exchange.response.status : outcome?.kind;
}

async function tokens(shell: Shell): Promise<TokenSession[]> {
  return (await shell.sessions.list()).flatMap((it) => (it.kind === 'tokens' ? [it] : []));
}

test('a token is obtained when a request asks for it, kept, and used again', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, machine);
  const first = await shell.send(asMachine);
  assert.equal(status(first), 200);
  assert.deepEqual(first.kind === 'answered' && first.ranFirst.map((it) => it.name), ['token of machine']);
  assert.equal(status(await shell.send(asMachine)), 200);
  assert.equal(world.tokenCalls.length, 1);
  const [session] = await tokens(shell);
  assert.deepEqual(session?.key, { id: 'machine', environment: 'dev' });
  assert.deepEqual(session?.origins, [world.origin]);
  assert.equal(session?.expiresAt, world.now + 600_000);
  assert.deepEqual(shell.questions, []);
});

test('users have sessions of their own', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, machine);
  await shell.send(asMachine, { user: 'ada' });
  await shell.send(asMachine, { user: 'vic' });
  const used = world.apiCalls.map((it) => it.split(' ')[2]);
  assert.equal(new Set(used).size, 2);
  assert.deepEqual(
    (await tokens(shell)).map((it) => it.key.user),
    ['ada', 'vic'],
  );
});

test('thirty seconds ahead of the end it is renewed before sending', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, person);
  await shell.send(asPerson);
  world.now += 569_000;
  await shell.send(asPerson);
  assert.equal(world.tokenCalls.length, 1);
  world.now += 2_000;
  assert.equal(status(await shell.send(asPerson)), 200);
  assert.deepEqual(
    world.tokenCalls.map((it) => it.get('grant_type')),
    ['password', 'refresh_token'],
  );
  const [session] = await tokens(shell);
  assert.equal(session?.tokens.refreshToken?.reveal(), 'refresh-token-number-2');
  assert.equal(session?.refreshedAt, world.now);
});

test('a server that does not rotate leaves the refresh token good', async (t) => {
  const world = await startWorld(t);
  world.rotates = false;
  const shell = await openShell(t, world, person);
  await shell.send(asPerson);
  for (let i = 0; i < 3; i++) {
    world.now += 590_000;
    assert.equal(status(await shell.send(asPerson)), 200);
  }
  assert.deepEqual(
    world.tokenCalls.map((it) => it.get('refresh_token')),
    [null, 'refresh-token-number-1', 'refresh-token-number-1', 'refresh-token-number-1'],
  );
});

async function refusedAndRenewed(shell: Shell, text: string): Promise<RunOutcome> {
  const target = shell.target(text);
  const signal = new AbortController().signal;
  const first = await runRequest(target, shell.memory, shell.host, signal);
  assert.equal(first.kind, 'answered');
  if (first.kind !== 'answered') return first;
  const report = explainRefusals([first.exchange], shell.host.now())[0]?.report;
  assert.ok(report);
  const plan = renewalFor(first, report, target);
  assert.ok(plan, `nothing to renew for ${report.findings[0]?.id}`);
  return renewAndRetry(target, first, plan, shell.memory, shell.host, signal);
}

test('what the server has ended is renewed after its refusal, and sent once more', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, machine);
  await shell.send(asMachine);
  world.endAll();
  const second = await refusedAndRenewed(shell, asMachine);
  assert.equal(status(second), 200);
  assert.ok(second.kind === 'answered');
  assert.equal(second.renewed?.first.response.status, 401);
  assert.equal(second.renewed?.what, 'the token of machine');
  assert.deepEqual(
    world.apiCalls.map((it) => it.split(' ')[2]),
    ['access-token-number-1', 'access-token-number-1', 'access-token-number-2'],
  );
});

test('fifty requests that were refused with the same token renew it once', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, person);
  await shell.send(asPerson);
  const target = shell.target(asPerson);
  const signal = new AbortController().signal;
  const refresh = (await tokens(shell))[0]?.tokens.refreshToken?.reveal() ?? '';
  // The access token is over and the refresh token is not.
  world.endAll();
  world.delay = 30;
  world.tokenAnswer = {
    status: 200,
    body: { access_token: 'never-used', token_type: 'Bearer', expires_in: 600, refresh_token: 'next' },
  };
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const first = await runRequest(target, shell.memory, shell.host, signal);
      assert.ok(first.kind === 'answered' && first.exchange.response.status === 401);
      const plan = planFor(first, target.file);
      assert.ok(plan);
      return renewAndRetry(target, first, plan, shell.memory, shell.host, signal);
    }),
  );
  assert.deepEqual(
    world.tokenCalls.map((it) => it.get('refresh_token')),
    [null, refresh],
  );
  assert.equal(outcomes.filter((it) => it.kind === 'answered').length, 50);
  assert.equal(world.apiCalls.filter((it) => it.endsWith('never-used')).length, 50);
});

test('fifty that find the token near its end wait for one renewal', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, person);
  await shell.send(asPerson);
  world.now += 590_000;
  world.delay = 30;
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => shell.send(asPerson)));
  assert.deepEqual(new Set(outcomes.map(status)), new Set([200]));
  assert.equal(world.tokenCalls.length, 2);
});

test('a failed renewal fails all that wait for it, each with its explanation, and the next one signs in anew', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, { person: { ...person.person, 'Acquire Automatically': true } });
  await shell.send(asPerson);
  world.now += 590_000;
  world.delay = 30;
  world.tokenAnswer = { status: 400, body: { error: 'invalid_client', error_description: 'The secret has expired' } };
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => shell.send(asPerson)));
  assert.equal(world.tokenCalls.length, 2, 'one call for all of them');
  for (const it of outcomes) {
    assert.ok(it.kind === 'unsendable');
    assert.match(
      it.problems[0]?.message ?? '',
      /The token of the sign-in `person` could not be renewed: .* answered invalid_client/,
    );
    assert.equal(it.ranFirst?.at(-1)?.exchange.response.status, 400);
    assert.match(it.ranFirst?.at(-1)?.exchange.response.body?.text ?? '', /The secret has expired/);
  }
  delete world.tokenAnswer;
  assert.equal(status(await shell.send(asPerson)), 200);
});

test('the call for a token that a request needed which had to run first is the reason there as well', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, machine);
  world.tokenAnswer = { status: 400, body: { error: 'unauthorized_client' } };
  const chained = `# @name inner\n${asMachine}\n###\nGET ORIGIN/next\nX-From: {{inner.response.body.$.ok}}\n`;
  const outcome = await shell.send(chained);
  assert.ok(outcome.kind === 'unsendable');
  assert.deepEqual(
    outcome.ranFirst?.map((it) => [it.name, it.exchange.response.status]),
    [['token of machine', 400]],
  );
  assert.deepEqual(outcome.signIn, { id: 'machine', environment: 'dev' });
  assert.match(outcome.problems.map((it) => it.message).join(' '), /`inner` must run first.*unauthorized_client/);
});

test('a refresh token that is over leads to a sign-in where nobody is needed for it', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, person);
  await shell.send(asPerson);
  world.endAll();
  world.now += 590_000;
  assert.equal(status(await shell.send(asPerson)), 200);
  assert.deepEqual(
    world.tokenCalls.map((it) => it.get('grant_type')),
    ['password', 'refresh_token', 'password'],
  );
});

test('one who gives up does not stop the others', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, machine);
  world.delay = 60;
  const abort = new AbortController();
  const target = shell.target(asMachine);
  const impatient = runRequest(target, shell.memory, shell.host, abort.signal);
  const patient = shell.send(asMachine);
  setTimeout(() => abort.abort(), 20);
  assert.equal((await impatient).kind, 'cancelled');
  assert.equal(status(await patient), 200);
  assert.equal(world.tokenCalls.length, 1);
});

test('a session goes to another origin only after a question', async (t) => {
  const world = await startWorld(t);
  const other = await startWorld(t);
  let answer = false;
  const questions: string[] = [];
  const shell = await openShell(t, world, machine, {
    confirm: async (question) => {
      questions.push(question);
      return answer;
    },
  });
  await shell.send(asMachine);
  const elsewhere = asMachine.replace('ORIGIN', other.origin);
  assert.equal((await shell.send(elsewhere)).kind, 'cancelled');
  assert.deepEqual(other.apiCalls, []);
  assert.match(
    questions[0] ?? '',
    new RegExp(`${other.origin} have the token of machine\\? So far it went to ${world.origin}`),
  );
  answer = true;
  assert.equal(status(await shell.send(elsewhere)), 401);
  assert.equal(status(await shell.send(elsewhere)), 401);
  assert.equal(questions.length, 2, 'agreed to once');
});

test('what was renewed while the question stood is kept, what was signed out stays so', async (t) => {
  const world = await startWorld(t);
  const other = await startWorld(t);
  let meanwhile = async (): Promise<void> => {};
  const shell = await openShell(t, world, machine, {
    confirm: async () => {
      await meanwhile();
      return true;
    },
  });
  await shell.send(asMachine);
  const key = { id: 'machine', environment: 'dev' };
  meanwhile = async () => {
    const kept = await shell.sessions.get(key);
    assert.ok(kept?.kind === 'tokens');
    await shell.sessions.put({ ...kept, tokens: { ...kept.tokens, refreshToken: new Secret('the-rotated-one') } });
  };
  const elsewhere = asMachine.replace('ORIGIN', other.origin);
  assert.equal(status(await shell.send(elsewhere)), 401);
  const kept = await shell.sessions.get(key);
  assert.equal(kept?.kind === 'tokens' && kept.tokens.refreshToken?.reveal(), 'the-rotated-one');
  assert.deepEqual(kept?.origins, [world.origin, other.origin]);
  meanwhile = () => shell.sessions.remove(key);
  assert.equal(
    (await shell.send(asMachine.replace('ORIGIN', world.origin.replace('127.0.0.1', 'localhost')))).kind,
    'cancelled',
  );
  assert.deepEqual(await shell.sessions.list(), []);
});

test('what a refusal asks for is asked for besides, and again when it is signed in anew', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, { machine: { ...machine.machine, Scope: 'read' } });
  const scoped = asMachine.replace('/me', '/scoped');
  const target = shell.target(scoped);
  const signal = new AbortController().signal;
  const first = await runRequest(target, shell.memory, shell.host, signal);
  assert.ok(first.kind === 'answered');
  const plan = planFor(first, target.file, { scopes: ['write'] });
  assert.ok(plan);
  await renewAndRetry(target, first, plan, shell.memory, shell.host, signal);
  assert.equal(world.tokenCalls[1]?.get('scope'), 'read write');
  world.now += 590_000;
  await shell.send(asMachine);
  assert.equal(world.tokenCalls[2]?.get('scope'), 'read write');
});

test('claims go to the token endpoint; a stronger sign-in needs a person, and nothing is asked of a machine', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, machine);
  const first = await shell.send(asMachine);
  assert.ok(first.kind === 'answered');
  const target = shell.target(asMachine);
  const again = (ask: SignInRequest) => {
    const plan = planFor(first, target.file, ask);
    assert.ok(plan);
    return renewAndRetry(target, first, plan, shell.memory, shell.host, new AbortController().signal);
  };
  const told = await again({ acrValues: 'urn:mfa' });
  assert.match(
    String(status(told)),
    /stronger or fresher sign-in of a person, and `machine` gets .*client_credentials/,
  );
  assert.equal(world.tokenCalls.length, 1);
  assert.equal(status(await again({ claims: '{"access_token":{}}' })), 200);
  assert.equal(world.tokenCalls.at(-1)?.get('claims'), '{"access_token":{}}');
});

test('a definition that holds the refused token is bound anew', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, machine);
  const text = '@token = {{$auth.token("machine")}}\n\nGET ORIGIN/me\nAuthorization: Bearer {{token}}\n';
  const batch = {};
  assert.equal(status(await shell.send(text, { batch })), 200);
  world.endAll();
  const target = { ...shell.target(text), batch };
  const first = await runRequest(target, shell.memory, shell.host, new AbortController().signal);
  assert.ok(first.kind === 'answered');
  const plan = planFor(first, target.file);
  assert.ok(plan);
  const second = await renewAndRetry(target, first, plan, shell.memory, shell.host, new AbortController().signal);
  assert.equal(status(second), 200);
});

test('a browser is needed and none is there: said, and nothing sent', async (t) => {
  const world = await startWorld(t);
  const shell = await openShell(t, world, {
    machine: { ...machine.machine, 'Grant Type': 'Authorization Code', 'Auth URL': 'ORIGIN/authorize' },
  });
  assert.match(String(status(await shell.send(asMachine))), /needs a person at a browser.*The request was not sent/);
  assert.deepEqual([world.tokenCalls.length, world.apiCalls.length], [0, 0]);
});

test('a given token is used as it is', async (t) => {
  const world = await startWorld(t);
  const { Secret } = await import('../../src/core/secret.ts');
  const shell = await openShell(t, world, machine, { givenToken: () => new Secret('given-from-outside') });
  assert.equal(status(await shell.send(asMachine)), 401);
  assert.deepEqual(world.apiCalls, ['GET /me given-from-outside']);
  assert.equal(world.tokenCalls.length, 0);
});

test('tokens of the editor’s accounts are asked for once for each origin', async (t) => {
  const world = await startWorld(t);
  const { Secret } = await import('../../src/core/secret.ts');
  const asked: string[] = [];
  const shell = await openShell(t, world, machine, {
    account: async (provider, scopes) => {
      asked.push(`${provider} ${scopes.join(' ')}`);
      return { token: new Secret('account-token') };
    },
  });
  const text = 'GET ORIGIN/me\nAuthorization: Bearer {{$session github repo,read:org}}\n';
  await shell.send(text);
  await shell.send(text);
  assert.deepEqual(asked, ['github repo read:org', 'github repo read:org']);
  assert.deepEqual(world.apiCalls, ['GET /me account-token', 'GET /me account-token']);
  assert.deepEqual(shell.questions, [`Send the token of your github account to ${world.origin}?`]);
});

test('a broken token endpoint is an explanation, not an exception', async (t) => {
  const world: World = await startWorld(t);
  const shell = await openShell(t, world, machine);
  world.tokenAnswer = { status: 200, body: { hello: 'world' } };
  const outcome = await shell.send(asMachine);
  assert.ok(outcome.kind === 'unsendable', outcome.kind);
  assert.match(outcome.problems[0]?.message ?? '', /could not be obtained/);
  assert.equal(parse(asMachine).requests.length, 1);
});
