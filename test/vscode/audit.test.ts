import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { GuardRemark, Route } from '../../src/core/guards/route.ts';
import { plain, words } from '../../src/core/text.ts';
import { auditMarkdown } from '../../src/vscode/guards/auditMarkdown.ts';
import { auditState } from '../../src/vscode/guards/auditState.ts';
import { guardWords } from '../../src/vscode/guards/guardWords.ts';
import { pathOf } from '../../src/vscode/guards/pathOf.ts';
import { seenByRoute, seenWords } from '../../src/vscode/guards/seenBy.ts';

function route(method: string, path: string, line: number, guards: readonly string[] = []): Route {
  return {
    method,
    path,
    framework: 'express',
    file: 'src/posts.js',
    line,
    guards: guards.map((name) => ({ name, kind: 'other', needs: [], text: name, file: 'src/posts.js', line })),
    decides401: -1,
    decides403: -1,
  };
}

const get = route('GET', '/posts', 3, ['auth']);
const remove = route('DELETE', '/posts/:id', 7);
const remarks: readonly GuardRemark[] = [
  {
    code: 'unguarded-sibling',
    says: 'Nothing guards DELETE /posts/:id; GET /posts beside it has `auth`.',
    advice: 'Put `auth` in front of it.',
    certainty: 'likely',
    file: 'src/posts.js',
    line: 7,
    other: { file: 'src/posts.js', line: 3 },
  },
  {
    code: 'guard-after-handler',
    says: 'The guard never runs.',
    advice: 'Move it.',
    certainty: 'sure',
    file: 'src/z.js',
    line: 1,
  },
];
const scene = { folder: 'shop', reading: false, seenOf: () => '' };

suite('the audit of guards', () => {
  test('what the code shows comes first, and a remark marks the route that it is about', () => {
    const state = auditState({ ...scene, read: { routes: [get, remove], remarks, files: 3, left: [] } });
    assert.deepEqual(
      state.remarks.map((it) => it.sure),
      [true, false],
    );
    assert.equal(state.summary?.headline, '2 things look wrong among 2 routes');
    assert.deepEqual(
      state.rows.map((it) => it.remarks),
      [0, 1],
    );
    assert.equal(plain(state.remarks[1]?.says ?? words('')), remarks[0]?.says);
  });

  test('a folder without routes says what was read', () => {
    const state = auditState({ ...scene, read: { routes: [], remarks: [], files: 4, left: [] } });
    assert.match(plain(state.failed ?? words('')), /^No route was found in 4 source files\./);
  });

  test('as Markdown, names of others stay text', () => {
    const odd = route('GET', '/a|b`<img>', 3, ['[x](command:y)']);
    const markdown = auditMarkdown(auditState({ ...scene, read: { routes: [odd], remarks, files: 1, left: [] } }));
    assert.match(markdown, /\| `GET` \| ``\/a\\\|b`<img>`` \| `\[x\]\(command:y\)` \| – \| – \| `src\/posts\.js:3` \|/);
    assert.match(
      markdown,
      /- Nothing guards DELETE \/posts\/:id; GET \/posts beside it has `auth`\. \(it may be meant/,
    );
  });
});

suite('the words of a lens', () => {
  test('guards in order, with what they need', () => {
    const guards = [
      { name: 'auth', kind: 'authentication' as const, needs: [], text: 'auth', file: 'a', line: 1 },
      { name: 'requireRole', kind: 'authorization' as const, needs: ['editor'], text: '', file: 'a', line: 1 },
      { name: 'can:update,post', kind: 'authorization' as const, needs: ['update'], text: '', file: 'a', line: 1 },
    ];
    assert.equal(guardWords({ guards }), 'guards: auth, requireRole(editor), can:update,post');
    assert.equal(guardWords({ guards: [] }), 'no guard');
    assert.equal(guardWords({ guards: [], unread: ['The path is computed.'] }), 'guards not known');
  });

  test('who got in: the last answer of each, and how long ago the newest was', () => {
    const now = 1_000_000;
    const seen = (user: string | undefined, status: number, ago: number) => ({
      method: 'GET',
      path: '/posts',
      user,
      status,
      at: now - ago,
    });
    assert.equal(
      seenWords([seen('viewer', 200, 9000), seen('admin', 200, 8000), seen('viewer', 403, 5000)], now),
      'viewer 403 · admin 200 (5 seconds ago)',
    );
    assert.equal(seenWords([], now), '');
    const by = seenByRoute([get], [seen('ada', 200, 1), { ...seen('x', 403, 1), path: '/other' }], (_, path) =>
      path === '/posts' ? get : undefined,
    );
    assert.deepEqual([by.get(get)?.length, by.size], [1, 1]);
  });

  test('the path of a target, whatever stands before it', () => {
    assert.equal(pathOf('{{api}}/posts/{{id}}?x=1'), '/posts/1');
    assert.equal(pathOf('https://api.example:8080/posts#a'), '/posts');
    assert.equal(pathOf('http://{{host}}/posts'), '/posts');
    assert.equal(pathOf('{{url}}'), '/');
    assert.equal(pathOf('posts'), undefined);
  });
});
