import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Exchange } from '../../../src/core/exchange.ts';
import { explain } from '../../../src/core/explain.ts';
import { toCurl } from '../../../src/core/print/curl.ts';
import { toJson } from '../../../src/core/print/json.ts';
import { toMarkdown } from '../../../src/core/print/markdown.ts';
import { toTerminal } from '../../../src/core/print/terminal.ts';
import { readExchanges } from '../../../src/core/read/index.ts';

const cases = fileURLToPath(new URL('../../../../shared/cases', import.meta.url));
const absent = existsSync(cases) ? false : `the labelled refusals are not at ${cases}`;

/** What stands where secrets stand, found by other means than the code that masks: by position alone. */
function secretsIn(exchange: Exchange): string[] {
  const found: string[] = [];
  for (const it of [exchange, ...exchange.earlier.slice(-3)]) {
    for (const { name, value } of it.request.headers) {
      if (/^(?:proxy-)?authorization$/i.test(name) && !/[,=]\s*"?\w+=|^(?:digest|aws4|oauth) /i.test(value))
        found.push(value.trim().split(/\s+/).at(-1) ?? '');
      if (/^cookie$/i.test(name))
        found.push(...value.split(';').map((pair) => pair.slice(pair.indexOf('=') + 1).trim()));
      if (/^x-api-key$|^private-token$|^x-auth-token$/i.test(name)) found.push(value);
    }
    found.push(
      ...[...it.request.url.matchAll(/[?&](?:access_token|api_key|token|sig|X-Amz-Signature)=([^&#]+)/gi)].flatMap(
        (match) => match[1] ?? [],
      ),
    );
  }
  // Ends are shown, and short values are masked only as whole words.
  return found.filter((it) => 20 <= it.length && !/[{}<>]|YOUR/i.test(it)).map((it) => it.slice(6, -6));
}

test('no printer shows a credential of the labelled refusals', { skip: absent }, (t) => {
  let checked = 0;
  for (const folder of readdirSync(cases, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    for (const name of readdirSync(join(cases, folder.name)).filter((it) => it.endsWith('.har'))) {
      const exchange = readExchanges(readFileSync(join(cases, folder.name, name), 'utf8')).exchanges.at(-1);
      assert.ok(exchange, name);
      const report = explain(exchange, 0);
      const printed = [
        toMarkdown(report),
        toTerminal(report, { color: false, width: 10_000 }),
        JSON.stringify(toJson(report, name, 0)),
        toCurl(exchange.request, { reveal: false }),
      ];
      for (const secret of secretsIn(exchange)) {
        checked++;
        for (const it of printed) assert.ok(!it.includes(secret), `${name} shows ${secret}`);
      }
    }
  }
  t.diagnostic(`${checked} credentials`);
  assert.ok(100 < checked);
});
