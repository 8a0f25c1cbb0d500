import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSigns, withSign } from '../../src/vscode/signReading.ts';

const draft = { id: 'api-test', name: 'api.test', host: '^api\\.test$', marks: { status: [403], code: ['A-1'] } };
const sign = { draft, cause: 'not-owner', shows: 'Somebody else has it' } as const;

/** The rules of a text, `server: cause`, and the piece that was put in. */
function made(text: string) {
  const made = withSign(text, sign);
  assert.ok(made);
  const { servers, problems } = readSigns(made.text, 'a.json');
  assert.deepEqual(problems, []);
  return {
    rules: servers.flatMap((it) => it.signs.map((rule) => `${it.id}: ${rule.cause}`)),
    piece: JSON.parse(made.text.slice(made.offset, made.offset + made.length)),
    text: made.text,
  };
}

test('into an empty file', () => {
  const { rules, piece } = made('');
  assert.deepEqual(rules, ['api-test: not-owner']);
  assert.deepEqual(piece, { status: [403], code: ['A-1'], cause: 'not-owner', shows: 'Somebody else has it' });
});

test('before the rules of the same host, what stands there is left as it is', () => {
  const before = `[
  // ours
  { "id": "x", "recognize": { "host": "^x$" }, "signs": [{ "cause": "unknown" }] },
  { "id": "mine", "recognize": { "host": "^api\\\\.test$" }, "signs": [{ "cause": "unknown" }], }
]
`;
  const { rules, text } = made(before);
  assert.deepEqual(rules, ['x: unknown', 'mine: not-owner', 'mine: unknown']);
  assert.ok(text.startsWith(before.slice(0, 80)));
});

test('beside another server; a file of one becomes a list', () => {
  const one = '{ "id": "x", "recognize": { "host": "^x$" }, /* ours */ "signs": [{ "cause": "unknown" }] }\n';
  const { rules, text } = made(one);
  assert.deepEqual(rules, ['x: unknown', 'api-test: not-owner']);
  assert.ok(text.includes('/* ours */'));
  assert.deepEqual(made(`[${one}]`).rules, ['x: unknown', 'api-test: not-owner']);
});

test('words that were left out are no member', () => {
  const made = withSign('', { ...sign, shows: '' });
  assert.ok(made && !made.text.includes('shows'));
});

test('what is no JSON object or list is left alone', () => {
  for (const text of ['7', 'nothing', '"a"']) assert.equal(withSign(text, sign), undefined, text);
});
