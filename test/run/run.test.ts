import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from '../../src/core/http/parse.ts';
import { createMemory, runRequest } from '../../src/run/index.ts';
import type { RunHost, RunOutcome } from '../../src/run/run.ts';
import { answer, type Loopback, rawServer, settings } from '../send/loopback.ts';
import { octets, plainServer, quietHost, runDocument, valuesOf } from './conformance.ts';

function messages(outcome: RunOutcome | undefined): string {
  return outcome?.kind === 'unsendable' ? outcome.problems.map((it) => it.message).join('\n') : `${outcome?.kind}`;
}

/** A server that gives a token at /login and counts the logins. */
function tokenServer(t: TestContext): Promise<Loopback> {
  return rawServer(t, (seen, _socket, count) => {
    if (seen.line.includes('/login'))
      return answer(
        '200 OK',
        ['Content-Type: application/json'],
        `{"access_token":"token-${count}","user":{"roles":["a","b"]}}`,
      );
    if (seen.line.includes('/refused')) return answer('401 Unauthorized', ['WWW-Authenticate: Basic realm="x"']);
    if (seen.line.includes('/xml'))
      return answer(
        '200 OK',
        ['Content-Type: application/xml'],
        '<r xmlns:n="urn:n"><id kind="k">7</id><id>8</id></r>',
      );
    return answer('200 OK', [], 'ok');
  });
}

const login = '# @name login\nPOST ORIGIN/login\n\nwho\n\n###\n';

/** Sends the last request of a document alone, again and again in one session. */
async function sendLast(
  t: TestContext,
  server: Loopback,
  text: string,
  times = 1,
  host: Partial<RunHost> = {},
): Promise<RunOutcome[]> {
  const file = parse(text.replaceAll('ORIGIN', server.origin));
  const request = file.requests.at(-1);
  assert.ok(request);
  const session = createMemory();
  const outcomes: RunOutcome[] = [];
  for (let i = 0; i < times; i++) {
    const path = join('/nowhere', 'x.http');
    outcomes.push(await runRequest({ path, file, request }, session, { ...quietHost, ...host, settings }, t.signal));
  }
  return outcomes;
}

test('a named request runs first, once, and its answer is told', async (t) => {
  const server = await tokenServer(t);
  const outcomes = await sendLast(
    t,
    server,
    `${login}GET ORIGIN/me\nAuthorization: Bearer {{login.response.body.$.access_token}}\n`,
    2,
  );
  assert.deepEqual(
    server.seen.map((it) => it.line.split(' ')[1]),
    ['/login', '/me', '/me'],
  );
  assert.deepEqual(valuesOf(server.seen[2], 'Authorization'), ['Bearer token-1']);
  const [first, second] = outcomes;
  assert.deepEqual(first?.kind === 'answered' && first.ranFirst.map((it) => it.name), ['login']);
  assert.deepEqual(second?.kind === 'answered' && second.ranFirst, []);
});

const reads: readonly (readonly [string, string | RegExp])[] = [
  ['login.response.body.$.access_token', 'token-1'],
  ['login.response.body.access_token', 'token-1'],
  ['login.response.body.$.user.roles[1]', 'b'],
  ["login.response.body.$['user']['roles']", '["a","b"]'],
  ['login.response.body.*', /^\{"access_token"/],
  ['login.response.headers.content-type', 'application/json'],
  ['login.response.status', '200'],
  ['login.request.body', 'who'],
  ['login.access_token', 'token-1'],
  ['login.user.roles[0]', 'a'],
  ['login.response.body.$.nothing', /has nothing at `\$\.nothing`\. At its top it has `access_token`, `user`\./],
  ['login.response.body.$.user[?(@.x)]', /Filters and script expressions are switched off/],
  ['login.response.headers.X-None', /no field `X-None`; it has Content-Type, Content-Length/],
  ['login.response.body./a/b', /is not XML|nothing at/],
  ['logn.response.body', /named `logn`.*Close to it: `login`/],
];
for (const [reference, expected] of reads) {
  test(`reads {{${reference}}}`, async (t) => {
    const server = await tokenServer(t);
    const [outcome] = await sendLast(t, server, `${login}GET ORIGIN/me\nX: {{${reference}}}\n`);
    const value = outcome?.kind === 'answered' ? valuesOf(server.seen[1], 'X')[0] : messages(outcome);
    if (typeof expected === 'string') assert.equal(value, expected);
    else assert.match(value ?? '', expected);
  });
}

test('reads XML by XPath', async (t) => {
  const server = await tokenServer(t);
  await sendLast(
    t,
    server,
    '# @name doc\nGET ORIGIN/xml\n###\nGET ORIGIN/me\nX: {{doc.response.body.//id[2]/text()}} {{doc.response.body.string(//id/@kind)}} {{doc.response.body.//id/@kind}}\n',
  );
  assert.deepEqual(valuesOf(server.seen[1], 'X'), ['8 k k']);
});

test('a changed text runs again; so does a request that was refused', async (t) => {
  const server = await tokenServer(t);
  const session = createMemory();
  const run = (who: string) => {
    const file = parse(
      `${login}GET ORIGIN/me\nX: {{login.access_token}}\n`.replaceAll('ORIGIN', server.origin).replace('who', who),
    );
    const request = file.requests[1];
    assert.ok(request);
    return runRequest({ path: '/nowhere/x.http', file, request }, session, { ...quietHost, settings }, t.signal);
  };
  await run('one');
  await run('one');
  await run('two');
  assert.deepEqual(
    server.seen.filter((it) => it.line.includes('login')).map((it) => it.body),
    ['one', 'two'],
  );
});

test('a request that runs first and is refused is told where its answer lacks what is needed', async (t) => {
  const server = await tokenServer(t);
  const refusedLogin = '# @name login\nGET ORIGIN/refused\n###\nGET ORIGIN/me\nX: ';
  const [outcome] = await sendLast(t, server, `${refusedLogin}{{login.response.body.$.t}}\n`);
  assert.match(messages(outcome), /a body that is empty\. That request was answered 401 Unauthorized\./);
  assert.equal(outcome?.kind === 'unsendable' && outcome.ranFirst?.[0]?.exchange.response.status, 401);
  assert.equal(server.seen.length, 1);
  const [read] = await sendLast(t, server, `${refusedLogin}{{login.response.headers.WWW-Authenticate}}\n`);
  assert.equal(read?.kind, 'answered', 'what a refusal says can be referred to');
  assert.deepEqual(valuesOf(server.seen[2], 'X'), ['Basic realm="x"']);
});

test('secrets of a request are handed on with its answer', async (t) => {
  const server = await plainServer(t);
  const [outcome] = await sendLast(t, server, '@api_key = k-1234\nGET ORIGIN/{{api_key}}\n');
  assert.deepEqual(outcome?.kind === 'answered' && outcome.secrets?.map((it) => it.reveal()), ['k-1234']);
});

test('requests that wait for each other are named', async (t) => {
  const server = await tokenServer(t);
  const loop =
    '# @name a\nGET ORIGIN/{{b.response.body}}\n###\n# @name b\nGET ORIGIN/{{c.response.body}}\n###\n# @name c\nGET ORIGIN/{{a.response.body}}\n';
  const [outcome] = await sendLast(t, server, loop);
  assert.match(messages(outcome), /`c` needs `a` needs `b` needs `c`/);
  assert.equal(server.seen.length, 0);
});

test('two requests that need the same login wait for one', async (t) => {
  const server = await tokenServer(t);
  const file = parse(
    `${login}GET ORIGIN/1\nX: {{login.access_token}}\n###\nGET ORIGIN/2\nX: {{login.access_token}}\n`.replaceAll(
      'ORIGIN',
      server.origin,
    ),
  );
  const session = createMemory();
  await Promise.all(
    file.requests
      .slice(1)
      .map((request) =>
        runRequest({ path: '/nowhere/x.http', file, request }, session, { ...quietHost, settings }, t.signal),
      ),
  );
  assert.equal(server.seen.filter((it) => it.line.includes('login')).length, 1);
  assert.equal(server.seen.length, 3);
});

test('prompts: asked when needed, hidden when secret, cancelled when refused', async (t) => {
  const server = await plainServer(t);
  const asked: unknown[] = [];
  const prompt: RunHost['prompt'] = async (question) => {
    asked.push(question);
    return question.label === 'stop' ? undefined : 'answer {{x}}';
  };
  await sendLast(
    t,
    server,
    '# @prompt who Your name\n# @prompt password\n# @prompt unused\nPOST ORIGIN/\nX: {{who}} {{who}}\n\n{{password}} {{$pick Which? $value: a,b}}\n',
    1,
    { prompt },
  );
  assert.deepEqual(asked, [
    { label: 'Your name', secret: false },
    { label: 'password', secret: true },
    { label: 'Which?', secret: false, choices: ['a', 'b'] },
  ]);
  assert.deepEqual(valuesOf(server.seen[0], 'X'), ['answer {{x}} answer {{x}}']);
  const [cancelled] = await sendLast(t, server, 'GET ORIGIN/{{$input stop}}\n', 1, { prompt });
  assert.equal(cancelled?.kind, 'cancelled');
  const before = asked.length;
  await sendLast(t, server, 'GET ORIGIN/\nX: {{$input-askonce code}}\n', 2, { prompt });
  assert.equal(asked.length, before + 1);
});

test('# @note asks, # @disabled stops, # @ref runs first', async (t) => {
  const server = await tokenServer(t);
  const questions: string[] = [];
  const confirm = async (question: string) => {
    questions.push(question);
    return false;
  };
  const [noted] = await sendLast(t, server, '# @note Really?\nDELETE ORIGIN/\n', 1, { confirm });
  assert.deepEqual([noted?.kind, questions], ['cancelled', ['Really?']]);
  assert.match(messages((await sendLast(t, server, '# @disabled\nGET ORIGIN/\n'))[0]), /@disabled/);
  assert.equal(server.seen.length, 0);
  await sendLast(t, server, `${login}# @ref login\nGET ORIGIN/me\n`);
  assert.deepEqual(
    server.seen.map((it) => it.line.split(' ')[1]),
    ['/login', '/me'],
  );
});

test('bodies: files, files with variables, multipart, form lines, GraphQL', async (t) => {
  const server = await plainServer(t);
  const files = { 'a.bin': Buffer.from([0, 255, 128]), 'b.json': '{"x":"{{x}}"}', 'q.gql': 'query Q { me }' };
  const send = async (text: string) => (await runDocument(t, text, { server, files })).seen[0];
  assert.equal((await send('POST ORIGIN/\n\n< ./a.bin\n'))?.body, '\x00\xff\x80');
  assert.equal((await send('POST ORIGIN/\n\n< ./b.json\n'))?.body, '{"x":"{{x}}"}');
  assert.equal((await send('@x = é\nPOST ORIGIN/\n\n<@ ./b.json\n'))?.body, octets('{"x":"é"}'));
  assert.equal(
    (
      await send(
        'POST ORIGIN/\nContent-Type: multipart/form-data; boundary=b\n\n--b\nContent-Disposition: form-data; name="f"\n\n< ./a.bin\n--b--\n',
      )
    )?.body,
    '--b\r\nContent-Disposition: form-data; name="f"\r\n\r\n\x00\xff\x80\r\n--b--',
  );
  assert.equal(
    (await send('POST ORIGIN/\nContent-Type: application/x-www-form-urlencoded\n\na=1\n&b=2\n  &c=3&\nd=4\n'))?.body,
    'a=1&b=2&c=3&d=4',
  );
  const graphql = await send('POST ORIGIN/\nX-REQUEST-TYPE: GraphQL\n\nquery Q {\n\n  me\n}\n\n{"id": 1}\n');
  assert.deepEqual(JSON.parse(graphql?.body ?? ''), {
    query: 'query Q {\n\n  me\n}',
    operationName: 'Q',
    variables: { id: 1 },
  });
  assert.deepEqual(
    [valuesOf(graphql, 'Content-Type'), valuesOf(graphql, 'X-REQUEST-TYPE')],
    [['application/json'], []],
  );
  const verb = await send('GRAPHQL ORIGIN/\n\n< ./q.gql\n');
  assert.equal(verb?.line, 'POST / HTTP/1.1');
  assert.equal(JSON.parse(verb?.body ?? '').operationName, 'Q');
});

test('a body file that is not there is named with its path', async (t) => {
  const { outcomes, seen } = await runDocument(t, 'POST ORIGIN/\n\n< ./none.json\n');
  assert.match(messages(outcomes[0]), /^The body file \/.*none\.json does not exist/);
  assert.equal(seen.length, 0);
});

test('a body file outside the workspace leaves only after a question', async (t) => {
  const questions: string[] = [];
  const confirm = async (question: string) => {
    questions.push(question);
    return false;
  };
  const { outcomes, seen } = await runDocument(t, 'POST ORIGIN/\n\n< /etc/hostname\n', { host: { confirm } });
  assert.equal(outcomes[0]?.kind, 'cancelled');
  assert.match(questions[0] ?? '', /\/etc\/hostname.*outside the workspace/);
  assert.equal(seen.length, 0);
});

test('Authorization shorthands', async (t) => {
  const server = await plainServer(t);
  const value = async (written: string) =>
    valuesOf(
      (await runDocument(t, `@u = Ada\n@p = pä:ss word\nGET ORIGIN/\nAuthorization: ${written}\n`, { server })).seen[0],
      'Authorization',
    )[0];
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  assert.equal(await value('Basic {{u}} {{p}}'), basic('Ada:pä:ss word'));
  assert.equal(await value('Basic {{u}}:{{p}}'), basic('Ada:pä:ss word'));
  assert.equal(await value('Basic QWRhOng='), 'Basic QWRhOng=');
  assert.equal(await value('Bearer {{u}}'), 'Bearer Ada');
  assert.match(
    (await value('AWS id secret region:eu-west-1 service:s3')) ?? '',
    /^AWS4-HMAC-SHA256 Credential=id\/\d{8}\/eu-west-1\/s3/,
  );
  const { outcomes } = await runDocument(t, 'GET ORIGIN/\nAuthorization: openid client_credentials\n', { server });
  assert.match(messages(outcomes[0]), /have no value, so nothing was sent: `oauth2_tokenEndpoint`/);
});

test('a name and password in the URL become Basic credentials', async (t) => {
  const server = await plainServer(t);
  await runDocument(t, 'GET http://ada:p%40ss@HOST/x\n', { server });
  assert.equal(server.seen[0]?.line, 'GET /x HTTP/1.1');
  assert.deepEqual(valuesOf(server.seen[0], 'Authorization'), [`Basic ${Buffer.from('ada:p@ss').toString('base64')}`]);
});

test('a line break in a value adds no header', async (t) => {
  const run = await runDocument(t, 'GET ORIGIN/\nX: {{$processEnv EVIL}}\n', {
    host: { processEnv: { EVIL: 'a\r\nInjected: yes' } },
  });
  assert.match(messages(run.outcomes[0]), /X holds a line break/);
  assert.equal(run.seen.length, 0);
});

test('environment and user choose the values; unknown ones are told', async (t) => {
  const server = await plainServer(t);
  const files = {
    'http-client.env.json': `{"dev": {"base": "${server.origin}", "who": "nobody"}, "$users": {"admin": {"who": "admin"}}}`,
  };
  const { seen } = await runDocument(t, 'GET {{base}}/{{who}}\n', { server, files, environment: 'dev', user: 'admin' });
  assert.equal(seen[0]?.line, 'GET /admin HTTP/1.1');
  const none = await runDocument(t, 'GET {{base}}/\n', { server, files });
  assert.match(messages(none.outcomes[0]), /It has a value in the environment `dev`; none is selected\./);
  const wrong = await runDocument(t, 'GET {{base}}/\n', { server, files, environment: 'prod' });
  assert.match(messages(wrong.outcomes[0]), /`prod` is not known here.*There are: dev\./);
  const user = await runDocument(t, 'GET {{base}}/\n', { server, files, environment: 'dev', user: 'root' });
  assert.match(messages(user.outcomes[0]), /There are: admin\./);
});

test('an environment file that cannot be read is told with the variable it would have had', async (t) => {
  const files = { 'http-client.env.json': '{"dev": {"base": "x",, }}' };
  const { outcomes } = await runDocument(t, 'GET {{base}}/\n', { files });
  assert.match(
    messages(outcomes[0]),
    /`\{\{base\}\}`[\s\S]*http-client\.env\.json is not JSON: expected a name.*:1:22\)/,
  );
  const chosen = await runDocument(t, 'GET {{base}}/\n', { files, environment: 'dev' });
  assert.match(messages(chosen.outcomes[0]), /`dev` is not known here[\s\S]*is not JSON/);
});

test('definitions bind once for a whole run', async (t) => {
  const { seen } = await runDocument(t, '@id = {{$uuid}}\nGET ORIGIN/{{id}}\n###\nGET ORIGIN/{{id}}\n');
  assert.equal(seen[0]?.line, seen[1]?.line);
});

test('a path alone takes its server from a variable host, as httpYac does', async (t) => {
  const { seen } = await runDocument(t, '@host = ORIGIN\n\nGET /from/host\n');
  assert.equal(seen[0]?.line, 'GET /from/host HTTP/1.1');
});

test('a Content-Length that does not fit is replaced', async (t) => {
  const { seen } = await runDocument(t, 'POST ORIGIN/\nContent-Length: 99\n\nabc\n');
  assert.deepEqual([valuesOf(seen[0], 'Content-Length'), seen[0]?.body], [['3'], 'abc']);
});

test('redirects are followed, or not by # @no-redirect', async (t) => {
  const server = await rawServer(t, (seen) =>
    seen.line.startsWith('GET /a') ? answer('302 Found', ['Location: /b']) : answer('200 OK'),
  );
  await runDocument(t, '# @no-redirect\nGET ORIGIN/a\n', { server });
  assert.equal(server.seen.length, 1);
  await runDocument(t, 'GET ORIGIN/a\n', { server });
  assert.deepEqual(
    server.seen.map((it) => it.line.split(' ')[1]),
    ['/a', '/a', '/b'],
  );
});

test('a request is not sent without the lines that were not understood; others of the file are', async (t) => {
  const server = await plainServer(t);
  const document =
    'GET ORIGIN/a\nAuthorization Bearer x\n\n###\n# @ref all\nGET ORIGIN/b\n\n### all\nGET ORIGIN/c\n...headers\n\n###\nGET ORIGIN/d\n\n> {%\n open\n';
  const { outcomes, seen } = await runDocument(t, document, { server });
  assert.deepEqual(
    seen.map((it) => it.line),
    ['GET /d HTTP/1.1'],
  );
  assert.match(messages(outcomes[0]), /got "Authorization Bearer x".*Nothing was sent, as this line would be left out/);
  assert.match(messages(outcomes[1]), /`all` must run first.*\n.*left out/);
  assert.match(messages(outcomes[2]), /Headers from an object/);
});

test('cancelled while an answer is awaited, it says that the request had been sent', async (t) => {
  const abort = new AbortController();
  const server = await rawServer(t, () => {
    abort.abort();
    return undefined;
  });
  const file = parse(`GET ${server.origin}/\n`);
  const request = file.requests[0];
  assert.ok(request);
  const target = { path: join('/nowhere', 'x.http'), file, request };
  const outcome = await runRequest(target, createMemory(), { ...quietHost, settings }, abort.signal);
  assert.ok(outcome.kind === 'cancelled');
  assert.match(outcome.message ?? '', /the request had been sent/);
});

test('time limits by directive: for the connection alone, or for data', async (t) => {
  const server = await rawServer(t, () => undefined);
  const limits = { settings: { timeoutMs: 600_000 }, server };
  const messages = async (document: string) =>
    (await runDocument(t, document, limits)).outcomes.map((it) => (it.kind === 'failed' ? it.message : it.kind));
  assert.match((await messages('# @connection-timeout 30 ms\nGET https://HOST/\n')).join(), /within 0\.03 seconds/);
  assert.match(
    (await messages('# @timeout 40 ms\n# @connection-timeout 9 s\nGET ORIGIN/\n')).join(),
    /did not answer within 0\.04 seconds.*# @timeout 2 m/,
  );
});

test('what only looks like a part of the target or a header is not sent', async (t) => {
  const { outcomes, seen } = await runDocument(
    t,
    '@o = ORIGIN\nGET {{o}}/real # a remark\n\n###\nGET ORIGIN/\nClientCert: pfx: ./a.pfx passphrase: opensesame\n\n###\nGET ORIGIN/\n{{missing}}\n',
  );
  assert.deepEqual(
    seen.map((it) => it.line),
    ['GET /real HTTP/1.1'],
  );
  assert.match(messages(outcomes[1]), /^`ClientCert` is how httpYac names/);
  assert.doesNotMatch(messages(outcomes[1]), /opensesame/);
  assert.match(messages(outcomes[2]), /^`\{\{missing\}\}` in the name of a header has no value.*[^\n]$/);
});

test('of an answer that is kept in part nothing is read', async (t) => {
  const server = await rawServer(t, () =>
    answer('200 OK', ['Content-Type: application/json'], `[${'1,'.repeat(3e6)}1]`),
  );
  const reads = ['big.response.body', 'big.response.body.$[0]', 'big[0]'];
  const document = `# @name big\nGET ORIGIN/\n${reads.map((it) => `\n###\nPOST ORIGIN/\n\n{{${it}}}\n`).join('')}`;
  const { outcomes, seen } = await runDocument(t, document, { server });
  assert.equal(seen.length, 1);
  for (const outcome of outcomes.slice(1)) assert.match(messages(outcome), /has 6 MB; of answers over 5 MB/);
});
