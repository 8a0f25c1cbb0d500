import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Exchange, fieldValues } from '../../src/core/exchange.ts';
import { explain } from '../../src/core/explain.ts';
import { toJson } from '../../src/core/print/json.ts';
import { toMarkdown } from '../../src/core/print/markdown.ts';
import { toTerminal } from '../../src/core/print/terminal.ts';
import { corpus } from './corpus.ts';

const now = Date.UTC(2026, 10, 22);
const cases = corpus();
const noCorpus = cases.length === 0 && 'no recorded refusals: neither test/corpus nor ../shared/cases is here';

test('nothing that looks like a token, and no credential of the request, is printed', { skip: noCorpus }, () => {
  const shown: string[] = [];
  for (const { file, exchange } of cases) {
    const report = explain(exchange, now);
    const prints = {
      markdown: toMarkdown(report),
      terminal: toTerminal(report, { color: false, width: 100 }),
      json: JSON.stringify(toJson(report, file, 0)),
    };
    for (const [printer, text] of Object.entries(prints)) {
      const token = /\beyJ[\w-]{12,}\.[\w-]{4,}|\b(?:ghp|gho|github_pat|glpat|xox[bp]|sk_live)[_-]\w{12,}/.exec(
        text,
      )?.[0];
      if (token) shown.push(`${file}, ${printer}: ${token.slice(0, 12)}…`);
      for (const secret of credentials(exchange)) {
        if (text.includes(secret))
          shown.push(`${file}, ${printer}: credential ${secret.slice(0, 4)}… of ${secret.length}`);
      }
    }
  }
  assert.deepEqual(shown.slice(0, 40), []);
});

/** What stands behind the scheme, and the values of cookies: long enough that they are no words, and no placeholders left in. */
function credentials({ request, earlier }: Exchange): string[] {
  const { headers } = request;
  const authorization = fieldValues(headers, 'authorization').map((it) => it.replace(/^\S+\s+/, ''));
  const cookies = fieldValues(headers, 'cookie').flatMap((it) =>
    it.split('; ').map((pair) => pair.replace(/^[^=]*=/, '')),
  );
  const own = [...authorization.filter((it) => !/[\s,=]\S*=/.test(it)), ...cookies].filter(
    (it) => 16 <= it.length && !/^(?:\{\{.*\}\}|[A-Z_]+)$/.test(it),
  );
  return [...own, ...earlier.flatMap(credentials)];
}
