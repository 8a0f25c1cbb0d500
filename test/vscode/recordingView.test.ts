import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Read, RefusalRow } from '../../src/vscode/recording/messages.ts';
import { readView, refusalListView } from '../../src/vscode/sidebar/recording.ts';

const row = (entry: number, more: Partial<RefusalRow> = {}): RefusalRow => ({
  entry,
  status: 401,
  method: 'GET',
  host: 'a.test',
  path: `/${entry}`,
  cause: 'token-expired',
  title: 'The token has expired',
  ...more,
});
const read = (refusals: readonly RefusalRow[], more: Partial<Read> = {}): Read => ({
  saw: 'HAR of Chrome, 2000 entries',
  problems: [],
  count: 2000,
  refusals,
  ...more,
});
const scope = { cause: 'scope-missing', title: 'The token lacks a scope' } as const;
const { host: _, ...hostless } = row(3, scope);
const mixed = [row(0), row(1), row(2, { host: 'b.test' }), hostless];

suite('the refusals of a recording', () => {
  test('are counted by cause and host', () => {
    const view = refusalListView({ name: 'x.har', read: read(mixed) }, {}, undefined);
    assert.deepEqual(
      view.causes.shown.map((it) => [it.label, it.count]),
      [
        ['The token has expired', 3],
        ['The token lacks a scope', 1],
      ],
    );
    assert.deepEqual(
      view.hosts.shown.map((it) => [it.label, it.count]),
      [
        ['a.test', 2],
        ['b.test', 1],
        ['host not recorded', 1],
      ],
    );
    assert.deepEqual([view.count, view.matching, view.rows.length, view.inFile], [4, 4, 4, false]);
  });

  test('a filter leaves rows out, and counts the other side among the rest', () => {
    const view = refusalListView({ name: 'x.har', read: read(mixed) }, { cause: 'scope-missing' }, 3);
    assert.deepEqual(
      view.rows.map((it) => it.entry),
      [3],
    );
    assert.equal(view.matching, 1);
    assert.deepEqual(
      view.causes.shown.map((it) => [it.count, it.chosen]),
      [
        [3, false],
        [1, true],
      ],
    );
    assert.deepEqual(
      view.hosts.shown.map((it) => it.label),
      ['host not recorded'],
    );
    assert.equal(refusalListView({ name: 'x', read: read(mixed) }, { host: null }, 3).matching, 1);
  });

  test('of two thousand, 500 are sent and 30 hosts; the numbers of all are said', () => {
    const many = Array.from({ length: 2000 }, (_, at) => row(at, { host: `h${at % 40}.test` }));
    const view = refusalListView({ name: 'x.har', read: read(many) }, {}, undefined);
    assert.deepEqual([view.rows.length, view.matching, view.hosts.shown.length, view.hosts.more], [500, 2000, 30, 10]);
    const rare = refusalListView({ name: 'x.har', read: read(many) }, { host: 'h39.test' }, undefined);
    assert.ok(rare.hosts.shown.some((it) => it.label === 'h39.test' && it.chosen));
  });
});

test('what is said above one explanation', () => {
  const says = (it: Read) => readView({ name: 'x', read: it });
  assert.deepEqual(says(read([row(0), row(1)])), {
    says: 'HAR of Chrome, 2000 entries: 2 refusals',
    from: 'x',
    problems: [],
    back: 2,
    inFile: false,
  });
  assert.equal(says(read([row(0)])).says, 'HAR of Chrome, 2000 entries: 1 refusal');
  assert.equal(says(read([row(0)])).back, undefined);
  assert.equal(says(read([])).says, 'HAR of Chrome, 2000 entries: none refused, this is the last');
  assert.equal(says(read([row(0)], { saw: 'an axios error', count: 1 })).says, 'An axios error');
  assert.equal(says(read([], { saw: 'an HTTP message', count: 1 })).says, 'An HTTP message, not refused');
});
