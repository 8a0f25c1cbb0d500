import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { explainText, explainWholeText } from '../../src/core/explainText.ts';

const now = Date.parse('2026-11-22T12:00:00Z');

const entry = (url: string, status: number, more: object = {}) => ({
  startedDateTime: '2026-11-22T11:00:00Z',
  request: { method: 'GET', url, headers: [{ name: 'Authorization', value: 'Bearer 0123456789abcdef' }] },
  response: { status, statusText: '', headers: [], content: { mimeType: 'text/plain', text: 'x' }, ...more },
});
const har = (...entries: unknown[]) => JSON.stringify({ log: { creator: { name: 'Firefox' }, entries } });

suite('a text explained a step at a time', () => {
  test('tells how far it is and which refusal each step found', () => {
    const steps = [
      ...explainText(har(entry('https://a.test/1', 200), { request: 1 }, entry('https://a.test/3', 401)), now),
    ];
    assert.deepEqual(
      steps.map((it) => [it.done, it.of, it.refusal?.entry]),
      [
        [1, 3, undefined],
        [2, 3, undefined],
        [3, 3, 2],
      ],
    );
  });

  test('ends with all refusals, under their index in the file, and what was seen', () => {
    const text = har({ request: 1 }, entry('https://a.test/1', 200), entry('https://a.test/2', 403));
    const { saw, count, refusals, problems, last } = explainWholeText(text, now);
    assert.equal(saw, 'HAR of Firefox, 3 entries');
    assert.equal(count, 2);
    assert.deepEqual(
      refusals.map((it) => [it.entry, it.exchange.earlier.length]),
      [[2, 1]],
    );
    assert.equal(last?.entry, 2);
    assert.deepEqual(problems, ['1 entry left out: no request with a URL in it.']);
  });

  test('can be given up', () => {
    const steps = explainText(har(...Array.from({ length: 100 }, (_, i) => entry(`https://a.test/${i}`, 401))), now);
    steps.next();
    assert.equal(steps.return({ format: 'har', saw: '', problems: [], count: 0, refusals: [] }).done, true);
    assert.equal(steps.next().done, true);
  });

  test('a refusal carries fifty entries of context, none of them its own past or a long body', () => {
    const long = { content: { mimeType: 'text/javascript', text: 'x'.repeat(200_000) } };
    const entries = Array.from({ length: 60 }, (_, i) => entry(`https://a.test/${i}`, 200, i % 2 ? long : {}));
    const { refusals } = explainWholeText(har(...entries, entry('https://a.test/last', 401)), now);
    const earlier = refusals[0]?.exchange.earlier ?? [];
    assert.equal(earlier.length, 50);
    assert.ok(earlier.every((it) => it.earlier.length === 0));
    assert.deepEqual(
      earlier.slice(-2).map((it) => [it.response.body?.text, it.response.body?.cut]),
      [
        ['x', undefined],
        ['', true],
      ],
    );
  });

  test('texts of other kinds go the same way', () => {
    const { saw, refusals } = explainWholeText('HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic\n\n', now);
    assert.equal(saw, 'an HTTP message');
    assert.equal(refusals.length, 1);
    assert.deepEqual(explainWholeText('nothing here', now).refusals, []);
  });
});
