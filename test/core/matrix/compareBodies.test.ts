import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { bodyPrint } from '../../../src/core/matrix/bodyPrint.ts';
import { compareBodies } from '../../../src/core/matrix/compareBodies.ts';
import { plain } from '../../../src/core/text.ts';
import { jwt } from '../../check.ts';
import { answered, row, user } from './cells.ts';

const ada = `Bearer ${jwt({ sub: 'u-1', email: 'ada@acme.io', tenant: 'acme' })}`;
const bob = `Bearer ${jwt({ sub: 'u-2', email: 'bob@other.io', tenant: 'other' })}`;

/** What each of ada, bob and nobody shows, and is answered; `-` where refused. */
interface Row {
  readonly path: string;
  readonly expect?: string;
  readonly ada?: object;
  readonly bob?: object;
  readonly nobody?: object;
}

/** `user: note`, for each row in turn. */
function notes(rows: readonly Row[], shows = { ada, bob }): string[] {
  const users = [user('ada'), user('bob'), user('nobody')];
  const outcomes = rows.flatMap((it) => {
    const url = `https://api.test${it.path}`;
    return [
      answered(it.ada ? 200 : 403, { url, shows: shows.ada, ...(it.ada ? { body: it.ada } : {}) }),
      answered(it.bob ? 200 : 403, { url, shows: shows.bob, ...(it.bob ? { body: it.bob } : {}) }),
      answered(it.nobody ? 200 : 401, { url, ...(it.nobody ? { body: it.nobody } : {}) }),
    ];
  });
  const found = compareBodies(
    rows.map((it) => row(it.path, it.expect ?? '')),
    users,
    outcomes,
  );
  return [...found].flatMap(([cell, all]) => all.map((it) => `${users[cell % 3]?.name}: ${plain(it)}`));
}

const order = { id: 17, owner_id: 'u-1', total: 12 };
const profile = { id: 1, sub: 'u-1', email: 'ada@acme.io' };

suite('bodies that tell of a hole', () => {
  test('an object of another user', () => {
    assert.deepEqual(notes([{ path: '/orders/17', ada: order, bob: order }]), [
      'bob: shows what belongs to `ada`: `owner_id` is `u-1`',
    ]);
    assert.deepEqual(notes([{ path: '/orders/17', bob: { data: { owner: { id: 'u-1', name: 'Ada' } } } }]), [
      'bob: shows what belongs to `ada`: `data.owner.id` is `u-1`',
    ]);
    assert.deepEqual(notes([{ path: '/orders', bob: [order, { ...order, id: 18 }] }]), [
      'bob: shows what belongs to `ada`: `[].owner_id` is `u-1`',
    ]);
  });

  test('what is a person’s own, shown to anybody', () => {
    assert.deepEqual(notes([{ path: '/users/1', ada: profile, nobody: profile }]), [
      'nobody: shows what belongs to `ada`: `sub` is `u-1`',
    ]);
  });

  test('an object of another tenant', () => {
    assert.deepEqual(notes([{ path: '/reports/3', bob: { id: 3, tenant_id: 'acme' } }]), [
      'bob: shows what belongs to the tenant of `ada`: `tenant_id` is `acme`',
    ]);
  });

  test('an address that stands for whoever asks gives two users the same', () => {
    const says = 'bob: the same as for `ada` by `sub` `u-1`, though this address stands for whoever asks';
    assert.deepEqual(notes([{ path: '/me', ada: profile, bob: profile, expect: '*=2xx' }]), [says]);
    const opaque = { ada: 'Bearer one', bob: 'Bearer two' };
    assert.deepEqual(notes([{ path: '/me', ada: { id: 1 }, bob: { id: 1 } }], opaque), [
      'bob: the same as for `ada` by `id` `1`, though this address stands for whoever asks',
    ]);
  });

  test('who is who is learned from what the API tells each about themselves', () => {
    const opaque = { ada: 'Bearer one', bob: 'Bearer two' };
    const me = { path: '/me', ada: { id: 71 }, bob: { id: 72 } };
    assert.deepEqual(notes([me, { path: '/orders/1', bob: { id: 1, userId: 71 } }], opaque), [
      'bob: shows what belongs to `ada`: `userId` is `71`',
    ]);
    assert.deepEqual(notes([{ path: '/orders/1', bob: { id: 1, userId: 71 } }], opaque), []);
  });
});

suite('bodies of which nothing is said', () => {
  const table: readonly (readonly [why: string, row: Row])[] = [
    [
      'a public list',
      { path: '/products', ada: { items: [{ id: 1 }] }, bob: { items: [{ id: 1 }] }, nobody: { items: [{ id: 1 }] } },
    ],
    [
      'the same list for those who are signed in',
      { path: '/products', ada: { items: [{ id: 1 }] }, bob: { items: [{ id: 1 }] } },
    ],
    ['what has an owner, and anybody may see', { path: '/posts/1', ada: order, bob: order, nobody: order }],
    ['each their own', { path: '/me', ada: profile, bob: { id: 2, sub: 'u-2', email: 'bob@other.io' } }],
    [
      'a directory of several',
      { path: '/users', bob: [{ email: 'ada@acme.io' }, { email: 'bob@other.io' }, { email: 'c@d.ef' }] },
    ],
    ['a list of several others', { path: '/users', bob: [{ email: 'ada@acme.io' }, { email: 'c@d.ef' }] }],
    ['an object that is shared with the caller', { path: '/orders/17', bob: { ...order, assignee: 'u-2' } }],
    ['what the intention lets them see', { path: '/orders/17', expect: 'bob=2xx', ada: order, bob: order }],
    ['an owner whom nobody knows', { path: '/orders/18', bob: { id: 18, owner_id: 'u-9' } }],
    ['the number of a thing that is the number of a user', { path: '/orders/1', bob: { id: 'u-1' } }],
    [
      'an address of one’s own without a person in it',
      { path: '/me/settings', ada: { theme: 'dark' }, bob: { theme: 'dark' } },
    ],
  ];
  for (const [why, it] of table) test(why, () => assert.deepEqual(notes([it]), []));

  test('two users who are one person', () => {
    const same = { ada, bob: `Bearer ${jwt({ sub: 'u-1', scope: 'read' })}` };
    assert.deepEqual(notes([{ path: '/me', ada: profile, bob: profile }], same), []);
    assert.deepEqual(notes([{ path: '/orders/17', ada: order, bob: order }], same), []);
  });

  test('a caller of whom nothing is known may be the owner', () => {
    assert.deepEqual(notes([{ path: '/orders/17', ada: order, bob: order }], { ada, bob: 'Bearer two' }), []);
  });
});

suite('what a body is compared by', () => {
  const print = (text: string, more = {}) => bodyPrint({ text, size: text.length, mimeType: '', ...more });

  test('identifiers, and the shape without the places in lists', () => {
    assert.deepEqual(print('{"items":[{"id":1,"at":"2026"},{"id":2,"at":null}],"User_Email":" A@b.C "}'), {
      shape: [
        ':object',
        'User_Email:string',
        'items:list',
        'items[].at:null',
        'items[].at:string',
        'items[].id:number',
        'items[]:object',
      ].join('\n'),
      identifiers: [
        { path: 'items[].id', kind: 'thing', value: '1' },
        { path: 'items[].id', kind: 'thing', value: '2' },
        { path: 'User_Email', kind: 'owner', value: 'a@b.c' },
      ],
    });
  });

  test('what is no JSON, is cut, names nothing or is out of bounds is not compared', () => {
    const far = `${'{"a":'.repeat(40)}{"id":1}${'}'.repeat(40)}`;
    for (const it of ['', '<p>', '[1,2', '{"count":3}', far, `{"id":1,"x":"${'x'.repeat(1_000_000)}"}`])
      assert.equal(print(it), undefined, it.slice(0, 20));
    assert.equal(print(JSON.stringify(Array.from({ length: 60_000 }, () => 0))), undefined);
    assert.equal(print(JSON.stringify(Array.from({ length: 3_000 }, (_, id) => ({ id })))), undefined);
    assert.equal(print('[['.repeat(100_000)), undefined);
    assert.equal(print('{"id":1}', { cut: true }), undefined);
    assert.notEqual(print('{"id":1}'), undefined);
  });

  test('any JSON is read, and the same JSON prints the same', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.deepEqual(print(text), print(text));
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void print(`{${text}`)));
  });
});
