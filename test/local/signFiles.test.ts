import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { findSigns, readSignFile } from '../../src/local/signFiles.ts';
import { readSignText } from '../../src/local/signText.ts';

const server = (id: string) => JSON.stringify({ id, recognize: { host: 'a' }, signs: [{ cause: 'unknown' }] });

suite('files of rules', () => {
  let top = '';
  const write = async (path: string, content: string) => {
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), content);
  };
  before(async () => {
    top = await mkdtemp(join(tmpdir(), 'why401-signs-'));
    await mkdir(join(top, 'project/.git'), { recursive: true });
    await write('why401.signs.json', server('above the project'));
    await write('project/why401.signs.json', server('project'));
    await write('project/.why401/b.json', server('b'));
    await write('project/.why401/a.json', server('a'));
    await write('project/.why401/notes.txt', 'no rules');
    await write('project/api/v1/why401.signs.json', server('nearest'));
    await write('large.json', `${' '.repeat(1024 * 1024)}[]`);
  });
  after(() => rm(top, { recursive: true }));

  test('are found upward to the root of the project, the nearest first', async () => {
    const { servers, problems } = await findSigns(join(top, 'project/api/v1'));
    assert.deepEqual(
      servers.map((it) => `${it.id} of ${it.from}`),
      [
        'nearest of why401.signs.json',
        'project of ../../why401.signs.json',
        'a of ../../.why401/a.json',
        'b of ../../.why401/b.json',
      ],
    );
    assert.deepEqual(problems, []);
  });

  test('are not missed where there are none', async () => {
    await mkdir(join(top, 'empty/.git'), { recursive: true });
    assert.deepEqual(await findSigns(join(top, 'empty')), { servers: [], problems: [] });
  });

  for (const [name, says] of [
    ['large.json', 'This file is larger than 1 MB, and is not read.'],
    ['absent.json', 'There is no such file.'],
    ['project', 'This is no file.'],
  ] as const) {
    test(`that cannot be read are named: ${name}`, async () => {
      const { servers, problems } = await readSignFile(join(top, name), name);
      assert.deepEqual(servers, []);
      assert.deepEqual(problems, [{ file: name, line: 1, column: 1, length: 1, message: says }]);
    });
  }
});

/** `line:column+length message` of each problem. */
const problemsIn = (text: string) =>
  readSignText(text, 'a.json').problems.map((it) => `${it.line}:${it.column}+${it.length} ${it.message}`);

test('JSON that breaks off has its place', () => {
  assert.deepEqual(problemsIn('[\n  {"id": "a",\n'), [
    '3:1+1 This is not JSON: expected a name in double quotes or }, got the end of the file. None of the rules in this file count.',
  ]);
});

test('a wrong value is marked as a whole, a member that is not known by its name', () => {
  const text = `[{
  "id": "a", "recognize": {"host": "a"},
  "signs": [
    {"cause": "policy", "status": [403]},
    {"cause": "unknown", "says": "(?=a)b"},
    {"cause": "unknown", "staus": [403]},
    {"status": [403]},
    {"cause": "unknown"}
  ]
}]`;
  const found = problemsIn(text);
  assert.match(found[0] ?? '', /^4:15\+8 One of credentials-missing, .* This rule does not count\.$/);
  assert.equal(
    found[1],
    '5:34+8 This pattern cannot be read: lookahead and lookbehind are not in the syntax of RE2. This rule does not count.',
  );
  assert.match(found[2] ?? '', /^6:26\+7 There is no member "staus" here/);
  assert.match(found[3] ?? '', /^7:5\+1 A sign needs a cause/);
  assert.equal(found.length, 4);
  assert.equal(readSignText(text, 'a.json').servers[0]?.signs.length, 1);
});

test('nothing that stands in a file throws', () => {
  for (const text of [
    '',
    '7',
    'null',
    '[null]',
    '{}',
    '[[[]]]',
    '{"__proto__":{"id":"a"}}',
    '['.repeat(5000),
    '"\\ud800"',
  ])
    assert.deepEqual(readSignText(text, 'a.json').servers, [], text.slice(0, 20));
});
