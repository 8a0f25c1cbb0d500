import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../src/core/explain.ts';
import { plain, type Text } from '../../../src/core/text.ts';
import { exchange, jwt, now } from '../../check.ts';
import { furtherRefusals, generalRefusals, places, refusals, sent } from './refusals.ts';

const bodies = sent(jwt);

for (const line of `${refusals}${generalRefusals}${furtherRefusals}`.split('\n').filter((it) => it !== '')) {
  const [causes = '', place = '', body = '', status = '', answer = '', mentions = ''] = line.split('|');
  test(`${place}, ${body}: ${answer.slice(0, 120)} is ${causes}`, () => {
    const type = answer.startsWith('{') ? 'application/json' : answer.startsWith('<') ? 'text/html' : 'text/plain';
    const wire = `${places[place]}\n${bodies[body]}\n\n${status}\nContent-Type: ${type}\n\n${answer}`;
    const [best] = explain(exchange(wire), now * 1000).findings;
    assert.ok(best, 'nothing is found');
    assert.ok(causes.split(',').includes(best.id), `${best.id} ${best.certainty}: ${plain(best.summary)}`);
    assert.notEqual(best.fixes.length, 0);
    const parts: readonly Text[] = [
      best.summary,
      ...best.fixes.flatMap((it) => [it.title, ...(it.detail ? [it.detail] : [])]),
      ...best.evidence.map((it) => it.shows),
    ];
    const told = parts.map(plain).join('\n');
    for (const it of mentions.split('; ')) assert.ok(told.includes(it), `${it} is not in: ${told}`);
  });
}
