import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { explainWholeText } from '../../src/core/explainText.ts';
import { toSummary } from '../../src/core/print/summary.ts';
import { countBy, refusalOf } from '../../src/core/tally.ts';

const now = Date.UTC(2026, 10, 22);
const har = (urls: readonly string[]) =>
  JSON.stringify({
    log: {
      entries: urls.map((url) => ({
        request: { method: 'GET', url, headers: [{ name: 'Accept', value: '*/*' }] },
        response: { status: 401, headers: [{ name: 'WWW-Authenticate', value: 'Basic realm="x"' }], content: {} },
      })),
    },
  });

suite('counting refusals', () => {
  test('most often first, and those of equal count as they came', () => {
    assert.deepEqual(
      countBy(['b', 'a', 'c', 'a'], (it) => it),
      [
        { key: 'a', count: 2 },
        { key: 'b', count: 1 },
        { key: 'c', count: 1 },
      ],
    );
  });

  test('a host has its port; a request that was not recorded has none', () => {
    const { refusals } = explainWholeText(har(['http://localhost:3000/x', 'https://a.test/y']), now);
    assert.deepEqual(
      refusals.map((it) => refusalOf(it).host),
      ['localhost:3000', 'a.test'],
    );
    const [alone] = explainWholeText('HTTP/1.1 401 Unauthorized\n\n', now).refusals;
    assert.ok(alone);
    assert.equal(refusalOf(alone).host, undefined);
  });

  test('the summary lists eight, counts the rest, and shows no control characters', () => {
    const urls = Array.from({ length: 10 }, (_, at) => `https://h${at}.test/`);
    const { refusals } = explainWholeText(har([...urls, 'https://h3.test/']), now);
    assert.equal(
      toSummary(refusals, 'a.har'),
      `11 refusals in a.har
    11  No credentials were sent

     2  h3.test
     1  h0.test
     1  h1.test
     1  h2.test
     1  h4.test
     1  h5.test
     1  h6.test
     1  h7.test
     2  2 others
`,
    );
  });
});
