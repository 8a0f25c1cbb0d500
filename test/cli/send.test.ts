import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { call, jsonLines } from './call.ts';

const canary = 'canary.5f2b8c7e9d13a4f6.canary';

suite('why401 send', () => {
  let directory = '';
  let origin = '';
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url?.startsWith('/ok')) response.end('fine');
    else if (request.url === '/vague')
      response
        .writeHead(400, { 'Content-Type': 'application/json' })
        .end('{"error":"invalid_grant","error_description":"grant request is invalid"}');
    else
      response
        .writeHead(401, { 'WWW-Authenticate': 'Bearer error="invalid_token"', 'X-Bad': '\u009b31m' })
        .end(`{"error":"${canary}"}`);
  });

  const write = async (name: string, content: string | Uint8Array) => {
    const path = join(directory, name);
    await writeFile(path, content);
    return path;
  };

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    origin = `http://127.0.0.1:${port}`;
    directory = await mkdtemp(join(tmpdir(), 'why401-send-'));
    await write('http-client.env.json', JSON.stringify({ dev: { path: 'ok-dev' } }));
    await write(
      'api.http',
      `@host = ${origin}\n\n### fine\nGET {{host}}/ok\n\n### no\n# @name refused\nGET {{host}}/me?api_key=${canary}\nAuthorization: Bearer ${canary}\n\n### env\nGET {{host}}/{{path}}\n`,
    );
  });
  after(async () => {
    server.close();
    await rm(directory, { recursive: true });
  });
  const api = () => join(directory, 'api.http');

  test('what is accepted is one line, what is refused is explained', async () => {
    const fine = await call(['send', api(), '--name', 'fine']);
    assert.equal(fine.code, 0);
    assert.match(fine.out, /^GET http:\/\/127\.0\.0\.1:\d+\/ok {2}200 OK, \d+ ms {2}fine\n$/);
    const refused = await call(['send', api(), '--line', '9']);
    assert.equal(refused.code, 1);
    assert.match(refused.out, /401 Unauthorized, \d+ ms {2}refused\n\n401 · /);
    assert.match(refused.out, /WWW-Authenticate/);
    assert.doesNotMatch(refused.out, /5f2b8c7e9d13a4f6|\u009b/);
  });

  test('--json is one object a request', async () => {
    const { code, out } = await call(['send', api(), '--all', '--env', 'dev', '--json']);
    assert.equal(code, 1);
    const lines = jsonLines(out);
    assert.deepEqual(
      lines.map((it) => [it.file, it.entry, it.line, it.name, it.method, it.status]),
      [
        [api(), 0, 3, 'fine', 'GET', 200],
        [api(), 1, 7, 'refused', 'GET', 401],
        [api(), 2, 11, 'env', 'GET', 200],
      ],
    );
    assert.equal(lines[2]?.url, `${origin}/ok-dev`);
    assert.deepEqual(lines[0]?.causes, []);
    assert.ok(Array.isArray(lines[1]?.causes) && typeof lines[1].causes[0].id === 'string');
    assert.doesNotMatch(out, /5f2b8c7e9d13a4f6/);
  });

  test('a variable without a value is named, and nothing is sent', async () => {
    const path = await write('unresolved.http', `@host = ${origin}\n\nGET {{hots}}/unresolved\n`);
    const { code, err } = await call(['send', path]);
    assert.equal(code, 2);
    assert.match(err, /unresolved\.http:3: .*hots.*host/);
    const json = jsonLines((await call(['send', path, '--json'])).out)[0];
    assert.deepEqual([json?.code, json?.status], ['unsendable', undefined]);
    assert.ok(!asked.some((it) => it.includes('unresolved')));
  });

  test('a refusal of the request that had to run first is explained', async () => {
    const path = await write(
      'chain.http',
      `# @name login\nPOST ${origin}/token\n\n###\n# @name me\nGET ${origin}/never\nAuthorization: Bearer {{login.response.body.$.access_token}}\n`,
    );
    const { code, out, err } = await call(['send', path, '--name', 'me']);
    assert.equal(code, 1);
    assert.match(out, /POST .*\/token {2}401 {2}ran first: login\n\n401 · /);
    assert.match(err, /login.*401/);
    const json = jsonLines((await call(['send', path, '--name', 'me', '--json'])).out)[0];
    assert.ok(json?.code === 'unsendable' && Array.isArray(json.causes) && 0 < json.causes.length);
    assert.ok(!asked.some((it) => it.includes('never')));
  });

  test('what had to run first is explained though its answer says little', async () => {
    const path = await write(
      'vague.http',
      `# @name login\nPOST ${origin}/vague\n\ngrant_type=refresh_token&refresh_token=8d21c07be94f\n\n###\n# @name me\nGET ${origin}/never\nAuthorization: Bearer {{login.response.body.$.access_token}}\n`,
    );
    const { code, out } = await call(['send', path, '--name', 'me']);
    assert.equal(code, 1);
    assert.match(out, /POST .*\/vague {2}400 {2}ran first: login\n\n400 · /);
  });

  test('a file that is not UTF-8 is refused, and nothing is sent', async () => {
    const path = await write(
      'latin1.http',
      Buffer.concat([Buffer.from(`GET ${origin}/latin1\nX-A: `), Buffer.from([0xe9])]),
    );
    const { code, err } = await call(['send', path]);
    assert.equal(code, 2);
    assert.match(err, /line 2/i);
    assert.ok(!asked.some((it) => it.includes('latin1')));
  });

  test('no answer from the network is exit 3, with its code', async () => {
    const path = await write('down.http', 'GET http://127.0.0.1:1/\n');
    const { code, out } = await call(['send', path, '--json']);
    const [it] = jsonLines(out);
    assert.deepEqual([code, it?.code], [3, 'refused']);
    assert.match(String(it?.message), /127\.0\.0\.1:1/);
    const plain = await call(['send', path]);
    assert.deepEqual([plain.code, plain.out], [3, '']);
    assert.match(plain.err, /refused the connection/);
  });

  test('several requests want a choice, and a wrong choice is said with what there is', async () => {
    for (const args of [[], ['--name', 'nobody'], ['--line', '99'], ['--line', 'x'], ['--all', '--name', 'fine']]) {
      const { code, out, err } = await call(['send', api(), ...args]);
      assert.deepEqual([code, out], [2, '']);
      assert.doesNotMatch(err, /5f2b8c7e9d13a4f6/);
    }
    assert.match((await call(['send', api()])).err, /line 8: GET {{host}}\/me.* {2}refused/);
    assert.match((await call(['send', join(directory, 'none.http')])).err, /there is no such file/);
    assert.match((await call(['send', await write('empty.http', '# nothing\n')])).err, /There is no request in it/);
  });

  test('a question without a terminal to answer at cancels, and says so', async () => {
    const path = await write('ask.http', `# @prompt code The code\nGET ${origin}/asked/{{code}}\n`);
    const { code, err } = await call(['send', path]);
    assert.equal(code, 2);
    assert.match(err, /The code.*no terminal to answer at/);
    assert.ok(!asked.some((it) => it.includes('asked')));
  });

  test('a value that the file calls a secret is masked wherever it travels', async () => {
    const path = await write('path.http', `@bot_token = ${canary}\nGET ${origin}/bot{{bot_token}}/me\n`);
    for (const args of [['--json'], []]) {
      const { code, out, err } = await call(['send', path, ...args]);
      assert.equal(code, 1);
      assert.doesNotMatch(out + err, /5f2b8c7e9d13a4f6/);
      assert.match(out, /\/botcana…nary\/me/);
    }
  });

  test('tests of scripts and assertions are told, and one that fails is exit 1', async () => {
    const script = `client.test("greets", () => client.assert(response.body === "fine")); client.log("saw \\u001b ${canary.slice(0, 4)}"); client.log("access_token=abcdef0123456789xyz");`;
    const good = await write('tested.http', `GET ${origin}/ok\n\n> {% ${script} %}\n?? status == 200\n`);
    const fine = await call(['send', good]);
    assert.equal(fine.code, 0);
    assert.match(
      fine.out,
      /log: saw \\x1b cana\n {2}log: access_token=abcd…9xyz\n {2}✔ passed: greets\n {2}✔ passed: status == 200\n {2}2 tests, 0 failed\n$/,
    );
    const path = await write('failing.http', `GET ${origin}/ok\n\n?? status == 201\n?? body == fine\n`);
    const failing = await call(['send', path]);
    assert.equal(failing.code, 1);
    assert.match(
      failing.out,
      /✖ failed: status == 201 {2}\S*failing\.http:3\n {6}Expected 201, got 200\.\n {2}✔ passed: body == fine\n {2}2 tests, 1 failed/,
    );
    const json = await call(['send', path, '--json']);
    assert.equal(json.code, 1);
    assert.deepEqual(jsonLines(json.out)[0]?.tests, [
      {
        of: 'assertion',
        name: 'status == 201',
        passed: false,
        message: 'Expected 201, got 200.',
        expected: '201',
        actual: '200',
        line: 2,
      },
      { of: 'assertion', name: 'body == fine', passed: true, line: 3 },
    ]);
  });

  test('an environment that is not there is said', async () => {
    const { code, err } = await call(['send', api(), '--name', 'fine', '--env', 'prod']);
    assert.equal(code, 2);
    assert.match(err, /prod.*dev/);
  });
});
