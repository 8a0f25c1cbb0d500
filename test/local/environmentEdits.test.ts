import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addSignIn, addVariable } from '../../src/local/environmentEdits.ts';

const textAfter = (text: string | undefined, environment = 'dev', name = 'token', value = 'abc') => {
  const added = addVariable(text, environment, name, value);
  return 'text' in added ? added.text : added.problem;
};

test('a new file', () => {
  const whole = '{\n  "dev": {\n    "token": "abc"\n  }\n}\n';
  assert.equal(textAfter(undefined), whole);
  assert.equal(textAfter(' \n'), whole);
});

test('comments, indentation and line ends of a file stay', () => {
  const text = '{\n\t// secrets\n\t"dev": {\n\t\t"a": "1", // first\n\t},\n}\n';
  const after = textAfter(text);
  for (const kept of ['// secrets', '// first', '\t\t"a": "1"', '\t\t"token": "abc"'])
    assert.ok(after.includes(kept), after);
  const windows = textAfter('{\r\n    "dev": {\r\n        "a": "1"\r\n    }\r\n}\r\n');
  assert.equal(windows, '{\r\n    "dev": {\r\n        "a": "1",\r\n        "token": "abc"\r\n    }\r\n}\r\n');
});

test('an environment that is not there yet', () => {
  const after: unknown = JSON.parse(textAfter('{\n  "prod": {\n    "a": "1"\n  }\n}\n'));
  assert.deepEqual(after, { prod: { a: '1' }, dev: { token: 'abc' } });
});

test('characters of a value that JSON escapes', () => {
  const after: unknown = JSON.parse(textAfter('{}', 'dev', 'password', 'a"b\\c\n'));
  assert.deepEqual(after, { dev: { password: 'a"b\\c\n' } });
});

test('nothing is overwritten, and nothing broken is touched', () => {
  assert.match(textAfter('{"dev": {"token": "other"}}'), /"token" of dev has another value/);
  assert.match(textAfter('{"dev": '), /not JSON/);
  assert.match(textAfter('[]'), /not JSON with an object/);
  assert.match(textAfter('{"dev": "x"}'), /no object of variables/);
});

test('a sign-in is added where sign-ins stand, and none is overwritten', () => {
  const fields = { Type: 'OAuth2', 'Client ID': 'app' };
  const after = (text: string | undefined) => {
    const added = addSignIn(text, 'dev', 'api', fields);
    return 'text' in added ? JSON.parse(added.text) : added.problem;
  };
  assert.deepEqual(after(undefined), { dev: { Security: { Auth: { api: fields } } } });
  assert.deepEqual(after('{"dev": {"a": "1"}}'), { dev: { a: '1', Security: { Auth: { api: fields } } } });
  const other = { Auth: { other: {} } };
  assert.deepEqual(after(JSON.stringify({ dev: { Security: other } })), {
    dev: { Security: { Auth: { other: {}, api: fields } } },
  });
  assert.match(after('{"dev": {"Security": {"Auth": {"api": {}}}}}'), /"api" of dev has another value/);
  assert.match(after('{"dev": {"Security": "x"}}'), /"Security" of dev in it is no object/);
});
