import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../../../src/core/http/parse.ts';
import { type SourceKind, sourceKinds } from '../../../src/core/import/collection.ts';
import { safeFileName } from '../../../src/core/import/fileNames.ts';
import { importSources } from '../../../src/core/import/importSources.ts';
import { reportMarkdown } from '../../../src/core/import/report.ts';
import { sniffKind } from '../../../src/core/import/sniff.ts';
import { parseYaml } from '../../../src/core/import/yaml.ts';
import { imported } from './imported.ts';

const collection = (item: readonly unknown[], more: object = {}) =>
  JSON.stringify({
    info: { name: 'x', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/' },
    item,
    ...more,
  });

test('names of files stay below the folder, and are names on every system', () => {
  const names = [
    '../../etc/passwd',
    '..\\..\\x',
    '/root',
    'C:\\x',
    'CON',
    'nul.txt',
    'lpt1',
    '.git',
    '..',
    '.',
    '',
    ' ',
    'a\u0000b',
    'a\nb',
    '\u202egnp',
    'x'.repeat(500),
    '~',
    '$HOME',
    '-rf',
    'a:b|c?d*e"f<g>',
  ];
  for (const it of names) {
    const made = safeFileName(it);
    assert.match(made, /^[^\\/:*?"<>|\u0000-\u001f.-][^\\/:*?"<>|\u0000-\u001f]{0,80}$/, JSON.stringify([it, made]));
    assert.doesNotMatch(made, /^(?:con|nul|lpt1)(?:\.|$)/i);
    assert.doesNotMatch(made, /[. ]$/);
  }
  const read = imported(
    'postman',
    collection(names.map((name) => ({ name, item: [{ name, request: 'https://a.test/' }] }))),
  );
  const paths = read.imported.files.map((it) => it.path.toLowerCase());
  assert.equal(new Set(paths).size, paths.length);
  for (const it of paths) assert.doesNotMatch(it, /(?:^|\/)\.\.?(?:\/|$)|^\//);
});

test('nothing of theirs becomes a line of its own', () => {
  const evil = 'x\n### forged\nGET https://evil.test/\n# @no-reject-unauthorized';
  const read = imported(
    'postman',
    collection(
      [
        {
          name: evil,
          request: {
            description: `# @disabled\n@x = y\n${evil}`,
            method: evil,
            url: `https://a.test/${evil}`,
            header: [
              { key: evil, value: evil },
              { key: 'X', value: evil },
              { key: `Off\n${evil}`, value: evil, disabled: true },
              { key: '@import ./evil.http', value: '', disabled: true },
              { key: '@no-cookie-jar', value: '1', disabled: true },
            ],
            body: { mode: 'raw', raw: evil },
            auth: { type: evil, [evil]: [{ key: evil, value: evil }] },
          },
          protocolProfileBehavior: { disableBodyPruning: true },
          event: [{ listen: 'test', script: { exec: [evil] } }],
        },
      ],
      {
        variable: [
          { key: 'v', value: evil },
          { key: '__proto__', value: 'x' },
          { key: 'constructor', value: 'y' },
        ],
      },
    ),
  );
  assert.equal(read.requests.length, 1);
  const [text = ''] = Object.values(read.texts);
  const file = parse(text);
  assert.deepEqual(file.requests[0]?.directives, []);
  // Whoever reads the file: a comment that begins with @ is a directive wherever it stands.
  assert.doesNotMatch(text.slice(0, text.indexOf('\nContent-Type:')), /^\s*(?:#|\/\/)\s*@/m);
  assert.equal(file.requests[0]?.method.text, 'GET');
  assert.ok(file.requests[0]?.target.text.startsWith('https://a.test/x%0A'));
  assert.equal(({} as Record<string, unknown>).x, undefined);
});

test('the name of a request does not turn the direction of writing', () => {
  const read = imported('postman', collection([{ name: 'a\u202eb\u2066', request: 'https://a.test/' }]));
  assert.doesNotMatch(Object.values(read.texts).join(''), /[\u202a-\u202e\u2066-\u2069]/);
});

test('depth, circles and aliases end', () => {
  const levels = 3_000;
  const deep = `{"info":{},"item":[${'{"name":"f","item":['.repeat(levels)}{"name":"r","request":"https://a.test/"}${']}'.repeat(levels)}]}`;
  assert.deepEqual(importSources('postman', [{ name: 'x', text: deep }]), { problem: 'there is no request in it' });
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
    .split('')
    .map((it, at) => `${it}: &${it} [${Array(9).fill(`*${'abcdefghij'[at]}`).join(',')}]`)
    .join('\n')}`;
  assert.ok('problem' in parseYaml(bomb));
  const circle = {
    openapi: '3.0.0',
    paths: { '/x': { post: { requestBody: { $ref: '#/components/a' } } } },
    components: { a: { $ref: '#/components/b' }, b: { $ref: '#/components/a' } },
  };
  assert.ok('files' in importSources('openapi', [{ name: 'x', text: JSON.stringify(circle) }]));
  const nested = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  for (const kind of sourceKinds) importSources(kind, [{ name: 'x', text: nested }]);
});

test('any JSON is read or refused, and what is written can be read', () => {
  const names = [
    'info',
    'item',
    'request',
    'url',
    'header',
    'body',
    'auth',
    'type',
    'openapi',
    'paths',
    'get',
    'log',
    'entries',
    'resources',
    '_type',
    'name',
    'values',
    'collection',
    'children',
    'parameters',
    'mode',
    'raw',
    '__proto__',
    'schema',
    '$ref',
  ];
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom('', 'export', '3.0.0', 'GET', '{{x}}', '#/paths', 'raw', null, 1, true),
      tie('object'),
      tie('list'),
    ),
    object: fc.dictionary(fc.constantFrom(...names), tie('any'), { maxKeys: 6 }),
    list: fc.array(tie('any'), { maxLength: 4 }),
  })).any;
  fc.assert(
    fc.property(fc.constantFrom<SourceKind>(...sourceKinds), value, fc.object(), (kind, it, more) => {
      const base =
        kind === 'postman'
          ? { info: {}, item: [it] }
          : kind === 'openapi'
            ? { openapi: '3.1.0', paths: it }
            : kind === 'har'
              ? { log: { entries: [it] } }
              : kind === 'insomnia'
                ? { type: 'collection.insomnia.rest/5.0', collection: [it] }
                : it;
      const text = JSON.stringify({ ...(typeof base === 'object' ? base : {}), ...more });
      sniffKind('x.json', text);
      const result = importSources(kind, [{ name: 'x', text }]);
      if ('problem' in result) return;
      for (const file of result.files) if (file.isHttp) parse(String(file.content));
      reportMarkdown({
        source: 'x',
        requests: 0,
        written: [],
        losses: result.losses,
        unfilled: result.unfilled,
        remarks: [],
      });
    }),
    { numRuns: 500 },
  );
});

test('any text is read or refused', () => {
  const pieces = fc.constantFrom(
    'curl ',
    'https://a.test',
    "'",
    '"',
    '\\',
    '\n',
    '^',
    '`',
    '$',
    '${',
    '(',
    ')',
    '-d ',
    '-H ',
    '-F ',
    '@x',
    '=',
    '{',
    '}',
    '[1-9]',
    ';',
    'meta {\n',
    '}\n',
    'get {\n',
    "'''",
    ': ',
    '~',
    '%7B',
    '-u ',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
      const text = all.join('');
      importSources('curl', [{ name: 'x', text: `curl ${text}` }]);
      importSources('bruno', [
        { name: 'c/bruno.json', text: '{}' },
        { name: 'c/x.bru', text },
      ]);
    }),
    { numRuns: 1_000 },
  );
});

test('a file of another tool is told by its kind', () => {
  const wrong = importSources('postman', [{ name: 'x.yaml', text: 'openapi: 3.0.0\npaths: {}\n' }]);
  assert.deepEqual(wrong, {
    problem:
      'it is neither a Postman collection (v2.0, v2.1) nor an environment. It looks like an OpenAPI document: why401 import openapi',
  });
});

test('the report shows names of theirs as they are, and none as Markdown', () => {
  const text = reportMarkdown({
    source: 'a`b',
    requests: 1,
    written: ['x.http'],
    losses: [{ where: '<img src=x> [a](command:b)', what: 'The header `a*b` is *gone*.' }],
    unfilled: ['token'],
    remarks: [],
  });
  assert.match(text, /\*\*\\<img src=x\\> \\\[a\\\]\(command:b\)\*\*/);
  assert.match(text, /The header `a\*b` is \\\*gone\\\*\./);
});
