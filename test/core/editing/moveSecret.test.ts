import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { moveSecret } from '../../../src/core/editing/moveSecret.ts';
import { applyEdits } from '../../../src/core/http/edit.ts';
import { parse } from '../../../src/core/http/parse.ts';
import type { Layer } from '../../../src/core/variables/environments.ts';
import { checkedFile } from '../check/checked.ts';
import { layer } from '../variables/scope.ts';

const key = 'q7Zk2Vx9Lm4Tn8Rb3Wc6';
const get = `GET https://api.acme.io/\nX-Api-Key: ${key}\n`;

/** Name, whether it is there already, and the text after the move. */
function moved(text: string, layers: readonly Layer[] = []): readonly [string, boolean, string] {
  const [secret] = checkedFile(text, { layers }).secrets;
  assert.ok(secret, 'no secret in the text');
  const { name, isThere, edit, value } = moveSecret(parse(text), secret, layers);
  assert.equal(value, key);
  return [name, isThere, applyEdits(text, [edit])];
}

suite('moving a secret out of the text', () => {
  test('in a header, beside its scheme word, in the query', () => {
    assert.deepEqual(moved(get), ['apiKey', false, get.replace(key, '{{apiKey}}')]);
    const bearer = `GET https://api.acme.io/\nAuthorization: Bearer ${key}\n`;
    assert.deepEqual(moved(bearer), ['token', false, bearer.replace(key, '{{token}}')]);
    const query = `GET https://api.acme.io/?a=1&api_key=${key}&b=2\n`;
    assert.deepEqual(moved(query), ['apiKey', false, query.replace(key, '{{apiKey}}')]);
  });

  test('a definition that is nothing else goes, its references stay', () => {
    const use = '###\nGET https://api.acme.io/\nX-Api-Key: {{key}}\n';
    assert.deepEqual(moved(`@host = x\n@key = ${key}\n${use}`), ['key', false, `@host = x\n${use}`]);
    assert.deepEqual(moved(`@key = ${key}\r\n${use}`), ['key', false, use]);
    const scheme = `@auth = Bearer ${key}\n${use}`;
    assert.deepEqual(moved(scheme), ['auth2', false, scheme.replace(key, '{{auth2}}')]);
  });

  test('a name that is taken is not taken again, and the same value is not kept twice', () => {
    const other = layer('environment', { apiKey: 'another' });
    assert.deepEqual(moved(get, [other]), ['apiKey2', false, get.replace(key, '{{apiKey2}}')]);
    const same = layer('private', { apiKey: key });
    assert.deepEqual(moved(get, [same]), ['apiKey', true, get.replace(key, '{{apiKey}}')]);
    const defined = `@apiKey = x\n###\n${get}`;
    assert.deepEqual(moved(defined), ['apiKey2', false, defined.replace(key, '{{apiKey2}}')]);
  });
});
