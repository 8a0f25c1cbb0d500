import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bounds } from '../../../src/core/bounds.ts';
import { readExchanges } from '../../../src/core/read/index.ts';
import { answer } from './answer.ts';
import { hostileTexts } from './texts.ts';

const megabyte = 1_000_000;
/** No piece that is shown is longer: a page of a book. */
const longestShown = 20_000;

for (const { what, as, make } of hostileTexts) {
  test(`a megabyte: ${what}`, () => {
    const text = make(megabyte);
    const { shown, count } = answer(as, text);
    for (const it of shown)
      assert.ok(it.length <= longestShown, `${it.length} characters are shown: ${it.slice(0, 200)}`);
    if (as === 'exchanges') assert.ok(count <= 52, `${count} reports`);
    if (as === 'token') assert.ok(count <= 100, `${count} checks`);
    if (as === 'signs') assert.ok(count <= 2_100, `${count} servers and problems`);
    if (as === 'file') assert.ok(count <= text.length, `${count} parts of ${text.length} characters`);
  });
}

test('what is carried of an exchange is bounded, and the report says that it was cut', () => {
  for (const { what, as, make } of hostileTexts) {
    if (as !== 'exchanges') continue;
    for (const { request, response, earlier, cutShort } of readExchanges(make(megabyte)).exchanges.slice(-1)) {
      assert.ok(request.url.length <= bounds.url, what);
      assert.ok(earlier.length <= 50, what);
      for (const { headers } of [request, response]) {
        assert.ok(headers.length <= bounds.fields, what);
        const head = headers.reduce((sum, it) => sum + it.name.length + it.value.length, 0);
        assert.ok(head <= bounds.head + bounds.name, `${what}: ${head} characters of header fields`);
      }
      if (/^(?:headers of many names|a huge query|thousands of cookies)$/.test(what)) {
        assert.equal(cutShort, true, what);
        const { shown } = answer(as, make(megabyte));
        assert.match(shown.join('\n'), /longer than servers take/, what);
      }
    }
  }
});
