import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialSource } from '../../../src/core/editing/credentialSource.ts';
import { parse } from '../../../src/core/http/parse.ts';

const login = '# @name login\nPOST /token\n\n###\n';

const table: readonly (readonly [what: string, text: string, source: string | undefined])[] = [
  ['a reference to its answer', `${login}GET /a\nAuthorization: Bearer {{login.response.body.$.t}}\n`, 'login'],
  ['through a variable', `@t = {{login.response.body.$.t}}\n${login}GET /a\nAuthorization: Bearer {{t}}\n`, 'login'],
  ['a variable of no request', `@t = abc\n${login}GET /a\nAuthorization: Bearer {{t}}\n`, undefined],
  ['nothing', `${login}GET /a\n`, undefined],
  ['variables in a circle', '@a = {{b}}\n@b = {{a}}\n\nGET /a\nA: {{a}}\n', undefined],
];

for (const [what, text, source] of table) {
  test(what, () => {
    const file = parse(text);
    const request = file.requests.at(-1);
    assert.ok(request);
    assert.equal(credentialSource(file, request)?.name, source);
  });
}
