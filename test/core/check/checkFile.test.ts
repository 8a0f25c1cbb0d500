import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { createFileChecker } from '../../../src/core/check/checkFile.ts';
import { emptyMemory } from '../../../src/core/check/hostMemory.ts';
import { unresolvedFindings } from '../../../src/core/check/unresolved.ts';
import { secretFinding } from '../../../src/core/check/writtenSecrets.ts';
import { parse } from '../../../src/core/http/parse.ts';
import { plain } from '../../../src/core/text.ts';
import type { Scope } from '../../../src/core/variables/scope.ts';
import { jwt, now } from '../../check.ts';
import { scopeOf } from '../variables/scope.ts';
import { inputOf, line } from './checked.ts';

const late = jwt({ exp: -60 });
const steps = [
  '### A\nGET https://a.acme.io/\nAuthorization: Bearer {{t}}\n### B\nGET http://b.acme.io/\nAuthorization: Bearer x1\n',
  '# longer\n### A\nGET https://a.acme.io/\nAuthorization: Bearer {{t}}\n### B\nGET http://b.acme.io/\nAuthorization: Bearer x1\n',
  `@t = ${late}\n### A\nGET https://a.acme.io/\nAuthorization: Bearer {{t}}\n### B\nGET http://b.acme.io/\nAuthorization: Bearer {{t}}\n`,
  `### A\nGET https://a.acme.io/\nAuthorization: Bearer {{t}}\n@t = ${late}\n### B\nGET https://a.acme.io/\nAuthorization: Bearer {{t}}\n`,
  '### A\nGET http://a.acme.io/\nX-Api-Key: q7Zk2Vx9Lm4Tn8Rb3Wc6\n\n### A\nGET http://a.acme.io/\nX-Api-Key: q7Zk2Vx9Lm4Tn8Rb3Wc6\n',
];

suite('checking a file over and over', () => {
  test('what is kept from one text to the next is what a first look finds', () => {
    const checker = createFileChecker();
    for (const text of steps) {
      const file = parse(text);
      const again = checker.check(file, inputOf({}), []);
      const first = createFileChecker().check(file, inputOf({}), []);
      assert.deepEqual(again, first, text);
      for (const it of first.findings) assert.ok(it.span.start < it.span.end, line(text, it));
    }
  });

  test('the same basis looks only at what was edited; another one at everything', () => {
    let evaluated = 0;
    const input = inputOf({ values: { t: late } });
    const counting = {
      ...input,
      weakSecretOf(token: string) {
        evaluated++;
        return input.weakSecretOf(token);
      },
    };
    const good = jwt({ exp: 9_000, iat: 0, sub: 'vic' });
    const text = Array.from(
      { length: 50 },
      (_, i) => `### ${i}\nGET https://a.acme.io/${i}\nAuthorization: Bearer ${good}\n`,
    );
    const checker = createFileChecker();
    const basis = [{}];
    checker.check(parse(text.join('\n')), counting, basis);
    evaluated = 0;
    text[7] = text[7]?.replace('acme', 'acne') ?? '';
    checker.check(parse(text.join('\n')), counting, basis);
    assert.ok(0 < evaluated && evaluated <= 2, `${evaluated} looks`);
    checker.check(parse(text.join('\n')), counting, [{}]);
    assert.ok(50 <= evaluated, `${evaluated} looks`);
  });

  test('time alone makes it look again', () => {
    const checker = createFileChecker();
    const file = parse('GET https://a.acme.io/\nAuthorization: Bearer {{t}}\n');
    const input = inputOf({ values: { t: jwt({ exp: 3600, iat: 0 }) } });
    const first = checker.check(file, input, []);
    assert.deepEqual([first.findings.length, first.changesAt], [0, now + 3300]);
    const codes = (at: number) => checker.check(file, { ...input, now: at }, []).findings.map((it) => it.code);
    assert.deepEqual(codes(now + 3299), []);
    assert.deepEqual(codes(now + 3300), ['token-expires-soon']);
    assert.deepEqual(codes(now + 3600), ['token-expired']);
  });
});

test('a token that is obtained when the request is sent has a value then; a sign-in that nobody wrote has none', () => {
  const oauth = { 'Grant Type': 'Authorization Code', Issuer: 'https://id.test', 'Client ID': 'app' };
  const text = 'GET https://a.test/\nAuthorization: Bearer {{$auth.token("admin")}}\nX: {{$session github repo}}\n';
  const file = parse(text);
  const check = (scope: Scope) => {
    const input = { scope, now: 0, memory: emptyMemory, weakSecretOf: () => undefined };
    const unresolved = file.requests.flatMap((it) => unresolvedFindings(file, it, scope));
    return [...unresolved, ...createFileChecker().check(file, input, []).findings].map((it) => line(text, it));
  };
  const known = { id: 'admin', fields: oauth, origin: 'env.json, line 1', file: '/env.json', line: 1 };
  assert.deepEqual(check(scopeOf({ signIn: () => known })), []);
  assert.match(
    check(scopeOf()).join('\n'),
    /^error unresolved-variable proven at .* asks for the sign-in admin, and no environment is selected/,
  );
});

const mock = { Type: 'Mock', Token: 'x' };

test('a reference without a value: an error in a credential, a warning elsewhere', () => {
  const text = 'GET https://{{host}}/\nAuthorization: Bearer {{token}}\nX-A: {{$auth.token("x")}}\n';
  const file = parse(text);
  const scope = scopeOf({
    signIn: (id) => ({ id, fields: mock, origin: 'env.json, line 1', file: '/env.json', line: 1 }),
  });
  const found = file.requests.flatMap((it) => unresolvedFindings(file, it, scope)).map((it) => line(text, it));
  assert.deepEqual(
    found.map((it) => it.replace(/ Looked in: .*/, '')),
    [
      'warning unresolved-variable proven at "{{host}}": `{{host}}` in the request line has no value.',
      'error unresolved-variable proven at "{{token}}": `{{token}}` in the Authorization header has no value.',
    ],
  );
});

test('whatever a file holds, checking it ends and throws nothing', () => {
  const pieces = [
    'GET ',
    'http://',
    'a.acme.io',
    '?token=',
    'Authorization: ',
    'Bearer ',
    'Basic ',
    '{{a}}',
    '{{$guid}}',
    '{{',
    '}}',
    '@a = ',
    '\n',
    '\n\n',
    '###',
    ': ',
    '"',
    '=',
    'eyJ',
    late,
    '%',
    '\u0000',
    'Host: ',
    '@',
    '//',
    'Digest x y',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      const { findings, secrets } = createFileChecker().check(parse(text), inputOf({ values: { a: late } }), []);
      for (const { span } of [...findings, ...secrets])
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, JSON.stringify(text));
    }),
    { numRuns: 1500 },
  );
});

test('a value that doubles itself, referred to a thousand times', () => {
  const doubling = Array.from({ length: 30 }, (_, i) => `@a${i + 1} = {{a${i}}}{{a${i}}}`).join('\n');
  const text = `@a0 = x\n${doubling}\n###\nGET https://a.acme.io/\nAuthorization: Bearer ${'{{a30}}'.repeat(1000)}\n`;
  const scope = { ...inputOf({}).scope, longestValue: 256 * 1024 };
  assert.deepEqual(createFileChecker().check(parse(text), { ...inputOf({}), scope }, []).findings, []);
});

const places: readonly ((secret: string) => string)[] = [
  (it) => `GET http://api.acme.io/\nAuthorization: Bearer ${it}\n`,
  (it) => `GET http://api.acme.io/\nAuthorization: ${it}\n`,
  (it) => `GET http://api.acme.io/\nAuthorization: Bearer Bearer ${it}\n`,
  (it) => `GET http://api.acme.io/\nAuthorization: Bearer "${it}"\n`,
  (it) => `GET http://api.acme.io/\nAuthorization: Basic ${btoa(`me:${it}`)}\n`,
  (it) => `GET http://api.acme.io/\nAuthorization: Basic ${btoa(it)}\n`,
  (it) => `GET http://api.acme.io/\nAuthorization: Basic me ${it}\n`,
  (it) => `@token = ${it}\n###\nGET http://api.acme.io/\nAuthorization: Bearer {{token}}\n`,
  (it) => `GET http://api.acme.io/?access_token=${it}&token=${it}\nAuthorization: Bearer ${it}\n`,
  (it) => `GET http://me:${it}@api.acme.io/\n`,
  (it) => `GET http://api.acme.io/\nCookie: session=${it}\nX-Api-Key: ${it}\n`,
  (it) =>
    `POST http://api.acme.io/\nContent-Type: application/json\n\n{"password": "${it}", "client_secret": "${it}"}\n`,
];

test('no message shows more than the ends of a secret, and no text makes it throw', () => {
  const run = fc
    .string({ unit: fc.constantFrom(...'abcdefghkmnpqrstuvwxyzABCDEFGH23456789'), minLength: 24, maxLength: 50 })
    .map((it) => `Q7${it}`);
  const secret = fc.oneof(
    run,
    run.map((it) => jwt({ jti: it, exp: -1 })),
    run.map((it) => `ghp_${it}`),
  );
  fc.assert(
    fc.property(secret, fc.constantFrom(...places), (value, place) => {
      const file = parse(place(value));
      const { findings, secrets } = createFileChecker().check(file, inputOf({}), []);
      const all = [...findings, ...secrets.map((it) => secretFinding(it, 'a.http'))];
      assert.notEqual(all.length, 0);
      const printed = all.map((it) => plain(it.message)).join('\n');
      for (let i = 0; i + 9 <= value.length; i++) assert.ok(!printed.includes(value.slice(i, i + 9)), printed);
    }),
    { numRuns: 400 },
  );
});
