import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../../../src/core/http/parse.ts';
import { scanReferences } from '../../../src/core/http/references.ts';
import { resolveRequest } from '../../../src/core/resolve/resolve.ts';
import { Secret } from '../../../src/core/secret.ts';
import { variableNames } from '../../../src/core/variables/variableNames.ts';
import { explainVariable } from '../../../src/core/variables/variables.ts';
import { filled, layer, resolveLast, scopeOf } from './scope.ts';

test('precedence: prompt, run-time, file, user, private, environment, shared, .env, setting', () => {
  const kinds = ['user', 'private', 'environment', 'shared', 'dotenv', 'setting'] as const;
  for (let i = 0; i < kinds.length; i++) {
    const layers = kinds.slice(i).map((kind) => layer(kind, { x: kind }));
    assert.equal(filled('{{x}}', scopeOf({ layers })), kinds[i]);
  }
  const layers = [layer('user', { x: 'user' })];
  assert.equal(filled('{{x}}', scopeOf({ layers }), '@x = file'), 'file');
  assert.equal(filled('{{x}}', scopeOf({ layers, runtime: new Map([['x', 'run time']]) }), '@x = file'), 'run time');
  const asked = scopeOf({ layers, runtime: new Map([['x', 'run time']]), answers: new Map([['prompt x', 'prompt']]) });
  assert.equal(filled('{{x}}', asked, '# @prompt x\n@x = file'), 'prompt');
});

test('a name with space inside the braces is resolved, as every tool does', () =>
  assert.equal(filled('{{ x }}', scopeOf(), '@x = 1'), '1'));
test('a late definition is found', () => {
  const file = 'GET https://a.test/{{x}}\n\n###\n@x = 1\nGET https://b.test/\n';
  const parsed = parse(file);
  const [first] = parsed.requests;
  assert.ok(first);
  assert.equal(explainVariable(parsed, first, 'x', scopeOf()).value, '1');
});
test('a definition may build on the environment value of its own name', () => {
  const layers = [layer('environment', { host: 'a.test' })];
  assert.equal(filled('{{host}}', scopeOf({ layers }), '@host = api.{{host}}'), 'api.a.test');
});
test('definitions that lead in a circle are told, not followed', () => {
  assert.match(filled('{{a}}', scopeOf(), '@a = {{b}}\n@b = {{a}}'), /has no value.*leads back to itself/);
  assert.match(filled('{{a}}', scopeOf(), '@a = {{a}}'), /leads back to itself/);
});
test('circles of an environment, and paths that lead nowhere, are told as that', () => {
  const layers = [layer('environment', { a: '{{b}}', b: '{{a}}', o: '{"k":1}' })];
  assert.match(filled('{{a}}', scopeOf({ layers })), /leads back to itself/);
  assert.match(filled('{{o.x.y}}', scopeOf({ layers })), /^[^\n]*`o` has a value, but nothing at `x.y` in it[^\n]*$/);
  assert.equal(filled('{{o.k}}', scopeOf({ layers })), '1');
});
test('a value of an environment may refer to another, not to the file', () => {
  const layers = [layer('environment', { url: 'https://{{host}}/v1', host: 'a.test' })];
  assert.equal(filled('{{url}}', scopeOf({ layers })), 'https://a.test/v1');
  assert.match(filled('{{x}}', scopeOf({ layers: [layer('environment', { x: '{{y}}' })] }), '@y = 1'), /by way of `x`/);
});
test('parts of a value that is JSON', () => {
  const layers = [layer('environment', { user: '{"name":"Ada","roles":["admin"]}' })];
  assert.equal(filled('{{user.name}}', scopeOf({ layers })), 'Ada');
  assert.equal(filled('{{user.roles[0]}}', scopeOf({ layers })), 'admin');
});
test('a percent sign encodes', () => assert.equal(filled('{{%x}}', scopeOf(), '@x = a b/ü'), 'a%20b%2F%C3%BC'));

test('what has no value is named, with where it was looked for and what is close', () => {
  const scope = scopeOf({
    layers: [layer('environment', { acces_token: 'x' })],
    environment: 'dev',
    environmentsWith: (name) => (name === 'access_token' ? ['prod'] : []),
  });
  const resolution = resolveLast(
    '@host = a.test\nGET https://{{host}}/\nAuthorization: Bearer {{access_token}}\n',
    scope,
  );
  assert.equal(resolution.kind, 'unresolved');
  const [problem] = resolution.kind === 'unresolved' ? resolution.problems : [];
  assert.equal(
    problem?.message,
    '`{{access_token}}` in the Authorization header has no value, so nothing was sent. Looked in: the `@` definitions of this file, environment file. Close to it: `acces_token`. It has a value in the environment `prod`.',
  );
  assert.deepEqual(problem?.variable, {
    name: 'access_token',
    lookedIn: ['the `@` definitions of this file', 'environment file'],
    similar: ['acces_token'],
  });
  assert.deepEqual(problem?.span, { start: 59, end: 75 });
});
test('spellings that differ by case, hyphen or a swap are close', () => {
  assert.match(filled('{{accessToken}}', scopeOf(), '@access_token = 1'), /Close to it: `access_token`/);
  assert.match(filled('{{tokne}}', scopeOf(), '@token = 1'), /Close to it: `token`/);
  assert.doesNotMatch(filled('{{token}}', scopeOf(), '@completely_other = 1'), /Close/);
});
test('a script that sets the value is pointed at', () => {
  const text =
    'POST https://a.test/\n\n> {%\nclient.global.set("tok", response.body.token);\n%}\n\n###\nGET https://a.test/\nX: {{tok}}\n';
  const resolution = resolveLast(text);
  assert.match(
    resolution.kind === 'unresolved' ? (resolution.problems[0]?.message ?? '') : '',
    /A script of another request of this file sets it: send that first\./,
  );
});

test('secrets are known by where they stand and by their names, and are handed back', () => {
  const layers = [
    layer('private', { plain_name: 'private-value' }),
    layer('environment', { client_secret: 'named-value', host: 'a.test' }),
  ];
  const resolution = resolveLast(
    '@mine = {{plain_name}}\nGET https://{{host}}/\nX: {{mine}}\nY: {{client_secret}}\n',
    scopeOf({ layers }),
  );
  assert.equal(resolution.kind, 'resolved');
  const secrets = resolution.kind === 'resolved' ? resolution.secrets.map((it) => it.reveal()) : [];
  assert.deepEqual(secrets.toSorted(), ['named-value', 'private-value']);
});

test('what stands where only secrets stand is one, written out or not', () => {
  const resolution = resolveLast(
    'GET https://a.test/\nAuthorization: Basic ada lovelace\nX-Api-Key: key-in-clear\nCookie: sid=1234\nAccept: text/html\n',
  );
  const secrets = resolution.kind === 'resolved' ? resolution.secrets.map((it) => it.reveal()) : [];
  assert.deepEqual(secrets, ['YWRhOmxvdmVsYWNl', 'ada lovelace', 'key-in-clear', 'lovelace', 'sid=1234']);
});

test('a hover explains a variable and masks a secret', () => {
  const file = parse(
    '@host = a.test\n@token = abcdefghijklmnopqrstuvwxyz\nGET https://{{host}}/\nX: {{token}} {{ghost}}\n',
  );
  const [request] = file.requests;
  assert.ok(request);
  const host = explainVariable(file, request, 'host', scopeOf());
  assert.deepEqual([host.value, host.origin, host.span?.start], ['a.test', 'defined in this file', 0]);
  const token = explainVariable(file, request, 'token', scopeOf());
  assert.ok(token.value instanceof Secret);
  assert.equal(String(token.value), 'abcd…wxyz');
  assert.match(
    explainVariable(file, request, 'ghost', scopeOf()).origin,
    /^has no value\. Looked in: the `@` definitions of this file, no environment/,
  );
  assert.match(explainVariable(file, request, '$uuid', scopeOf()).origin, /^supplied by Why401/);
  assert.match(explainVariable(file, request, '$uudi', scopeOf()).origin, /no name that Why401 supplies/);
  assert.deepEqual(variableNames(file, request, scopeOf()), ['host', 'token']);
});

test('escapes and plain braces', () => {
  assert.equal(filled('\\{\\{x\\}\\} {{#if}} {{}} {{', scopeOf()), '{{x}} {{#if}} {{}} {{');
  assert.equal(filled('{{{x}}}', scopeOf(), '@x = 1'), '{1}');
});

test('long chains, doubling and floods of references end in problems', () => {
  const chain = Array.from({ length: 5000 }, (_, i) => `@a${i + 1} = {{a${i}}}`).join('\n');
  assert.match(filled('{{a5000}}', scopeOf(), `@a0 = x\n${chain}`), /more than 100 definitions/);
  const doubling = Array.from({ length: 40 }, (_, i) => `@a${i + 1} = {{a${i}}}{{a${i}}}`).join('\n');
  assert.match(filled('{{a40}}', scopeOf(), `@a0 = 0123456789\n${doubling}`), /more than 65536 KB/);
  assert.match(filled('{{a40}}', scopeOf(), `@a0 = {{ghost}}\n${doubling}`), /`\{\{ghost\}\}`/);
  const layers = [
    layer(
      'environment',
      Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`a${i}`, i ? `{{a${i - 1}}}{{a${i - 1}}}` : ''])),
    ),
  ];
  assert.equal(filled('[{{a40}}]', scopeOf({ layers })), '[]');
  const flood = Array.from({ length: 5000 }, (_, i) => `{{n${i}}}`).join('');
  const resolution = resolveLast(`POST https://a.test/\n\n${flood}${'\\{\\{'.repeat(50_000)}${'{{'.repeat(50_000)}\n`);
  assert.equal(resolution.kind === 'unresolved' && resolution.problems.length, 50);
});

test('property: a template of text alone comes back as it is, and nothing throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const segments = scanReferences(text);
      if (!text.includes('{{') && !text.includes('\\{'))
        assert.equal(segments.map((it) => (it.kind === 'text' ? it.text : '')).join(''), text);
      for (const it of segments) if (it.kind === 'reference') assert.equal(text.slice(it.start, it.start + 2), '{{');
    }),
  );
});

test('property: any document resolves or is refused, without an exception', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '{{x}}',
    '@x = ',
    '@y={{x}}',
    '\\{\\{',
    '\n',
    '###\n',
    'GET http://a/',
    'H: ',
    '{{$uuid}}',
    '{{$',
    '{{x.response.body.$..*}}',
    '< ./f',
    '# @name x',
    '{{%',
    'HTTP/2',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      for (const _ of parse(text).requests) resolveLast(text);
    }),
    { numRuns: 300 },
  );
});

test('property: a value is never scanned again', () => {
  fc.assert(
    fc.property(
      fc.string().filter((it) => !/[\r\n\0]/.test(it) && it.trim() === it && it !== ''),
      (value) => {
        const braces = `{{a}}${value}{{$uuid}}\\{\\{b\\}\\}`;
        const scope = scopeOf({ runtime: new Map([['x', braces]]) });
        const resolution = resolveLast('@a = 1\nPOST https://a.test/\n\n[{{x}}]\n', scope);
        assert.equal(
          resolution.kind === 'resolved' && new TextDecoder().decode(resolution.request.body),
          new TextDecoder().decode(new TextEncoder().encode(`[${braces}]`)),
        );
      },
    ),
  );
});

test('while a file is only looked at, values stay short', () => {
  const definitions = Array.from({ length: 12 }, (_, i) => `@v${i + 1} = {{v${i}}}{{v${i}}}`).join('\n');
  const file = parse(`@v0 = 0123456789\n${definitions}\n\nGET http://a.test/\nA: {{v12}}\n`);
  const [request] = file.requests;
  assert.ok(request);
  const resolution = resolveRequest(file, request, scopeOf({ longestValue: 1024 }));
  assert.equal(resolution.kind, 'unresolved');
  assert.match(JSON.stringify(resolution), /more than 1 KB/);
  assert.equal(resolveRequest(file, request, scopeOf()).kind, 'resolved');
});
