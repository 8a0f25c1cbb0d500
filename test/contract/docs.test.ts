import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pages } from '../../build/docs/pages.ts';
import { causeIds } from '../../src/core/causeIds.ts';
import { servers } from '../../src/core/servers/index.ts';
import { read } from './sources.ts';

for (const [path, make] of Object.entries(pages)) {
  test(`${path} is what npm run docs makes`, () => {
    assert.ok(read(path) === make(), `${path} is older than the sources. Run npm run docs.`);
  });
}

test('each cause and each server has its section', () => {
  const causes = read('docs/causes.md');
  for (const id of causeIds) assert.ok(causes.includes(`\n## ${id}\n`), id);
  const known = read('docs/servers.md');
  for (const { id, signs } of servers) {
    const rows =
      known
        .split(`\n## ${id}\n`)[1]
        ?.split('\n## ')[0]
        ?.split('\n')
        .filter((it) => it.startsWith('| ')) ?? [];
    assert.equal(rows.length, signs.length + (signs.length === 0 ? 0 : 1), id);
  }
});

test('no cell breaks its table', () => {
  for (const line of read('docs/servers.md')
    .split('\n')
    .filter((it) => it.startsWith('| '))) {
    assert.equal(line.replaceAll('\\|', '').split('|').length, 6, line);
  }
});
