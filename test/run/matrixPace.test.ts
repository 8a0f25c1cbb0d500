import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CellOutcome } from '../../src/core/matrix/matrix.ts';
import { grid, matrixOf, startApi, type World } from './matrixWorld.ts';

const environments = { dev: { api: 'ORIGIN' }, $users: { ada: { token: 'a' } } };
const rows = (count: number) => Array.from({ length: count }, (_, i) => `###\nGET {{api}}/${i}\n`).join('\n');

/** Waits that are over at once, and are told. */
function waits(): { readonly asked: number[]; wait(ms: number): Promise<void> } {
  const asked: number[] = [];
  return {
    asked,
    async wait(ms) {
      asked.push(ms);
    },
  };
}

function reasons(cells: readonly { readonly outcome: CellOutcome }[]): string[] {
  return [...new Set(cells.map(({ outcome }) => (outcome.kind === 'not-sent' ? outcome.why : outcome.kind)))];
}

/** Answers 429 the first time after `good` answers, then everything. */
function limitedOnce(good: number, headers: () => Record<string, string>) {
  let limited = false;
  return (_: unknown, count: number) => {
    if (count <= good || limited) return { status: 200 };
    limited = true;
    return { status: 429, headers: headers() };
  };
}

for (const [what, headers, wanted] of [
  ['in seconds', () => ({ 'Retry-After': '7' }), 7000],
  [
    'as a date',
    () => ({ Date: new Date(1.8e12).toUTCString(), 'Retry-After': new Date(1.8e12 + 9000).toUTCString() }),
    9000,
  ],
  ['by when its window starts anew', () => ({ 'X-RateLimit-Reset': '3' }), 3000],
  ['not at all', () => ({}), 1000],
] as const) {
  test(`a limit that says how long to wait ${what} is waited for, and the request sent once more`, async (t) => {
    const world = await startApi(t, limitedOnce(3, headers));
    const { asked, wait } = waits();
    const matrix = await matrixOf(t, world, { text: rows(10), environments, options: { wait } });
    assert.deepEqual(asked, [wanted]);
    assert.deepEqual(reasons(matrix.cells), ['answered']);
    assert.equal(world.arrived.length, 11);
    assert.ok(matrix.cells.every((it) => it.outcome.kind === 'answered' && it.outcome.status === 200));
  });
}

test('during the wait nothing is sent there, and what is elsewhere goes on', async (t) => {
  const other = await startApi(t, () => ({ status: 200 }));
  const world = await startApi(
    t,
    limitedOnce(1, () => ({ 'Retry-After': '5' })),
  );
  const places: World[] = [];
  let duringWait = 0;
  let elsewhere = 0;
  const wait = async () => {
    const [before, there] = [world.arrived.length, other.arrived.length];
    // Those that were on their way already come in.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const settled = world.arrived.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    duringWait = world.arrived.length - settled;
    elsewhere = other.arrived.length - there;
    assert.ok(before <= settled);
  };
  places.push(world, other);
  const slow = Array.from({ length: 60 }, (_, i) => `###\nGET ${other.origin}/${i}\n`).join('\n');
  const matrix = await matrixOf(t, world, { text: `${rows(40)}\n${slow}`, environments, options: { wait } });
  assert.equal(duringWait, 0);
  assert.ok(0 < elsewhere);
  assert.deepEqual(reasons(matrix.cells), ['answered']);
});

test('a wait that is too long ends that origin, and no other', async (t) => {
  const other = await startApi(t, () => ({ status: 200 }));
  const world = await startApi(t, (_, count) =>
    count < 4 ? { status: 200 } : { status: 429, headers: { 'Retry-After': '3600' } },
  );
  const { asked, wait } = waits();
  const text = `${rows(30)}\n###\nGET ${other.origin}/fine\n`;
  const matrix = await matrixOf(t, world, { text, environments, options: { wait } });
  assert.deepEqual(asked, []);
  const limited = matrix.cells.filter(({ outcome }) => outcome.kind === 'not-sent' && outcome.why === 'rate-limited');
  assert.equal(limited.length, 27, grid(matrix).join('\n'));
  assert.ok(world.arrived.length <= 10);
  const [first] = limited;
  assert.match(
    first?.outcome.kind === 'not-sent' ? first.outcome.message : '',
    /asks to wait 1 hour, so nothing more was sent there/,
  );
  assert.equal(other.arrived.length, 1);
});

test('a server that goes on refusing after the wait is left alone', async (t) => {
  const world = await startApi(t, () => ({ status: 429, headers: { 'Retry-After': '1' } }));
  const { wait } = waits();
  const matrix = await matrixOf(t, world, { text: rows(50), environments, options: { wait } });
  assert.deepEqual(reasons(matrix.cells), ['rate-limited']);
  assert.ok(world.arrived.length <= 16, `${world.arrived.length} sent`);
});

test('a 403 that speaks of a limit is a limit', async (t) => {
  let limited = false;
  const world = await startApi(t, (_, count) => {
    if (limited || count < 3) return { status: 200 };
    limited = true;
    return { status: 403, body: { message: 'API rate limit exceeded for 127.0.0.1.' } };
  });
  const { asked, wait } = waits();
  const matrix = await matrixOf(t, world, { text: rows(8), environments, options: { wait } });
  assert.equal(asked.length, 1);
  assert.ok(matrix.cells.every((it) => it.outcome.kind === 'answered' && it.outcome.status === 200));
});

test('cancelled, it ends at once with what it has', async (t) => {
  const world = await startApi(t, ({ path }) => {
    if (path.length < 3) return { status: 200 };
    return new Promise(() => {});
  });
  const abort = new AbortController();
  let done = 0;
  const matrix = await matrixOf(t, world, {
    text: rows(40),
    environments,
    options: {
      signal: abort.signal,
      onProgress(count) {
        done = count;
        if (count === 10) abort.abort();
      },
    },
  });
  assert.equal(matrix.cells.length, 40);
  assert.equal(matrix.cells.filter((it) => it.outcome.kind === 'answered').length, 10);
  assert.deepEqual(reasons(matrix.cells), ['answered', 'cancelled']);
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(done, 10, 'nothing is told of afterwards');
  assert.ok(world.arrived.length <= 18, `${world.arrived.length} sent`);
});

test('cancelled while somebody is asked, or before it began', async (t) => {
  const world = await startApi(t, () => ({ status: 200 }));
  const abort = new AbortController();
  const host = { confirm: () => new Promise<boolean>(() => setImmediate(() => abort.abort())) };
  const text = '# @note sure?\nGET {{api}}/0\n';
  const asked = await matrixOf(t, world, { text, environments, host, options: { signal: abort.signal } });
  const never = await matrixOf(t, world, { text, environments, options: { signal: AbortSignal.abort() } });
  assert.deepEqual([reasons(asked.cells), reasons(never.cells)], [['cancelled'], ['cancelled']]);
  assert.equal(world.arrived.length, 0);
});

test('one question at a time, and the same one once', async (t) => {
  const world = await startApi(t, () => ({ status: 200 }));
  const asked: string[] = [];
  let open = 0;
  const host = {
    async confirm(question: string) {
      asked.push(question);
      assert.equal(++open, 1);
      await new Promise((resolve) => setTimeout(resolve, 2));
      open--;
      return true;
    },
    async prompt({ label }: { label: string }) {
      asked.push(label);
      return 'said';
    },
  };
  const text = Array.from(
    { length: 9 },
    (_, i) => `###\n# @note sure?\n# @prompt word A word\nGET {{api}}/${i}/{{word}}\n`,
  ).join('\n');
  const two = { ...environments, $users: { ada: { x: '1' }, bob: { x: '2' } } };
  const matrix = await matrixOf(t, world, { text, environments: two, host });
  assert.equal(matrix.cells.length, 18);
  assert.deepEqual(asked.toSorted(), ['ada: A word', 'bob: A word', 'sure?']);
  assert.ok(world.arrived.every((it) => it.path.endsWith('/said')));
});

test('requests that wait for each other end, whoever waits', async (t) => {
  const world = await startApi(t, () => ({ status: 200 }));
  const text = `# @name a
# @ref b
GET {{api}}/a

###
# @name b
# @ref a
GET {{api}}/b

###
# @ref a
GET {{api}}/c

###
# @ref b
GET {{api}}/d
`;
  const matrix = await matrixOf(t, world, { text, environments });
  assert.deepEqual(reasons(matrix.cells), ['unsendable']);
});
