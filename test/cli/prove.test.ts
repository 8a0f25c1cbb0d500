import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, suite, test } from 'node:test';
import { call, jsonLines } from './call.ts';

suite('why401 send --prove', () => {
  let directory = '';
  let asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const token = request.headers.authorization ?? '';
    const status = /admin-5f2b8c7e9d13/.test(token) ? 200 : /viewer-5f2b8c7e9d13/.test(token) ? 403 : 401;
    response.writeHead(status, status === 403 ? { 'X-Bad': '\u009b31m' } : {}).end();
  });

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    directory = await mkdtemp(join(tmpdir(), 'why401-prove-cli-'));
    const users = { viewer: { token: 'viewer-5f2b8c7e9d13a4f6' }, admin: { token: 'admin-5f2b8c7e9d13a4f6' } };
    await writeFile(join(directory, 'http-client.env.json'), JSON.stringify({ $users: users }));
    const line = (method: string) =>
      `### ${method}\n${method} http://127.0.0.1:${port}/reports\nAuthorization: Bearer {{token}}\n\n`;
    await writeFile(join(directory, 'api.http'), ['GET', 'DELETE'].map(line).join(''));
  });
  beforeEach(() => {
    asked = [];
  });
  after(async () => {
    server.close();
    await rm(directory, { recursive: true });
  });
  const send = (name: string, ...more: string[]) =>
    call(['send', join(directory, 'api.http'), '--name', name, '--user', 'viewer', '--prove', ...more]);

  test('each request is said before it goes, the answers are a table, and the explanation follows', async () => {
    const { code, out, err } = await send('GET');
    assert.equal(code, 1);
    const said = err.split('\n').filter((it) => it.startsWith('why401: '));
    assert.equal(said.length, asked.length - 1);
    assert.match(said[0] ?? '', /^why401: 1\. GET http:\S+\/reports {2}Send it as it was$/);
    assert.match(out, /Tried, with one thing changed at a time\n {2}403 {2}Send it as it was\n/);
    assert.match(out, /200 {2}Send it with the credentials of `admin`\n {7}`admin` passes: it is about who asks\./);
    assert.match(out, /403 · The caller is known and may not do[^\n]*\n[\s\S]*lacks a role or permission \(proven\)/);
    assert.doesNotMatch(out + err, /5f2b8c7e9d13|\u009b/, 'neither secrets nor control characters');
  });

  test('--json adds the experiments', async () => {
    const [line] = jsonLines((await send('GET', '--json')).out);
    const { causes, experiments, concludes, ruledOut } = Object(line);
    assert.deepEqual([causes[0].id, causes[0].certainty], ['role-missing', 'proven']);
    assert.ok(ruledOut.some((it: { id: string }) => it.id === 'token-invalid'));
    assert.deepEqual(Object.keys(experiments[0]), ['change', 'title', 'status', 'answer', 'shows']);
    assert.deepEqual(
      experiments.find((it: { change: string }) => it.change === 'user'),
      {
        change: 'user',
        title: 'Send it with the credentials of `admin`',
        status: 200,
        answer: 'passed',
        shows: '`admin` passes: it is about who asks.',
      },
    );
    assert.match(concludes, /lets `admin` through/);
  });

  test('without a terminal, what may change something is not sent again, and that is said', async () => {
    const { code, out, err } = await send('DELETE');
    assert.equal(code, 1);
    assert.deepEqual(asked, ['DELETE /reports']);
    assert.match(err, /DELETE may change something, and there is no terminal to ask at: nothing more was sent/);
    assert.match(out, /^403 · /m, 'it is explained all the same');
  });

  test('what was accepted is not proven', async () => {
    const path = join(directory, 'api.http');
    const { code, err } = await call(['send', path, '--name', 'GET', '--user', 'admin', '--prove']);
    assert.deepEqual([code, err, asked.length], [0, '', 1]);
  });
});
