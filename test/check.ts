import assert from 'node:assert/strict';
import { causeIds } from '../src/core/causeIds.ts';
import { causes } from '../src/core/causes/index.ts';
import { type Diagnosis, diagnose } from '../src/core/diagnose.ts';
import type { Exchange, HeaderField } from '../src/core/exchange.ts';
import { readFacts } from '../src/core/facts.ts';
import type { Verification } from '../src/core/jwt/verification.ts';
import { plain } from '../src/core/text.ts';
import { makeJwt } from './core/jwt/makeJwt.ts';

/** The time of every exchange in these tests: 2026-11-22 19:04:11 UTC, in seconds. */
export const now = 1795374251;

/**
 * Diagnoses an exchange written as on the wire and compares with the expected lines:
 * - `token-expired proven: The token expired …` is the next finding, best first
 * - `  fix: …` and `  shows: …` are among the fixes and the evidence of the finding above
 * - `ruled out token-expired: …` and `silent token-expired`
 * Findings after the last expected one may follow.
 */
export function check(wire: string, expected: string, verifications: readonly Verification[] = []): void {
  const diagnosis = diagnose(readFacts(exchange(wire), now * 1000, { verifications }), causes);
  assert.deepEqual(diagnosis.broken, []);
  let rank = -1;
  for (const line of expected.split('\n').filter((it) => it.trim() !== '')) {
    const inner = /^\s*(fix|shows): (.*)$/.exec(line);
    const found = diagnosis.findings[inner ? rank : rank + 1];
    if (inner) {
      const all =
        inner[1] === 'fix' ? found?.found.fixes.map((it) => it.title) : found?.found.evidence.map((it) => it.shows);
      assertAmong(all?.map(plain) ?? [], inner[2] ?? '');
    } else if (/^\s*silent /.test(line)) {
      assertSilent(diagnosis, line.trim().slice('silent '.length));
    } else if (/^\s*ruled out /.test(line)) {
      const all = diagnosis.ruledOut.map((it) => `ruled out ${it.cause.id}: ${plain(it.ruledOut.because)}`);
      assertAmong(all, line.trim());
    } else {
      rank++;
      const got = found ? `${found.cause.id} ${found.found.certainty}: ${plain(found.found.summary)}` : '(nothing)';
      assert.equal(got, line.trim());
      assert.ok((found?.found.fixes.length ?? 0) !== 0, `${found?.cause.id} has no fix`);
    }
  }
}

/** The verdict lines of an exchange, to write a test from. */
export function verdicts(wire: string): string[] {
  const diagnosis = diagnose(readFacts(exchange(wire), now * 1000), causes);
  return [
    ...diagnosis.findings.map((it) => `${it.cause.id} ${it.found.certainty}: ${plain(it.found.summary)}`),
    ...diagnosis.ruledOut.map((it) => `ruled out ${it.cause.id}: ${plain(it.ruledOut.because)}`),
  ];
}

/** A token; `exp`, `nbf`, `iat` and `auth_time` are seconds from the time of the exchange. */
export function jwt(claims: Record<string, unknown>, header: Record<string, unknown> = {}): string {
  const times = new Set(['exp', 'nbf', 'iat', 'auth_time']);
  const absolute = Object.entries(claims).map(([name, value]) => [
    name,
    times.has(name) && typeof value === 'number' ? now + value : value,
  ]);
  return makeJwt(Object.fromEntries(absolute), header);
}

/** Wire text to an exchange: request, then a line that begins with the status, then the answer; `---` after an earlier one. */
export function exchange(wire: string): Exchange {
  const all = dedent(wire).split(/^---\n/m);
  const parsed = all.map((it, i) => message(it, now - 10 * (all.length - 1 - i)));
  const last = parsed.at(-1);
  assert.ok(last, 'no exchange in the wire text');
  return { ...last, earlier: parsed.slice(0, -1) };
}

function message(wire: string, sentAt: number): Exchange {
  const start = /^\d{3}(?: .*)?$/m.exec(wire);
  assert.ok(start, 'no status line in the wire text');
  const [requestLine = '', request] = head(wire.slice(0, start.index));
  const [statusLine = '', response] = head(wire.slice(start.index));
  const [method = 'GET', url = ''] = requestLine.split(' ');
  const [, status = '', reason = ''] = /^(\d{3}) ?(.*)$/.exec(statusLine) ?? [];
  return {
    request: { method, url, httpVersion: 'HTTP/1.1', ...request },
    response: { status: Number(status), statusText: reason, httpVersion: 'HTTP/1.1', ...response },
    sentAt: sentAt * 1000,
    earlier: [],
    dropped: [],
    source: 'sent',
  };
}

function head(
  text: string,
): [string, { headers: HeaderField[]; body?: { text: string; size: number; mimeType: string } }] {
  const blank = text.indexOf('\n\n');
  const [first = '', ...lines] = (blank < 0 ? text : text.slice(0, blank)).split('\n').filter((it) => it !== '');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon), value: line.slice(colon + 1).replace(/^ /, '') };
  });
  const body = blank < 0 ? '' : text.slice(blank).trim();
  const mimeType = headers.find((it) => it.name.toLowerCase() === 'content-type')?.value ?? '';
  return [first, { headers, ...(body === '' ? {} : { body: { text: body, size: body.length, mimeType } }) }];
}

function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const indent = Math.min(...lines.filter((it) => it.trim() !== '').map((it) => it.length - it.trimStart().length));
  return lines.map((it) => it.slice(indent)).join('\n');
}

function assertAmong(all: readonly string[], wanted: string): void {
  assert.ok(all.includes(wanted), `expected ${wanted}\namong ${all.join('\n      ')}`);
}

function assertSilent(diagnosis: Diagnosis, id: string): void {
  assert.ok(
    causeIds.some((it) => it === id),
    `${id} is no cause`,
  );
  const found = diagnosis.findings.find((it) => it.cause.id === id);
  assert.equal(found && plain(found.found.summary), undefined, `${id} speaks`);
}
