import type { HttpFile, Span } from '../http/httpFile.ts';
import { references, requestAt } from '../http/position.ts';
import { findTokensInText } from '../jwt/find.ts';
import { inspectToken } from '../jwt/inspect.ts';
import { Secret } from '../secret.ts';
import { formatTime, relative } from '../time.ts';
import { scopeFor } from '../variables/asUser.ts';
import type { Scope } from '../variables/scope.ts';
import { explainVariable } from '../variables/variables.ts';

/** What to write behind a token. */
export interface ExpiryHint extends Span {
  /** `expires in 12 minutes`, `not valid yet, starts in 1 hour` */
  readonly label: string;
  /** `2026-11-22 19:04:11 UTC` */
  readonly tooltip: string;
}

/** When the tokens in a part of a file expire: those written there, and those that references stand for. `now` in ms. */
export function expiryHints(file: HttpFile, span: Span, scope: Scope | undefined, now: number): readonly ExpiryHint[] {
  const seconds = Math.floor(now / 1000);
  const hints: ExpiryHint[] = [];
  for (const { raw, span: at } of findTokensInText(file.text.slice(span.start, span.end))) {
    const hint = hintFor(raw, { start: span.start + at.start, end: span.start + at.end }, seconds);
    if (hint) hints.push(hint);
  }
  if (!scope) return hints;
  for (const it of references(file, span)) {
    const request = requestAt(file, it.span.start) ?? file.requests[0];
    if (!request || it.name.startsWith('$')) continue;
    const { value } = explainVariable(file, request, it.name, scopeFor(request, scope));
    const raw = findTokensInText(value instanceof Secret ? value.reveal() : (value ?? ''))[0]?.raw;
    const hint = raw === undefined ? undefined : hintFor(raw, it.span, seconds);
    if (hint) hints.push(hint);
  }
  return hints;
}

function hintFor(raw: string, { start, end }: Span, now: number): ExpiryHint | undefined {
  const { exp, nbf } = inspectToken(raw);
  if (nbf !== undefined && now < nbf)
    return { start, end, label: `not valid yet, starts ${relative(nbf, now)}`, tooltip: formatTime(nbf) };
  if (exp === undefined) return undefined;
  return { start, end, label: `${exp <= now ? 'expired' : 'expires'} ${relative(exp, now)}`, tooltip: formatTime(exp) };
}
