import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { explain } from '../../src/core/explain.ts';
import { inOrder, linesFor } from '../../src/core/logs/join/linesFor.ts';
import { readRecords } from '../../src/core/logs/readRecords.ts';
import { reasonOf, reasonOfAll } from '../../src/core/logs/reasonOf.ts';
import { fixedClock } from '../../src/core/logs/serverClock.ts';
import { readExchanges } from '../../src/core/read/index.ts';

/** Refusals of real servers with the logs that they wrote, other requests' lines included. */
const folder = fileURLToPath(new URL('./server-logs/', import.meta.url));

interface Label {
  readonly id: string;
  readonly cause: string;
  readonly also_ok: readonly string[];
  /** Of the error log, 1-based. */
  readonly line: number;
}

function records(name: string) {
  let offset = 0;
  const lines = readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .map((text, i) => {
      const raw = { text, offset, line: i + 1 };
      offset += Buffer.byteLength(text) + 1;
      return raw;
    });
  return readRecords(name, lines, { clock: fixedClock(0, Date.parse('2026-11-28T00:00:00Z')) });
}

for (const line of readFileSync(join(folder, 'labels.jsonl'), 'utf8').trim().split('\n')) {
  // The labels are ours: their shape is known.
  const label = JSON.parse(line) as Label;
  test(`${label.id} → ${label.cause}, line ${label.line}`, () => {
    const exchange = readExchanges(readFileSync(join(folder, `${label.id}.har`), 'utf8')).exchanges.at(-1);
    assert.ok(exchange);
    const all = [...records(`${label.id}.access.log`), ...records(`${label.id}.error.log`)];
    const lines = inOrder(linesFor(exchange, all, reasonOf)).map((it) => it.record);
    const log = reasonOfAll(lines);
    const told = lines.map((it) => it.text).join('\n');
    assert.equal(log?.best.record.line, label.line, told);
    const [best] = explain(exchange, 0, { log }).findings;
    assert.ok(best && [label.cause, ...label.also_ok].includes(best.id), `${best?.id}\n${told}`);
    assert.ok(best.certainty === 'stated' || best.certainty === 'proven', best.certainty);
    const place = best.evidence[0]?.place;
    assert.ok(place?.in === 'log' && place.line === label.line);
  });
}
