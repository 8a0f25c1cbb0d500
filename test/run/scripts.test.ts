import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from '../../src/core/http/parse.ts';
import type { TestResult } from '../../src/core/scripts/testResult.ts';
import { createMemory, planFor, type RunMemory, renewAndRetry, runRequest } from '../../src/run/index.ts';
import type { RunHost, RunOutcome } from '../../src/run/run.ts';
import { answer, type Loopback, rawServer, settings } from '../send/loopback.ts';
import { quietHost, valuesOf } from './conformance.ts';

/** A server whose login gives a token, and that answers all else with what it was asked. */
function api(t: TestContext): Promise<Loopback> {
  return rawServer(t, (seen, _socket, count) => {
    if (seen.line.includes('/login'))
      return answer(
        '200 OK',
        [
          'Content-Type: application/json; charset=utf-8',
          'X-Trace: a',
          'X-Trace: b',
          'Set-Cookie: sid=s-1; Path=/; HttpOnly',
        ],
        `{"token":"token-number-${count}-of-the-login","user":{"roles":["a","b"],"id":7}}`,
      );
    return answer('200 OK', ['Content-Type: text/plain'], `${seen.line}`);
  });
}

interface World {
  readonly server: Loopback;
  readonly folder: string;
  readonly memory: RunMemory;
  /** Sends one request of a file, by its name or number. */
  send(file: string, which?: string | number, host?: Partial<RunHost>): Promise<RunOutcome>;
}

/** A folder with files; `ORIGIN` in them stands for the server. */
async function world(t: TestContext, files: Readonly<Record<string, string>>): Promise<World> {
  const server = await api(t);
  const folder = await mkdtemp(join(tmpdir(), 'why401-scripts-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const texts = new Map<string, string>();
  for (const [name, text] of Object.entries(files)) {
    const filled = text.replaceAll('ORIGIN', server.origin);
    texts.set(name, filled);
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), filled);
  }
  const memory = createMemory();
  return {
    server,
    folder,
    memory,
    send(name, which = 0, host = {}) {
      const file = parse(texts.get(name) ?? '');
      const request =
        typeof which === 'number' ? file.requests.at(which) : file.requests.find((it) => it.name === which);
      assert.ok(request, `${name} has no request ${which}`);
      const target = { path: join(folder, name), root: join(folder), file, request };
      return runRequest(target, memory, { ...quietHost, ...host, settings }, t.signal);
    },
  };
}

const login =
  '# @name login\nPOST ORIGIN/login\n\nwho\n\n> {%\n  client.global.set("token", response.body.token);\n%}\n';

function testsOf(outcome: RunOutcome): readonly TestResult[] {
  return (outcome.kind === 'answered' || outcome.kind === 'unsendable' ? outcome.tests : undefined) ?? [];
}

function summary(outcome: RunOutcome): (readonly [string, boolean, string | undefined])[] {
  return testsOf(outcome).map((it) => [it.name, it.passed, it.message]);
}

function problems(outcome: RunOutcome): string {
  return outcome.kind === 'unsendable' ? outcome.problems.map((it) => it.message).join('\n') : outcome.kind;
}

function logsOf(outcome: RunOutcome): readonly string[] {
  return (outcome.kind === 'answered' ? outcome.logs : undefined) ?? [];
}

test('a token that a handler keeps is there for the next request, and is a secret', async (t) => {
  const { server, send } = await world(t, {
    'api.http': `${login}\n###\n# @name me\nGET ORIGIN/me\nAuthorization: Bearer {{token}}\n\n> {% client.log("sent " + request.headers.findByName("Authorization").value()) %}\n`,
  });
  await send('api.http', 'login');
  const me = await send('api.http', 'me');
  assert.deepEqual(valuesOf(server.seen.at(-1), 'Authorization'), ['Bearer token-number-1-of-the-login']);
  assert.deepEqual(me.kind === 'answered' && me.secrets?.map((it) => it.reveal()), ['token-number-1-of-the-login']);
  assert.deepEqual(me.kind === 'answered' && me.used, [{ from: 'login', request: 'login', marked: false }]);
  assert.deepEqual(logsOf(me), ['sent Bearer toke…ogin']);
});

test('the request whose handler keeps a value runs first by itself, once', async (t) => {
  const { server, send } = await world(t, {
    'api.http': `${login}\n###\n# @name me\nGET ORIGIN/me\nX: {{token}}\n`,
    'never.http':
      '# @name login\nGET ORIGIN/x\n\n> {% if (false) client.global.set( "nothing", 1) %}\n\n###\nGET ORIGIN/never\nX: {{nothing}}\n',
  });
  const me = await send('api.http', 'me');
  assert.deepEqual(me.kind === 'answered' && me.ranFirst.map((it) => it.name), ['login']);
  await send('api.http', 'me');
  assert.deepEqual(
    server.seen.map((it) => it.line.split(' ')[1]),
    ['/login', '/me', '/me'],
  );
  assert.match(problems(await send('never.http', 1)), /The script of `login` names it: send that first/);
  assert.equal(server.seen.length, 4);
});

test('a value that a handler kept and that is refused is had anew by its request', async (t) => {
  const server = await rawServer(t, (seen, _socket, count) => {
    if (seen.line.includes('/login'))
      return answer('200 OK', ['Content-Type: application/json'], `{"token":"token-number-${count}-of-the-login"}`);
    const isFresh = valuesOf(seen, 'Authorization')[0]?.includes('-3-');
    return isFresh
      ? answer('200 OK', [])
      : answer('401 Unauthorized', ['WWW-Authenticate: Bearer error="invalid_token"']);
  });
  const text = `${login}\n###\n# @name me\nGET ORIGIN/me\nAuthorization: Bearer {{token}}\n`;
  const file = parse(text.replaceAll('ORIGIN', server.origin));
  const [, request] = file.requests;
  assert.ok(request);
  const memory = createMemory();
  const target = { path: '/nowhere/api.http', file, request };
  const host = { ...quietHost, settings };
  const first = await runRequest(target, memory, host, t.signal);
  assert.ok(first.kind === 'answered');
  const plan = planFor(first, file);
  assert.deepEqual(plan?.order.logins, ['login']);
  const second = await renewAndRetry(target, first, plan, memory, host, t.signal);
  assert.equal(second.kind === 'answered' && second.exchange.response.status, 200);
  assert.deepEqual(
    server.seen.map((it) => it.line.split(' ')[1]),
    ['/login', '/me', '/login', '/me'],
  );
});

test('an imported file brings the request whose handler keeps a value', async (t) => {
  const { server, send } = await world(t, {
    'auth.http': login,
    'other.http': 'import ./auth.http\n\nGET ORIGIN/other\nX: {{token}}\n',
  });
  await send('other.http');
  assert.deepEqual(valuesOf(server.seen.at(-1), 'X'), ['token-number-1-of-the-login']);
});

test('# @ref runs the login first, once', async (t) => {
  const { server, send } = await world(t, {
    'api.http': `${login}\n###\n# @name me\n# @ref login\nGET ORIGIN/me\nX: {{token}}\n`,
  });
  await send('api.http', 'me');
  await send('api.http', 'me');
  assert.deepEqual(
    server.seen.map((it) => it.line.split(' ')[1]),
    ['/login', '/me', '/me'],
  );
  assert.deepEqual(valuesOf(server.seen[2], 'X'), ['token-number-1-of-the-login']);
});

test('what scripts set belongs to one environment and user', async (t) => {
  const { folder, memory, server } = await world(t, {
    'http-client.env.json': '{"dev":{},"prod":{}}',
    'api.http': `${login}\n###\n# @name me\nGET ORIGIN/me\nX: {{token}}\n`,
  });
  const file = parse(`${login}\n###\n# @name me\nGET ORIGIN/me\nX: {{token}}\n`.replaceAll('ORIGIN', server.origin));
  const send = (at: number, environment: string) => {
    const request = file.requests[at];
    assert.ok(request);
    const target = { path: join(folder, 'api.http'), root: folder, file, request, environment };
    return runRequest(target, memory, { ...quietHost, settings }, t.signal);
  };
  await send(0, 'dev');
  assert.equal((await send(1, 'dev')).kind, 'answered');
  const prod = await send(1, 'prod');
  assert.deepEqual(prod.kind === 'answered' && prod.ranFirst.map((it) => it.name), ['login']);
});

test('the answer as JetBrains shows it to scripts', async (t) => {
  const { send } = await world(t, {
    'api.http': `POST ORIGIN/login
Content-Type: text/plain

hello {{$uuid}}

> {%
  client.test("status", () => client.assert(response.status === 200, "not 200"));
  client.test("body", () => client.assert(response.body.user.roles.length === 2));
  client.test("headers", () => {
    client.assert(response.headers.valueOf("x-trace") === "a");
    client.assert(response.headers.valuesOf("X-Trace").join() === "a,b");
    client.assert(response.headers.valueOf("none") === null);
  });
  client.test("type", () => client.assert(response.contentType.mimeType === "application/json" && response.contentType.charset === "utf-8"));
  client.test("cookies", () => client.assert(response.cookiesByName("sid")[0].value === "s-1"));
  client.test("request", () => client.assert(request.method === "POST" && request.url().endsWith("/login") && request.body().startsWith("hello ")));
  client.test("fails", () => { client.assert(response.status === 404, "Response status is not 404") });
  client.test("throws", function () { response.body.nothing.there });
  client.test("later", async () => { await null; throw new Error("too late") });
%}
`,
  });
  assert.deepEqual(summary(await send('api.http')), [
    ['status', true, undefined],
    ['body', true, undefined],
    ['headers', true, undefined],
    ['type', true, undefined],
    ['cookies', true, undefined],
    ['request', true, undefined],
    ['fails', false, 'Response status is not 404'],
    ['throws', false, "TypeError: cannot read property 'there' of undefined"],
    ['later', false, 'too late'],
  ]);
});

test('variables of the session: set, get, clear, isEmpty, objects', async (t) => {
  const { send, server } = await world(t, {
    'api.http': `@host = ORIGIN
GET {{host}}/1

> {%
  client.log(client.global.isEmpty());
  client.global.set("user", { id: 7 });
  client.global.set("n", 5);
  client.global.headers.set("X-Tenant", "t-1");
  client.log(client.global.isEmpty(), client.global.get("user").id, client.global.get("none"), client.variables.file.get("host") === "ORIGIN");
%}

###
GET {{host}}/2
X-User: {{user}} {{user.id}} {{n}}

> {% client.log(client.global.get("n") + 1); client.global.clear("n"); client.log(client.global.get("n")) %}

###
GET {{host}}/3
X-N: {{n}}

###
GET {{host}}/4
X-Tenant: own

> {% client.global.headers.clearAll(); client.global.clearAll(); client.log(client.global.isEmpty()) %}

###
GET {{host}}/5
`,
  });
  assert.deepEqual(logsOf(await send('api.http', 0)), ['true', 'false 7 null true']);
  assert.deepEqual(logsOf(await send('api.http', 1)), ['6', 'null']);
  assert.deepEqual(valuesOf(server.seen[1], 'X-User'), ['{"id":7} 7 5']);
  assert.deepEqual(valuesOf(server.seen[1], 'X-Tenant'), ['t-1']);
  assert.match(problems(await send('api.http', 2)), /`\{\{n\}\}` in the X-N header has no value/);
  assert.deepEqual(logsOf(await send('api.http', 3)), ['true']);
  assert.deepEqual(valuesOf(server.seen[2], 'X-Tenant'), ['own']);
  await send('api.http', 4);
  assert.deepEqual(valuesOf(server.seen[3], 'X-Tenant'), []);
});

test('a script before the request sets variables for it alone, and can sign it', async (t) => {
  const { send, server } = await world(t, {
    'http-client.env.json': '{"$shared":{"key":"k-{{part}}","part":"1"}}',
    'api.http': `@name = ada
< {%
  const key = request.environment.get("key");
  request.variables.set("signature", crypto.hmac.sha256().withTextSecret(key).updateWithText(request.body.tryGetSubstituted()).digest().toHex());
  request.variables.set("home", $env.SCRIPT_HOME + "");
  client.log(request.url.getRaw(), request.url.tryGetSubstituted(), request.method, request.headers.findByName("x-sig").getRawValue(), $random.integer(3, 4), request.variables.get("name"));
%}
POST ORIGIN/{{name}}
X-Sig: {{signature}}
X-Home: {{home}}

{"who":"{{name}}"}

###
GET ORIGIN/next
X-Sig: {{signature}}
`,
  });
  const sent = await send('api.http', 0, { processEnv: { SCRIPT_HOME: '/home', SECRET_OTHER: 'x' } });
  assert.deepEqual(summary(sent), []);
  const { createHmac } = await import('node:crypto');
  assert.deepEqual(valuesOf(server.seen[0], 'X-Sig'), [
    createHmac('sha256', 'k-1').update('{"who":"ada"}').digest('hex'),
  ]);
  assert.deepEqual(valuesOf(server.seen[0], 'X-Home'), ['/home']);
  assert.match(problems(await send('api.http', 1)), /`\{\{signature\}\}` in the X-Sig header has no value/);
});

test('a script that fails before the request keeps it from being sent, and names the line', async (t) => {
  const { send, server } = await world(t, { 'api.http': '### x\n< {%\n  let a = 1;\n  nope();\n%}\nGET ORIGIN/\n' });
  const outcome = await send('api.http');
  assert.match(problems(outcome), /The script before the request failed: ReferenceError: 'nope' is not defined/);
  assert.equal(
    outcome.kind === 'unsendable' && outcome.problems[0]?.span?.start,
    '### x\n< {%\n  let a = 1;\n  '.length,
  );
  assert.equal(server.seen.length, 0);
});

test('a handler that fails is a failed test at its line; what it did before stays', async (t) => {
  const text = 'GET ORIGIN/\n\n> {%\n  client.global.set("a", "1");\n  client.test("one", () => {});\n  null.x;\n%}\n';
  const { send } = await world(t, { 'api.http': `${text}\n###\nGET ORIGIN/\nX: {{a}}\n` });
  const outcome = await send('api.http');
  assert.deepEqual(
    testsOf(outcome).map((it) => [it.of, it.name, it.passed]),
    [
      ['test', 'one', true],
      ['script', 'The response handler', false],
    ],
  );
  const failed = testsOf(outcome)[1];
  assert.match(failed?.message ?? '', /cannot read property 'x' of null/);
  assert.equal((await send('api.http', 1)).kind, 'answered');
});

test('scripts in files: of the workspace alone, also by a link; named with their line', async (t) => {
  const outside = await mkdtemp(join(tmpdir(), 'why401-outside-'));
  t.after(() => rm(outside, { recursive: true, force: true }));
  await writeFile(join(outside, 'evil.js'), 'client.log("out")');
  const { send, server, folder } = await world(t, {
    'scripts/pre.js': 'request.variables.set("x", "from-file");\n',
    'scripts/bad.js': 'let a;\n\nboom();\n',
    'api.http': `< ./scripts/pre.js
GET ORIGIN/
X: {{x}}

> ./scripts/bad.js

###
GET ORIGIN/

> ${join(outside, 'evil.js')}

###
GET ORIGIN/

> ./link.js

###
GET ORIGIN/

> ./none.js
`,
  });
  await symlink(join(outside, 'evil.js'), join(folder, 'link.js'));
  assert.match(summary(await send('api.http'))[0]?.[2] ?? '', /'boom' is not defined \(bad\.js:3\)/);
  assert.deepEqual(valuesOf(server.seen[0], 'X'), ['from-file']);
  for (const at of [1, 2]) {
    const outcome = await send('api.http', at);
    assert.match(summary(outcome)[0]?.[2] ?? '', /lies outside the workspace folder, so it is not run/);
    assert.deepEqual(logsOf(outcome), []);
  }
  assert.match(summary(await send('api.http', 3))[0]?.[2] ?? '', /none\.js does not exist/);
});

test('scripts of httpYac between braces are passed over', async (t) => {
  const { send, server } = await world(t, {
    'api.http': '{{\n  exports.token = "x";\n}}\nGET ORIGIN/\n\n{{\n  throw 1;\n}}\n\n###\nGET ORIGIN/\nX: {{token}}\n',
  });
  assert.deepEqual(summary(await send('api.http', 0)), []);
  assert.equal(server.seen.length, 1);
  assert.match(problems(await send('api.http', 1)), /A script of this file names it, which is not run/);
});

test('what is no JavaScript of JetBrains is told, and not run', async (t) => {
  const { send } = await world(t, {
    'api.http': 'GET ORIGIN/\n\n> {%\n-- lua\nprint(1)\n%}\n\n###\nGET ORIGIN/\n\n> {% pm.test("x", () => {}) %}\n',
  });
  assert.deepEqual(summary(await send('api.http', 0)), [
    ['The response handler', false, 'Scripts in Lua are not run.'],
  ]);
  assert.match(summary(await send('api.http', 1))[0]?.[2] ?? '', /`pm` is not there\. Postman's API is not read/);
});

test('assertions are judged with the variables of their request', async (t) => {
  const { send } = await world(t, {
    'api.http': `@id = 7
# @name who
POST ORIGIN/login

?? status == 200
?? body user.id == {{id}}
?? body user.roles includes b
?? header content-type includes json
?? js response.parsedBody.user.roles.length == 2
?? js who.user.id > 6
?? body token matches ^token-number-\\d+
?? status == 201
?? body user.id == {{missing}}
?? body token matches (
?? js for(;;){} == 1
`,
  });
  const outcome = await send('api.http');
  const results = testsOf(outcome);
  assert.deepEqual(
    results.map((it) => it.passed),
    [true, true, true, true, true, true, true, false, false, false, false],
  );
  const failed = results[7];
  assert.deepEqual([failed?.message, failed?.expected, failed?.actual], ['Expected 201, got 200.', '201', '200']);
  assert.match(results[8]?.message ?? '', /`\{\{missing\}\}` in an assertion has no value/);
  assert.match(results[9]?.message ?? '', /SyntaxError/);
});

test('requests and variables of imported files', async (t) => {
  const { send, server } = await world(t, {
    'auth/login.http': `@who = ada\n@path = login\n${login.replace('/login', '/{{path}}').replace('who', '{{who}}')}\n###\n# @name other\nimport ../api.http\nGET ORIGIN/other\n`,
    'api.http':
      'import ./auth/login.http\n\n### one\n# @ref login\nGET ORIGIN/one/{{who}}\nX: {{token}} {{login.response.body.user.id}}\n',
    'two.http': '# @import ./auth/login.http\n# @ref login\nGET ORIGIN/two\nX: {{token}}\n',
  });
  const one = await send('api.http');
  assert.equal(one.kind, 'answered', problems(one));
  assert.deepEqual(one.kind === 'answered' && one.ranFirst.map((it) => it.name), ['login']);
  assert.deepEqual(
    server.seen.map((it) => it.line.split(' ')[1]),
    ['/login', '/one/ada'],
  );
  assert.equal(server.seen[0]?.body, 'ada');
  assert.deepEqual(valuesOf(server.seen[1], 'X'), ['token-number-1-of-the-login 7']);
  await send('two.http');
  assert.deepEqual(
    server.seen.slice(2).map((it) => it.line.split(' ')[1]),
    ['/two'],
    'the login of the imported file ran already',
  );
});

test('imports that do not work are told with their place', async (t) => {
  const { send, server } = await world(t, {
    'api.http':
      'import ./none.http\nimport ../../outside.http\n\n### a\n# @ref login\nGET ORIGIN/a\n\n### b\nGET ORIGIN/b\n',
  });
  const outcome = await send('api.http', 0);
  assert.match(
    problems(outcome),
    /`login`, which must run first, is not in this file\.\nThe import of \.\/none\.http does not work\. \.\/none\.http does not exist/,
  );
  assert.deepEqual(outcome.kind === 'unsendable' && outcome.problems[1]?.span, { start: 0, end: 18 });
  assert.equal((await send('api.http', 1)).kind, 'answered', 'what needs nothing of it is sent');
  assert.equal(server.seen.length, 1);
});

test('run lines run first: by name, a file, one of its requests, with variables of their own', async (t) => {
  const { send, server } = await world(t, {
    'more/b.http': '### b1\nGET ORIGIN/b1/{{who}}\n\n### b2\nGET ORIGIN/b2/{{who}}\n',
    'api.http': `@who = me
### local
GET ORIGIN/local/{{who}}

### name
run #local (@who=you)
run #local
GET ORIGIN/name

### file
run ./more/b.http (@who=x)
GET ORIGIN/file

### one
run ./more/b.http#b2 (@who={{who}}2)
GET ORIGIN/one

### none
run #nothing
GET ORIGIN/none

### loop
run #loop
GET ORIGIN/loop
`,
  });
  const paths = (from: number) => server.seen.slice(from).map((it) => it.line.split(' ')[1]);
  await send('api.http', 'name');
  assert.deepEqual(paths(0), ['/local/you', '/local/me', '/name']);
  await send('api.http', 'file');
  assert.deepEqual(paths(3), ['/b1/x', '/b2/x', '/file']);
  await send('api.http', 'one');
  assert.deepEqual(paths(6), ['/b2/me2', '/one']);
  const none = await send('api.http', 'none');
  assert.match(problems(none), /`run #nothing` names a request that is not in this file/);
  assert.ok(none.kind === 'unsendable' && none.problems[0]?.span);
  assert.match(problems(await send('api.http', 'loop')), /`loop` needs `loop`/);
  assert.equal(server.seen.length, 8);
});

test('files that run each other are no loop without end', async (t) => {
  const { send, server } = await world(t, {
    'a.http': '### a\nrun ./b.http\nGET ORIGIN/a\n',
    'b.http': '### b\nrun ./a.http\nGET ORIGIN/b\n',
  });
  assert.match(problems(await send('a.http')), /wait for each other.*`a` needs `b` needs `a`/s);
  assert.equal(server.seen.length, 0);
});
