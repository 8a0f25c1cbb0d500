import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../src/core/http/parse.ts';
import { lineOf, occurrences, referenceAt, references, requestAt } from '../../../src/core/http/position.ts';

const text = `@host = a.test
### one
# @name login
POST https://{{host}}/login

{"a": "{{user}}"}

###
# {{comment}}
@host = b.test
GET https://{{host}}/{{login.response.body.$.id}}
A: {{$uuid}}
`;
const file = parse(text);
const at = (needle: string, from = 0) => text.indexOf(needle, from);

test('lineOf counts from 0, the line after the last terminator included', () => {
  assert.deepEqual(
    [0, 14, 15, text.length - 1, text.length].map((it) => lineOf(file, it)),
    [0, 0, 1, 11, 12],
  );
  assert.equal(lineOf(parse(''), 0), 0);
});

test('requestAt finds the block, its separator and comments included', () => {
  assert.deepEqual(
    [at('### one'), at('login'), at('{"a"'), at('# {{'), text.length].map((it) => requestAt(file, it)?.line),
    [3, 3, 3, 10, 10],
  );
  assert.equal(requestAt(parse('# nothing'), 3), undefined);
});

test('references are found where they count, not in comments', () => {
  assert.deepEqual(
    references(file, { start: 0, end: text.length }).map((it) => it.name),
    ['host', 'user', 'host', 'login.response.body.$.id', '$uuid'],
  );
});

test('a reference knows the definition in force, or the request', () => {
  const first = referenceAt(file, at('{{host}}') + 3);
  assert.equal(first?.definition?.value.text, 'a.test');
  assert.equal(text.slice(first?.span.start, first?.span.end), '{{host}}');
  const second = referenceAt(file, at('{{host}}', at('GET')));
  assert.equal(second?.definition?.value.text, 'b.test');
  const login = referenceAt(file, at('{{login') + 2);
  assert.equal(login?.request?.line, 3);
  assert.equal(referenceAt(file, at('{{comment') + 4), undefined);
  assert.equal(referenceAt(file, at('POST') + 1), undefined);
});

test('a definition below counts where there is none above', () => {
  const late = parse('GET {{a}}/\n\n###\n@a = b\n');
  assert.equal(referenceAt(late, 6)?.definition?.value.text, 'b');
});

test('occurrences of a variable and of a request', () => {
  const spans = (offset: number) => occurrences(file, offset)?.spans.map((it) => text.slice(it.start, it.end));
  assert.deepEqual(spans(at('host')), ['host', '{{host}}', 'host', '{{host}}']);
  assert.deepEqual(spans(at('login')), ['login', '{{login.response.body.$.id}}']);
  assert.equal(occurrences(file, at('POST') + 1), undefined);
});
