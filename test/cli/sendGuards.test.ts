import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { call, jsonLines } from './call.ts';

const application = `const express = require('express');
const app = express();
const signedIn = (req, res, next) => {
  if (!req.headers.authorization) return res.sendStatus(401);
  next();
};
const requireRole = (...roles) => (req, res, next) => {
  if (!roles.includes(req.user.role)) return res.status(403).json({ error: 'Forbidden' });
  next();
};
app.get('/posts', (req, res) => res.json([]));
app.use(signedIn);
app.delete('/posts/:id', requireRole('editor'), (req, res) => res.end());
`;

/** An unsigned token of somebody who only reads. */
const token = [{ alg: 'none' }, { sub: '7', roles: ['viewer'] }, 'x']
  .map((it) => Buffer.from(typeof it === 'string' ? it : JSON.stringify(it)).toString('base64url'))
  .join('.');

suite('why401 send --guards', () => {
  let directory = '';
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    const status = request.method === 'GET' ? 200 : request.headers.authorization ? 403 : 401;
    response.writeHead(status, { 'Content-Type': 'application/json' }).end('{"error":"no"}');
  });

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    directory = await mkdtemp(join(tmpdir(), 'why401-send-guards-'));
    await writeFile(join(directory, 'app.js'), application);
    await writeFile(
      join(directory, 'api.http'),
      `# @name list\nGET ${origin}/posts\n\n###\n# @name nobody\nDELETE ${origin}/posts/7\n\n###\n# @name viewer\nDELETE ${origin}/posts/7\nAuthorization: Bearer ${token}\n`,
    );
  });
  after(async () => {
    server.close();
    await rm(directory, { recursive: true });
  });

  const send = (name: string, ...more: readonly string[]) =>
    call(['send', join(directory, 'api.http'), '--name', name, '--guards', directory, ...more]);

  test('the guard that refused is named with its line, and what it wants beside what the token has', async () => {
    const { code, out } = await send('viewer');
    assert.equal(code, 1);
    assert.match(
      out.replace(/\s+/g, ' '),
      /`requireRole` \(`app\.js:13`\) wants the role `editor`; the token has `viewer`\./,
    );
  });

  test('who sent nothing is told of the guard that asks for it', async () => {
    const { code, out } = await send('nobody');
    assert.equal(code, 1);
    assert.match(out, /signedIn/);
    assert.match(out, /app\.js:12/);
    assert.doesNotMatch(out, /app\.js:13/);
  });

  test('--json has the guard, and what is accepted has none', async () => {
    const [refused] = jsonLines((await send('viewer', '--json')).out) as {
      causes: { id: string; summary: string }[];
    }[];
    assert.equal(refused?.causes[0]?.id, 'role-missing');
    assert.match(refused.causes[0].summary, /`requireRole` \(`app\.js:13`\)/);
    const fine = await send('list', '--json');
    assert.equal(fine.code, 0);
    assert.doesNotMatch(fine.out, /requireRole|signedIn/);
  });

  test('a folder that is not there sends nothing', async () => {
    const before = asked;
    const { code, err } = await call([
      'send',
      join(directory, 'api.http'),
      '--name',
      'list',
      '--guards',
      join(directory, 'nowhere'),
    ]);
    assert.equal(code, 2);
    assert.match(err, /is no folder that can be read\. Nothing was sent\./);
    assert.equal(asked, before);
  });
});
