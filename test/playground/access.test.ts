import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Matrix } from '../../src/core/matrix/matrix.ts';
import { type HoleName, holes } from '../../src/playground/shop/holes.ts';
import { close } from '../../src/send/dispose.ts';
import { breaches, type ExampleShop, notes, shopMatrix, startShop } from './accessWorld.ts';

/** What each hole lets in: the request, and the users who were not to be. */
const opened: Readonly<Record<HoleName, readonly (readonly [request: string, users: string])[]>> = {
  'missing-check': [['GET /shop/audit-log', 'editor viewer support anonymous expired']],
  'wrong-role': [['GET /shop/customers', 'editor viewer auditor']],
  'scope-ignored': [['GET /shop/reports', 'viewer support']],
  'other-object': [['GET /shop/orders/1002', 'admin editor auditor']],
  'other-tenant': [
    ['GET /shop/projects/7', 'auditor support'],
    ['GET /shop/projects/8', 'admin editor viewer'],
  ],
  verb: [
    ['HEAD /shop/prices', 'viewer auditor support anonymous expired'],
    ['PUT /shop/prices', 'viewer auditor support anonymous expired'],
    ['DELETE /shop/prices', 'editor viewer auditor support anonymous expired'],
  ],
  'trailing-slash': [['GET /shop/settings/', 'editor viewer auditor support anonymous expired']],
  'shared-answer': [],
};

/** What bodies tell, where a hole shows more than it should. */
const noted: Partial<Readonly<Record<HoleName, readonly string[]>>> = {
  'other-object': [
    ...['admin', 'editor', 'auditor'].map((it) => `GET /shop/orders/1002 as ${it}`),
    ...['admin', 'editor', 'auditor', 'support'].map((it) => `GET /shop/carts/501 as ${it}`),
  ].map((it) => `${it}: shows what belongs to \`viewer\`: \`owner\` is \`vic\``),
  'other-tenant': [
    ...['auditor', 'support'].map(
      (it) => `GET /shop/projects/7 as ${it}: shows what belongs to the tenant of \`admin\`: \`tenant\` is \`north\``,
    ),
    ...['admin', 'editor', 'viewer'].map(
      (it) => `GET /shop/projects/8 as ${it}: shows what belongs to the tenant of \`auditor\`: \`tenant\` is \`south\``,
    ),
  ],
};

describe('who may do what in the shop', () => {
  let shop: ExampleShop;
  before(async () => {
    shop = await startShop();
  });
  beforeEach(() => shop.playground.holes.set('all', false));
  after(async () => {
    await close();
    await shop.stop();
  });

  test('with every rule in force, all is as meant and nothing is noted', async () => {
    const matrix = await shopMatrix(shop);
    assert.deepEqual(breaches(matrix), []);
    assert.deepEqual(notes(matrix), []);
    assert.deepEqual(
      matrix.users.map((it) => `${it.name} ${it.state}`),
      [
        ...['admin', 'editor', 'viewer', 'auditor', 'support', 'anonymous'].map((it) => `${it} good`),
        'expired not-proof',
      ],
    );
    assert.ok(
      matrix.cells.every((it) => it.outcome.kind === 'answered'),
      'all were answered',
    );
    const told = new Set(verdictsOf(matrix, (name) => name !== 'expired'));
    assert.deepEqual(told, new Set(['met', 'open-question']));
    assert.ok(15 <= matrix.rows.length && matrix.rows.every((it) => !it.target.includes('/playground/')));
  });

  test('every refusal is explained, and each by its own rule', async () => {
    const { rows, users, cells } = await shopMatrix(shop);
    const causes = new Map<string, Set<string>>();
    for (const { row, user, outcome } of cells) {
      if (outcome.kind !== 'answered' || (outcome.status !== 401 && outcome.status !== 403)) continue;
      const name = users[user]?.name ?? '';
      const key = name === 'anonymous' || name === 'expired' ? name : `${rows[row]?.name}`;
      causes.set(key, (causes.get(key) ?? new Set()).add(outcome.cause ?? 'none'));
    }
    const found = Object.fromEntries([...causes].map(([key, it]) => [key, [...it].join(' ')]));
    assert.deepEqual(found, {
      anonymous: 'credentials-missing',
      expired: 'token-expired',
      'The audit log is for admin and auditor': 'role-missing',
      'Customers are for admin and support': 'role-missing',
      'Reports want the scope reports:read': 'scope-missing',
      'An order is for its owner and for support': 'not-owner',
      'A cart is for its owner alone': 'not-owner',
      'Prices are read by admin and editor': 'role-missing',
      'HEAD is GET without a body, and needs the same check': 'role-missing',
      'Prices are written by admin and editor': 'role-missing',
      'Prices are deleted by admin': 'role-missing',
      'Settings are for admin': 'role-missing',
      'A slash at the end changes nothing': 'role-missing',
    });
  });

  for (const { name, rule } of holes) {
    test(`${name}: what it opens is found, and nothing else (${rule})`, async () => {
      shop.playground.holes.set(name, true);
      const matrix = await shopMatrix(shop);
      assert.deepEqual(
        breaches(matrix).map((it) => it.replace(/: opened 20[04]$/, '')),
        opened[name].flatMap(([request, users]) => users.split(' ').map((it) => `${request} as ${it}`)),
      );
      if (name !== 'shared-answer') assert.deepEqual(notes(matrix), noted[name] ?? []);
    });
  }

  test('shared-answer: everybody gets the first one, which statuses do not tell and bodies do', async () => {
    shop.playground.holes.set('shared-answer', true);
    const told = notes(await shopMatrix(shop));
    const first = /the same as for `(\w+)` by `subject` `(\w+)`/.exec(told[0] ?? '');
    assert.ok(first);
    const others = ['admin', 'editor', 'viewer', 'auditor', 'support'].filter((it) => it !== first[1]);
    assert.deepEqual(
      told,
      others.map((it) => `GET /shop/me as ${it}: ${first[0]}, though this address stands for whoever asks`),
    );
  });

  test('all holes at once are all found', async () => {
    shop.playground.holes.set('all', true);
    const all = Object.values(opened).flatMap((it) => it.flatMap(([, users]) => users.split(' ')));
    assert.equal(breaches(await shopMatrix(shop)).length, all.length);
  });

  test('whoever comes with an expired token is never counted as kept out by a rule', async () => {
    for (const hole of [undefined, ...holes.map((it) => it.name)]) {
      shop.playground.holes.set('all', false);
      if (hole) shop.playground.holes.set(hole, true);
      const matrix = await shopMatrix(shop);
      const verdicts = verdictsOf(
        matrix,
        (name, status) => name === 'expired' && (status < 200 || 299 < status),
        ({ want }) => want !== undefined,
      );
      assert.ok(10 <= verdicts.length);
      assert.deepEqual(new Set(verdicts), new Set(['not-proof']), `with ${hole ?? 'no hole'}`);
    }
  });
});

function verdictsOf(
  { users, cells }: Matrix,
  ofUser: (name: string, status: number) => boolean,
  ofCell: (cell: Matrix['cells'][number]) => boolean = () => true,
): string[] {
  return cells.flatMap((it) => {
    const status = it.outcome.kind === 'answered' ? it.outcome.status : 0;
    return ofCell(it) && ofUser(users[it.user]?.name ?? '', status) ? [it.verdict] : [];
  });
}
