import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { causeIds } from '../../src/core/causeIds.ts';
import { causes } from '../../src/core/causes/index.ts';
import { lazyPattern } from '../../src/core/facts/pattern.ts';
import { conditions, signCertainties } from '../../src/core/facts/sign.ts';
import { readServers } from '../../src/core/servers/readServers.ts';
import { readSignText } from '../../src/local/signText.ts';
import { settingDefaults } from '../../src/vscode/contributions.ts';
import { read, root } from './sources.ts';

interface Schema {
  readonly definitions: Readonly<Record<'server' | 'sign' | 'header', SchemaObject>>;
}

interface SchemaObject {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, SchemaMember>>;
}

interface SchemaMember {
  readonly description?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, SchemaMember>>;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly items?: SchemaMember;
}

const schema: Schema = JSON.parse(read('media/signs.schema.json'));
const { server, sign, header } = schema.definitions;

/** A server of which nothing is wrong, with other members where said. */
function problems(more: object, signMembers: object = {}): string[] {
  const json = { id: 'a', recognize: { host: 'a' }, signs: [{ cause: 'unknown', ...signMembers }], ...more };
  return readServers(json, lazyPattern).problems.map((it) => `${it.path.join('.')}: ${it.says}`);
}

/** The names that the reader lists when it meets one that it does not know. */
function knownTo(found: readonly string[]): string[] {
  const [names = ''] = found.flatMap((it) => /Known are ([^.]*)\./.exec(it)?.slice(1) ?? []);
  return names.split(', ').toSorted();
}

test('every server of ours is read without a problem, and names the schema', () => {
  const folder = 'src/core/servers';
  const files = readdirSync(join(root, folder)).filter((it) => it.endsWith('.json'));
  assert.ok(100 < files.length, `${files.length} files`);
  const found: string[] = [];
  for (const name of files) {
    const json = JSON.parse(read(`${folder}/${name}`));
    assert.equal(json.$schema, '../../../media/signs.schema.json', name);
    found.push(...readServers(json, lazyPattern).problems.map((it) => `${name}, ${it.path.join('.')}: ${it.says}`));
  }
  assert.deepEqual(found, []);
});

test('the members of the schema are those of the reader', () => {
  assert.deepEqual(Object.keys(server.properties).toSorted(), knownTo(problems({ other: 1 })));
  assert.deepEqual(Object.keys(sign.properties).toSorted(), knownTo(problems({}, { other: 1 })));
  assert.deepEqual(
    Object.keys(header.properties).toSorted(),
    knownTo(problems({}, { header: { name: 'a', other: 1 } })),
  );
  const marks = server.properties.recognize?.properties ?? {};
  assert.deepEqual(Object.keys(marks).toSorted(), knownTo(problems({ recognize: { host: 'a', other: 1 } })));
});

test('what the schema requires, the reader misses', () => {
  for (const name of server.required) assert.notDeepEqual(problems({ [name]: undefined }), [], name);
  for (const name of sign.required) assert.notDeepEqual(problems({}, { [name]: undefined }), [], name);
  assert.notDeepEqual(problems({}, { header: { matches: 'a' } }), []);
});

test('causes, certainties and conditions of the schema are those of the code, each with its words', () => {
  const { cause, certainty, when } = sign.properties;
  assert.deepEqual(cause?.enum, causeIds);
  assert.deepEqual(
    cause?.enumDescriptions,
    causeIds.map((id) => causes.find((it) => it.id === id)?.title),
  );
  assert.deepEqual(certainty?.enum, signCertainties);
  assert.equal(certainty?.enumDescriptions?.length, signCertainties.length);
  assert.deepEqual(when?.items?.enum, conditions);
  assert.equal(when?.items?.enumDescriptions?.length, conditions.length);
});

test('every member of the schema says what it is for', () => {
  const parts = [server, sign, header].flatMap((it) => Object.entries(it.properties));
  const silent = parts.filter(([name, it]) => name !== '$schema' && !it.description).map(([name]) => name);
  assert.deepEqual(silent, []);
});

test('the examples are read without a problem', () => {
  for (const path of ['media/signs.example.json', 'media/example/why401.signs.json']) {
    const { servers, problems } = readSignText(read(path), path);
    assert.deepEqual(problems, [], path);
    assert.notEqual(servers.length, 0, path);
  }
});

test('the example in docs/signs.md is read without a problem, and its table has every member', () => {
  const text = read('docs/signs.md');
  const [, example = ''] = /```json\n([\s\S]*?)\n```/.exec(text) ?? [];
  assert.deepEqual(readSignText(example, 'docs/signs.md').problems, []);
  const marks = Object.keys(server.properties.recognize?.properties ?? {});
  for (const name of [...Object.keys(server.properties), ...marks, ...Object.keys(sign.properties)])
    if (name !== '$schema') assert.ok(text.includes(`\`${name}\``), name);
});

test('the editor completes and checks the files that count without a setting', () => {
  const manifest: { contributes: { jsonValidation: { fileMatch: string[]; url: string }[] } } = JSON.parse(
    read('package.json'),
  );
  const [validation] = manifest.contributes.jsonValidation;
  assert.equal(validation?.url, './media/signs.schema.json');
  assert.deepEqual(
    validation?.fileMatch.map((it) => it.replace(/^\//, '')),
    settingDefaults.signs,
  );
});
