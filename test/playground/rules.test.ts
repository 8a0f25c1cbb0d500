import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { type Playground, startPlayground } from '../../src/playground/index.ts';
import { holes } from '../../src/playground/shop/holes.ts';

interface Rule {
  readonly hole: string;
  readonly open: boolean;
}

async function change(playground: Playground, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${playground.origin}/playground/rules`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

async function openOf({ origin }: Playground): Promise<string[]> {
  const rules = (await (await fetch(`${origin}/playground/rules`)).json()) as Rule[];
  assert.equal(rules.length, 8);
  return rules.filter((it) => it.open).map((it) => it.hole);
}

test('the rules of the shop are broken and mended while it runs', async (t) => {
  const playground = await startPlayground({ holes: ['verb'] });
  t.after(() => playground.close());
  const settings = async () => (await fetch(`${playground.origin}/shop/settings/`)).status;
  assert.deepEqual(await openOf(playground), ['verb']);
  assert.equal(await settings(), 401);

  assert.equal((await change(playground, { hole: 'trailing-slash', open: true })).status, 200);
  assert.deepEqual(await openOf(playground), ['verb', 'trailing-slash']);
  assert.equal(await settings(), 200);

  assert.equal((await change(playground, { hole: 'all', open: false })).status, 200);
  assert.deepEqual(await openOf(playground), []);
  assert.equal(await settings(), 401);
});

test('what is no hole changes nothing, and neither does a page of the web', async (t) => {
  const playground = await startPlayground();
  t.after(() => playground.close());
  const wrong = [{ hole: 'none', open: true }, { hole: 'verb' }, { hole: 'verb', open: 'yes' }, [], null, '{', ''];
  for (const it of wrong) assert.equal((await change(playground, it)).status, 422, JSON.stringify(it));
  const told = JSON.stringify(await change(playground, { hole: 'none', open: true }));
  assert.match(told, /all, missing-check, wrong-role/);
  for (const Origin of ['https://evil.example', 'null'])
    assert.equal((await change(playground, { hole: 'verb', open: true }, { Origin })).status, 403, Origin);
  assert.deepEqual(await openOf(playground), []);
  assert.equal((await change(playground, { hole: 'verb', open: true }, { Origin: playground.origin })).status, 200);
  assert.deepEqual(await openOf(playground), ['verb']);
});

test('the documents and the example name the holes that there are', async () => {
  const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
  const rows = [...(await read('docs/matrix.md')).matchAll(/^\| `([a-z-]+)` \| ([^|]+) \| ([^|]+) \|$/gm)];
  const documented = rows.map(([, name, rule, open]) => ({ name, rule, open }));
  assert.deepEqual(
    documented.filter((it) => holes.some(({ name }) => name === it.name)),
    holes,
  );
  const [, list = ''] = /one of each class:\n# (.*)/.exec(await read('media/example/access.http')) ?? [];
  assert.deepEqual(
    list.split(', '),
    holes.map((it) => it.name),
  );
});
