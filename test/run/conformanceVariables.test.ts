import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { RunOutcome } from '../../src/run/run.ts';
import { answer, rawServer } from '../send/loopback.ts';
import { octets, refused, runDocument, valuesOf } from './conformance.ts';

/** The draft standard's statements on variables, dynamic variables and chaining; each test bears the id of its statement. */

async function lines(t: TestContext, document: string): Promise<readonly string[]> {
  return (await runDocument(t, document)).seen.map((it) => it.line);
}

async function body(t: TestContext, document: string): Promise<string | undefined> {
  return (await runDocument(t, document)).seen.at(-1)?.body;
}

function messages(outcome: RunOutcome | undefined): string {
  return outcome?.kind === 'unsendable' ? outcome.problems.map((it) => it.message).join('\n') : `${outcome?.kind}`;
}

/** A server whose answers hold these octets, and a document that logs in and refers to the answer. */
async function chained(t: TestContext, reply: Buffer | string, document: string) {
  const server = await rawServer(t, () =>
    answer('200 OK', ['Content-Type: application/octet-stream', 'X-Answer: from server'], reply),
  );
  return runDocument(t, document, { server });
}

test('variable-definition/binding-time', async (t) =>
  assert.equal(await body(t, '@a = 1\n@b = {{a}}\n@a = 2\nPOST ORIGIN/\n\n{{b}}{{a}}\n'), '12'));
test('variable-definition/body-lines', async (t) =>
  assert.equal(await body(t, '@a = 1\nPOST ORIGIN/\n\nx\n@a = 2\n###\nPOST ORIGIN/\n\n{{a}}\n'), '1'));
test('variable-definition/definition-line', async (t) =>
  assert.deepEqual(await lines(t, '@a=1\n@b =\t2\n@c= 3\nGET ORIGIN/{{a}}{{b}}{{c}}\n'), ['GET /123 HTTP/1.1']));
test('variable-definition/document-scope', async (t) =>
  assert.deepEqual(
    await lines(t, '@a = 1\nGET ORIGIN/{{a}}\n###\n@b = 2\nGET ORIGIN/{{a}}\n###\nGET ORIGIN/{{a}}{{b}}\n'),
    ['GET /1 HTTP/1.1', 'GET /1 HTTP/1.1', 'GET /12 HTTP/1.1'],
  ));
test('variable-definition/empty-value', async (t) =>
  assert.equal(await body(t, '@a =\n@b =  \t\nPOST ORIGIN/\n\n[{{a}}{{b}}]\n'), '[]'));
test('variable-definition/header-placement', async (t) =>
  assert.ok(refused(await runDocument(t, 'GET ORIGIN/\n@a = 1\nA: 1\n'))));
test('variable-definition/name-case', async (t) =>
  assert.equal(await body(t, '@a = 1\n@A = 2\nPOST ORIGIN/\n\n{{a}}{{A}}\n'), '12'));
test('variable-definition/name-grammar', async (t) =>
  assert.equal(await body(t, '@9 = 1\nPOST ORIGIN/\n\n{{9}}\n'), '1'));
test('variable-definition/name-recognition', async (t) =>
  assert.equal(await body(t, '@a_B-9 = 1\n@-x = 2\n@_ = 3\nPOST ORIGIN/\n\n{{a_B-9}}{{-x}}{{_}}\n'), '123'));
test('variable-definition/redefinition', async (t) =>
  assert.equal(await body(t, '@a = 1\nGET ORIGIN/\n###\n@a = 2\nPOST ORIGIN/\n\n{{a}}\n'), '2'));
test('variable-definition/reserved-characters', async (t) =>
  assert.equal(await body(t, '@login = x\nPOST ORIGIN/\n\n{{login}}\n'), 'x'));
test('variable-definition/value-extent', async (t) =>
  assert.equal(await body(t, '@a = x=y # z "q"\nPOST ORIGIN/\n\n{{a}}\n'), 'x=y # z "q"'));
test('variable-definition/value-whitespace', async (t) =>
  assert.equal(await body(t, '@a =   x  y \t\nPOST ORIGIN/\n\n[{{a}}]\n'), '[x  y]'));

test('variable-substitution/brace-text', async (t) => {
  const text = '{{}} {{ }} {{#if a}} {{a b}} {{unclosed';
  assert.equal(await body(t, `@a = 1\nPOST ORIGIN/\n\n${text}\n`), text);
});
test('variable-substitution/comment-lines', async (t) =>
  assert.equal((await lines(t, '# {{ghost}}\nGET ORIGIN/\n// {{ghost}}\nA: 1\n')).length, 1));
test('variable-substitution/definition-order', async (t) =>
  assert.deepEqual(await lines(t, '@a = 1\n\nGET ORIGIN/{{a}}\n'), ['GET /1 HTTP/1.1']));
test('variable-substitution/document-structure', async (t) => {
  const { seen } = await runDocument(
    t,
    '@sep = ### x\n@hash = # no comment\n@def = @b = 2\nPOST ORIGIN/\nA: {{hash}}\n\n{{sep}}\n{{def}}\n{{hash}}\n',
  );
  assert.equal(seen[0]?.body, '### x\n@b = 2\n# no comment');
  assert.deepEqual(valuesOf(seen[0], 'A'), ['# no comment']);
  assert.equal(seen.length, 1);
});
test('variable-substitution/method-position', async (t) =>
  assert.deepEqual(await lines(t, '@m = PURGE\n{{m}} ORIGIN/x\n'), ['PURGE /x HTTP/1.1']));
test('variable-substitution/reference-escape', async (t) =>
  assert.equal(await body(t, '@a = 1\nPOST ORIGIN/\n\n\\{\\{a\\}\\} \\{\\{ghost\\}\\} {{a}}\n'), '{{a}} {{ghost}} 1'));
test('variable-substitution/reference-form', async (t) => {
  const { seen } = await runDocument(t, '@a = 1\n@b = [{{a}}]\nPOST ORIGIN/{{a}}\nA: {{a}}\nB-{{a}}: {{b}}\n\n{{a}}\n');
  assert.equal(seen[0]?.line, 'POST /1 HTTP/1.1');
  assert.deepEqual([valuesOf(seen[0], 'A'), valuesOf(seen[0], 'B-1'), seen[0]?.body], [['1'], ['[1]'], '1']);
});
test('variable-substitution/reference-occurrences', async (t) =>
  assert.equal(await body(t, '@a = 1\n@b = {{a}}{{a}}\nPOST ORIGIN/\n\n{{a}}{{a}}{{b}}x{{a}}\n'), '1111x1'));
test('variable-substitution/referenced-names', async (t) =>
  assert.equal(await body(t, '@a = 1\nPOST ORIGIN/\n\n{{a}}\n'), '1'));
test('variable-substitution/replacement-value', async (t) =>
  assert.equal(await body(t, '@a = 1\n@a = 2\nPOST ORIGIN/\n\n{{a}}\n###\n@a = 3\nGET ORIGIN/\n'), ''));
test('variable-substitution/resolved-interpretation', async (t) => {
  const { seen } = await runDocument(t, '@target = /r HTTP/1.0\n@field = X-Made: 1\nGET ORIGIN{{target}}\n{{field}}\n');
  assert.equal(seen[0]?.line, 'GET /r HTTP/1.0');
  assert.deepEqual(valuesOf(seen[0], 'X-Made'), ['1']);
});
test('variable-substitution/single-pass', async (t) =>
  assert.equal(
    await body(t, '@a = 1\n@open = {\n@close = }\nPOST ORIGIN/\n\n{{open}}{a}{{close}} {{open}}{{open}}a}}\n'),
    '{{a}} {{a}}',
  ));
test('variable-substitution/undefined-names', async (t) => {
  for (const document of [
    'GET ORIGIN/{{ghost}}\n',
    'GET ORIGIN/\nA: {{ghost}}\n',
    'POST ORIGIN/\n\n{{ghost}}\n',
    '@a = {{ghost}}\nGET ORIGIN/{{a}}\n',
  ]) {
    const run = await runDocument(t, document);
    assert.ok(refused(run), document);
    assert.match(messages(run.outcomes[0]), /`\{\{ghost\}\}`/);
  }
});
test('variable-substitution/whole-line-reference', async (t) => {
  assert.deepEqual(await lines(t, '@uri = ORIGIN/whole?x=1\n{{uri}}\n'), ['GET /whole?x=1 HTTP/1.1']);
  assert.deepEqual(await lines(t, '@line = PUT ORIGIN/whole HTTP/1.1\n{{line}}\n'), ['PUT /whole HTTP/1.1']);
});

test('dynamic-variables/reference-form', async (t) =>
  assert.match((await body(t, 'POST ORIGIN/\n\n[{{$timestamp}}]\n')) ?? '', /^\[\d+\]$/));
test('dynamic-variables/reference-positions', async (t) => {
  const { seen } = await runDocument(
    t,
    '@d = {{$timestamp}}\nPOST ORIGIN/{{$timestamp}}\nA: {{$timestamp}}\n\n{{$timestamp}} {{d}}\n',
  );
  assert.equal(seen[0]?.line, 'POST /1795000000 HTTP/1.1');
  assert.deepEqual([valuesOf(seen[0], 'A'), seen[0]?.body], [['1795000000'], '1795000000 1795000000']);
});
test('dynamic-variables/reserved-namespace', async (t) =>
  assert.equal(await body(t, '@$timestamp = mine\nPOST ORIGIN/\n\n{{$timestamp}}\n'), '1795000000'));
test('dynamic-variables/single-pass', async (t) => {
  const run = await runDocument(t, '@a = 1\nPOST ORIGIN/\n\n{{$processEnv BRACES}}\n', {
    host: { processEnv: { BRACES: '{{a}}' } },
  });
  assert.equal(run.seen[0]?.body, '{{a}}');
});
test('dynamic-variables/undefined-by-design', async (t) =>
  assert.equal((await runDocument(t, 'GET ORIGIN/{{$uuid}}\n')).outcomes[0]?.kind, 'answered'));
test('dynamic-variables/unsupplied-names', async (t) => {
  const run = await runDocument(t, 'GET ORIGIN/{{$uuidd}}\n');
  assert.ok(refused(run));
  assert.match(messages(run.outcomes[0]), /`\$uuid`/);
});
test('dynamic-variable-names/occurrence-independence', async (t) => {
  const [one, other] = ((await body(t, 'POST ORIGIN/\n\n{{$uuid}} {{$uuid}}\n')) ?? '').split(' ');
  assert.notEqual(one, other);
});
test('dynamic-variable-names/random-int', async (t) =>
  assert.match((await body(t, 'POST ORIGIN/\n\n{{$randomInt}}\n')) ?? '', /^\d{1,4}$/));
test('dynamic-variable-names/timestamp', async (t) =>
  assert.equal(await body(t, 'POST ORIGIN/\n\n{{$timestamp}}\n'), '1795000000'));
test('dynamic-variable-names/timestamp-epoch', async (t) => {
  const run = await runDocument(t, 'POST ORIGIN/\n\n{{$timestamp}}\n', { host: { now: () => 1999 } });
  assert.equal(run.seen[0]?.body, '1');
});
test('dynamic-variable-names/uuid', async (t) =>
  assert.match(
    (await body(t, 'POST ORIGIN/\n\n{{$uuid}}\n')) ?? '',
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  ));

const login = '# @name login\nPOST ORIGIN/login\nX-Sent: by us\n\nuser\n';
test('response-chaining/absent-body', async (t) => {
  const run = await chained(
    t,
    '',
    '# @name empty\nGET ORIGIN/\n###\nPOST ORIGIN/\n\n[{{empty.request.body}}{{empty.response.body}}]\n',
  );
  assert.equal(run.seen[1]?.body, '[]');
});
test('response-chaining/block-precedence', async (t) => {
  const run = await chained(t, 'r', `${login}###\nPOST ORIGIN/\n\n{{login.response.body}}\n`);
  assert.equal(run.seen[1]?.body, 'r');
});
test('response-chaining/exchange-order', async (t) => {
  const run = await chained(t, 'r', `${login}###\nGET ORIGIN/after/{{login.response.body}}\n`);
  assert.deepEqual(
    run.seen.map((it) => it.line),
    ['POST /login HTTP/1.1', 'GET /after/r HTTP/1.1'],
  );
});
test('response-chaining/header-property', async (t) => {
  const run = await chained(
    t,
    'r',
    `${login}###\nGET ORIGIN/\nA: {{login.response.headers.x-answer}}, {{login.request.headers.X-Sent}}\n`,
  );
  assert.deepEqual(valuesOf(run.seen[1], 'A'), ['from server, by us']);
});
test('response-chaining/reference-form', async (t) => {
  const run = await chained(
    t,
    '{{x}}',
    `${login}###\n@held = {{login.response.body}}\nPOST ORIGIN/\n\n{{held}} {{login.request.body}}\n`,
  );
  assert.equal(run.seen[1]?.body, '{{x}} user');
});
test('response-chaining/request-body', async (t) =>
  assert.equal((await chained(t, 'r', `${login}###\nPOST ORIGIN/\n\n{{login.request.body}}\n`)).seen[1]?.body, 'user'));
test('response-chaining/response-body', async (t) =>
  assert.equal(
    (await chained(t, 'a\r\nb\n', `${login}###\nPOST ORIGIN/\n\n{{login.response.body}}\n`)).seen[1]?.body,
    'a\r\nb\n',
  ));
test('response-chaining/unmatched-name', async (t) => {
  const run = await runDocument(t, 'GET ORIGIN/{{ghost.response.body}}\n');
  assert.ok(refused(run));
  assert.match(messages(run.outcomes[0]), /named `ghost`/);
});

test('body-octets/declared-media-type', async (t) =>
  assert.equal(
    await body(t, 'POST ORIGIN/\nContent-Type: application/octet-stream\n\n\\x00 %00 é\n'),
    octets('\\x00 %00 é'),
  ));
test('body-octets/document-octets', async (t) =>
  assert.equal(await body(t, 'POST ORIGIN/\n\n\\u0041 &amp; é 𝄞\n'), octets('\\u0041 &amp; é 𝄞')));
test('body-octets/referenced-octets', async (t) => {
  const binary = Buffer.from([0x00, 0xff, 0xfe, 0x80, 0xc3, 0x28]);
  const run = await chained(
    t,
    binary,
    '# @name bin\nGET ORIGIN/\n###\n@held = {{bin.response.body}}\nPOST ORIGIN/\n\n<{{held}}>\n',
  );
  assert.equal(run.seen[1]?.body, `<${binary.toString('latin1')}>`);
});
