import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { call, jsonLines } from './call.ts';

const rules = (host: string, more = '') =>
  `[{"id": "orders", "name": "Orders API", "recognize": {"host": "${host}"}, "signs": [
  {"code": ["ORD-4012"], "cause": "policy-denied", "shows": "The order is closed", "fix": "Ask #team-orders"}${more}
]}]`;
const refused = 'GET /orders/7 HTTP/1.1\nHost: api.test\n\nHTTP/1.1 403 Forbidden\n\n{"code":"ORD-4012"}\n';

suite('rules of one’s own in the terminal', () => {
  let directory = '';
  let server: Server;
  let port = 0;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'why401-signs-'));
    server = createServer((_, response) => response.writeHead(403).end('{"code":"ORD-4012"}'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
    await mkdir(join(directory, '.git'));
    await mkdir(join(directory, 'api'));
    await writeFile(join(directory, 'why401.signs.json'), rules('^127\\\\.0\\\\.0\\\\.1$'));
    await writeFile(join(directory, 'api', 'orders.http'), `GET http://127.0.0.1:${port}/orders/7\n`);
    await writeFile(join(directory, 'mine.json'), rules('^api\\\\.test$'));
    await writeFile(join(directory, 'half.json'), rules('^api\\\\.test$', ', {"cause": "unknown", "says": "(a"}'));
    await writeFile(join(directory, 'broken.json'), '[{');
  });
  after(async () => {
    server.close();
    await rm(directory, { recursive: true });
  });
  const path = (name: string) => join(directory, name);

  test('explain --signs goes by the file and names it', async () => {
    const { code, out, err } = await call(['explain', '-', '--signs', path('mine.json')], { stdin: refused });
    assert.equal(err, '');
    assert.equal(code, 1);
    assert.match(out, /^403 · The order is closed\n/);
    assert.match(out.replace(/\s+/g, ' '), /Orders API says `ORD-4012`; `[^`]*mine\.json` says: The order is closed/);
    assert.match(out, /1\. Ask #team-orders/);
  });

  test('without a rule the code means nothing', async () => {
    const { out } = await call(['explain', '-', '--json'], { stdin: refused });
    assert.doesNotMatch(out, /The order is closed/);
  });

  test('what is wrong in a file is a line on standard error, and the other rules count', async () => {
    const { code, out, err } = await call(['explain', '-', '--json', '--signs', path('half.json')], { stdin: refused });
    assert.match(
      err,
      /half\.json:2:\d+: This pattern cannot be read: a \( is not closed\. This rule does not count\.\n$/,
    );
    assert.equal(code, 1);
    const [line] = jsonLines(out);
    assert.match(JSON.stringify(line?.causes), /^\[\{"id":"policy-denied","certainty":"stated"/);
  });

  for (const name of ['broken.json', 'absent.json']) {
    test(`a named file without rules is wrong usage: ${name}`, async () => {
      const { code, out, err } = await call(['explain', '-', '--signs', path(name)], { stdin: refused });
      assert.deepEqual({ code, out }, { code: 2, out: '' });
      assert.match(err, new RegExp(`${name}:1:\\d+: .*\\nwhy401: --signs .*${name} gives no rules\\.\\n$`));
    });
  }

  test('send finds the rules above its file', async () => {
    const { code, out } = await call(['send', path('api/orders.http')]);
    assert.equal(code, 1);
    assert.match(out, /403 · The order is closed\n/);
    assert.match(out.replace(/\s+/g, ' '), /`\.\.\/why401\.signs\.json` says: The order is closed/);
  });
});
