import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { jwt } from '../check.ts';
import { call, jsonLines } from './call.ts';

const github = 'ghp_R7mK2vX9qL4nT8wB3zC6yH1jF5dS0aG7pE2u';

suite('why401 check', () => {
  let directory = '';
  const path = (name: string) => join(directory, name);
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'why401-check-'));
    await writeFile(path('me.http'), '### Me\nGET https://api.acme.io/me\nAuthorization: Bearer {{token}}\n');
    await writeFile(
      path('fine.http'),
      '### Me\nGET https://api.acme.io/me\nAuthorization: Bearer {{$processEnv TOKEN}}\n',
    );
    await writeFile(path('written.http'), `GET https://api.github.com/user\nAuthorization: Bearer ${github}\n`);
    await writeFile(path('bad.http'), Uint8Array.from([0x47, 0x45, 0x54, 0x20, 0xff, 0x0a]));
    await writeFile(
      path('http-client.env.json'),
      JSON.stringify({
        old: { token: jwt({ exp: -7200 }) },
        good: { token: jwt({ exp: 3600, iat: 0 }) },
        empty: { token: '' },
        $users: { late: { token: jwt({ exp: -60 }) } },
      }),
    );
  });
  after(() => rm(directory, { recursive: true }));

  test('--json prints one object a line', async () => {
    const { code, out, err } = await call(['check', path('me.http'), '--env', 'old', '--json']);
    assert.deepEqual([code, err], [1, '']);
    assert.deepEqual(jsonLines(out), [
      {
        file: path('me.http'),
        line: 3,
        column: 23,
        severity: 'error',
        code: 'token-expired',
        cause: 'token-expired',
        message:
          '`api.acme.io` will refuse the token of `{{token}}`: it expired 2 hours ago (2026-11-22 17:04:11 UTC).',
        certainty: 'proven',
      },
    ]);
  });

  test('the environment and the user decide', async () => {
    const fine = await call(['check', path('me.http'), '--env', 'good']);
    assert.deepEqual(fine, {
      code: 0,
      err: '',
      out: `${path('me.http')}: 1 request, none of which is known to be refused\n`,
    });
    const late = await call(['check', path('me.http'), '--env', 'good', '--user', 'late']);
    assert.equal(late.code, 1);
    assert.match(late.out, /me\.http:3:23: error: `api\.acme\.io` will refuse .* \[token-expired, proven\]\n$/);
    const empty = await call(['check', path('me.http'), '--env', 'empty', '--json']);
    assert.deepEqual(
      jsonLines(empty.out).map((it) => [it.code, it.cause]),
      [['credential-empty', 'credentials-missing']],
    );
  });

  test('an expectation of a user whom no file names is told of', async () => {
    await writeFile(path('expect.http'), '# @expect late=401 nobody=403\nGET https://api.acme.io/\n');
    const { code, out } = await call(['check', path('expect.http')]);
    assert.equal(code, 1);
    assert.equal(
      out,
      `${path('expect.http')}:1:20: warning: \`nobody\` is none of \`$users\`, which has \`late\`. [expectation-unknown-user, proven]\n`,
    );
  });

  test('without an environment the variable has no value', async () => {
    const { code, out } = await call(['check', path('me.http'), '--json']);
    assert.equal(code, 1);
    const [found] = jsonLines(out);
    assert.deepEqual([found?.code, found?.severity], ['unresolved-variable', 'error']);
    assert.match(String(found?.message), /It has a value in the environments old, good, empty; none is selected\.$/);
  });

  test('for people, one line says of a variable what holds in several places', async () => {
    const stdin = 'GET https://{{host}}/a\n\n###\nGET https://{{host}}/b\n\n###\nGET https://{{host}}/c\n';
    const { code, out } = await call(['check', '-'], { stdin });
    assert.equal(code, 1);
    assert.match(out, /^-:1:13: warning: .* The same in 2 more places\. \[unresolved-variable, proven\]\n$/);
    assert.equal(jsonLines((await call(['check', '-', '--json'], { stdin })).out).length, 3);
  });

  test('the process environment counts', async () => {
    const late = await call(['check', path('fine.http')], { env: { TOKEN: jwt({ exp: -5 }) } });
    assert.equal(late.code, 1);
    assert.equal((await call(['check', path('fine.http')], { env: { TOKEN: jwt({ exp: 3600, iat: 0 }) } })).code, 0);
  });

  test('from standard input', async () => {
    const { code, out } = await call(['check', '-', '--json'], {
      stdin: 'GET http://api.acme.io/\nAuthorization: Bearer Bearer x8\n',
    });
    assert.equal(code, 1);
    assert.deepEqual(
      jsonLines(out).map((it) => [it.file, it.line, it.column, it.code]),
      [
        ['-', 1, 5, 'credential-over-http'],
        ['-', 2, 16, 'scheme-doubled'],
      ],
    );
  });

  test('wrong usage and files that cannot be read; the others are still checked', async () => {
    assert.equal((await call(['check'])).code, 2);
    assert.equal((await call(['check', '--last', path('me.http')])).code, 2);
    const unknown = await call(['check', path('me.http'), '--env', 'nowhere']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /The environment `nowhere` is not known here\. There are: old, good, empty\./);
    const several = await call(['check', path('none.http'), path('bad.http'), path('me.http'), '--env', 'old']);
    assert.equal(several.code, 2);
    assert.match(several.err, /none\.http: there is no such file/);
    assert.match(several.err, /bad\.http: Line 1, byte 5/);
    assert.match(several.out, /token-expired/);
  });

  test('a secret is told of where git tracks the file, and not shown', async (context) => {
    const before = await call(['check', path('written.http'), '--json']);
    assert.deepEqual([before.code, before.out], [0, '']);
    try {
      execFileSync('git', ['init', '-q'], { cwd: directory });
    } catch {
      context.skip('there is no git on this computer');
      return;
    }
    execFileSync('git', ['add', 'written.http'], { cwd: directory });
    const { code, out, err } = await call(['check', path('written.http'), '--json']);
    assert.deepEqual([code, err], [1, '']);
    assert.deepEqual(
      jsonLines(out).map((it) => [it.line, it.column, it.severity, it.code, it.cause]),
      [[2, 23, 'warning', 'secret-in-repository', undefined]],
    );
    assert.doesNotMatch(out, /R7mK2vX9/);
  });
});
