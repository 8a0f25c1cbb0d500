import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Route } from '../../src/core/guards/route.ts';
import type { ServerLine } from '../../src/core/logs/join/serverLine.ts';
import { plain, text, words } from '../../src/core/text.ts';
import type { LogLook } from '../../src/vscode/serverLogs.ts';
import { type ServerScene, serverView } from '../../src/vscode/sidebar/server.ts';
import { exchange } from '../check.ts';

const refused = exchange(`
  PUT http://127.0.0.1:3000/posts/7

  403
`);
const scene: ServerScene = {
  exchange: refused,
  secrets: [],
  refused: true,
  here: true,
  trusted: true,
  look: undefined,
  asks: [],
  guards: undefined,
};
const canary = 'sk_live_CanaryInTheLog0123456789abcdef';

function line(message: string): ServerLine {
  return {
    record: { kind: 'error', file: '/var/log/nginx/error.log', offset: 20, line: 14, text: message },
    sure: 'likely',
    why: text`it names ${'/posts/7'} at that time`,
  };
}

function found(lines: readonly ServerLine[], asked = false, problems: readonly string[] = []): LogLook {
  return { state: 'done', asked, found: { lines, looked: ['/var/log/nginx/error.log'], problems } };
}

suite('the server log in the sidebar', () => {
  test('a line is quoted with its place, how sure it is, and nothing in it acts', () => {
    const log = serverView({ ...scene, look: found([line('\x1b[31m<b>no</b> [x](command:y)\u202e')]) })?.log;
    assert.equal(log?.state, 'found');
    assert.deepEqual(log?.lines[0]?.at, { short: 'error.log:14', whole: '/var/log/nginx/error.log, line 14' });
    assert.equal(log?.lines[0]?.text, '\\x1b[31m<b>no</b> [x](command:y)\\u202e');
    assert.equal(plain(log?.lines[0]?.sure ?? words('')), 'Likely: it names `/posts/7` at that time');
  });

  test('a secret in a line is masked, and said to stand there', () => {
    const view = serverView({ ...scene, look: found([line(`"GET /posts/7?api_key=${canary} HTTP/1.1" 403`)]) });
    assert.ok(!JSON.stringify(view).includes(canary));
    assert.match(plain(view?.log?.helps[0] ?? words('')), /A secret stands in the log \(`api_key`\)/);
  });

  test('what a program printed is no file to open', () => {
    const printed = line('no user');
    const record = { ...printed.record, file: 'journalctl -u api' };
    const log = serverView({ ...scene, look: found([{ ...printed, record }]) })?.log;
    assert.deepEqual(log?.lines[0]?.at, { short: 'journalctl -u api', whole: 'journalctl -u api', opens: false });
  });

  test('a look by itself that found nothing is one line; one that was asked for says where it was looked', () => {
    const by = serverView({ ...scene, look: found([]) })?.log;
    assert.deepEqual([by?.state, by?.byItself], ['nothing', true]);
    const asked = serverView({ ...scene, look: found([], true, ['This user may not read /var/log/x.']) })?.log;
    assert.deepEqual([asked?.byItself, asked?.looked.length], [false, 1]);
    assert.match(plain(asked?.helps[0] ?? words('')), /may not read/);
  });

  test('a request to another computer offers nothing, unless something is configured that can be asked', () => {
    assert.equal(serverView({ ...scene, here: false }), undefined);
    const log = serverView({ ...scene, here: false, asks: ['journalctl -u api'] })?.log;
    assert.equal(log?.state, 'offered');
    assert.match(plain(log?.says ?? words('')), /A click asks `journalctl -u api`/);
    assert.equal(serverView({ ...scene, here: false, trusted: false, asks: ['x'] }), undefined);
  });

  test('a look by itself is not told while it lasts', () => {
    assert.equal(serverView({ ...scene, look: { state: 'looking', asked: false } }), undefined);
    assert.equal(serverView({ ...scene, look: { state: 'looking', asked: true } })?.log?.state, 'looking');
  });
});

const route: Route = {
  method: 'PUT',
  path: '/posts/:id',
  framework: 'express',
  file: 'src/posts.js',
  line: 8,
  guards: [
    { name: 'auth', kind: 'authentication', needs: [], text: 'auth', file: 'src/app.js', line: 7 },
    {
      name: 'requireRole',
      kind: 'authorization',
      needs: ['editor'],
      needsAre: 'role',
      text: "requireRole('editor')",
      file: 'src/posts.js',
      line: 8,
      definedAt: { file: 'src/requireRole.js', line: 2 },
    },
  ],
  decides401: 0,
  decides403: 1,
};
const known = { reading: false, failure: undefined, routes: 6, asked: false };

suite('the guards in the sidebar', () => {
  const folder: never = undefined as never;

  test('the guard that refused is marked, with what is said of it', () => {
    const matched = { folder, route, dropped: '', refusing: { index: 1, says: words('Most likely refused.') } };
    const guards = serverView({ ...scene, guards: { ...known, matched } })?.guards;
    assert.deepEqual([guards?.state, guards?.open], ['route', true]);
    assert.deepEqual(
      guards?.route?.guards.map((it) => it.refused && plain(it.refused)),
      [undefined, 'Most likely refused.'],
    );
    assert.equal(plain(guards?.route?.guards[1]?.needs ?? words('')), 'needs role `editor`');
    assert.equal(guards?.route?.guards[1]?.definedAt?.short, 'src/requireRole.js:2');
  });

  test('what a proxy takes off the path is said, and that the code does not tell who refused', () => {
    const matched = { folder, route, dropped: '/api' };
    const says = plain(serverView({ ...scene, guards: { ...known, matched } })?.guards?.says ?? words(''));
    assert.match(
      says,
      /^2 guards stand .*; which of them refused, the code does not tell\. It is this route if a proxy takes `\/api` off/,
    );
  });

  test('of a success they are folded, and none is marked', () => {
    const matched = { folder, route, dropped: '', refusing: { index: 1, says: words('x') } };
    const guards = serverView({ ...scene, refused: false, guards: { ...known, matched } })?.guards;
    assert.equal(guards?.open, false);
    assert.equal(
      guards?.route?.guards.some((it) => it.refused),
      false,
    );
  });

  test('code without routes is no news, unless it was asked for', () => {
    assert.equal(
      serverView({ ...scene, refused: false, guards: { ...known, routes: 0, matched: undefined } }),
      undefined,
    );
    const asked = serverView({ ...scene, guards: { ...known, routes: 0, matched: undefined, asked: true } });
    assert.equal(plain(asked?.guards?.says ?? words('')), 'No route was found in the code of this folder.');
  });

  test('what another computer refused is not looked for in this code by itself', () => {
    const matched = { folder, route, dropped: '' };
    assert.equal(serverView({ ...scene, here: false, guards: { ...known, matched } })?.guards, undefined);
    assert.equal(
      serverView({ ...scene, here: false, guards: { ...known, matched, asked: true } })?.guards?.state,
      'route',
    );
  });
});
