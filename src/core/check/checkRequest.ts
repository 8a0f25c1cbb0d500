import type { Certainty } from '../certainty.ts';
import { maskText } from '../mask.ts';
import { brokenCredential } from './brokenCredential.ts';
import { emptyCredential } from './emptyCredential.ts';
import { expectations } from './expectations.ts';
import type { CheckFinding } from './finding.ts';
import { keyInQuery } from './keyInQuery.ts';
import { overHttp } from './overHttp.ts';
import { scheme } from './scheme.ts';
import { type Check, type Subject, shownTokens } from './subject.ts';
import { tokenKind } from './tokenKind.ts';
import { tokenSignature } from './tokenSignature.ts';
import { tokenTarget } from './tokenTarget.ts';
import { changesAt, tokenTimes } from './tokenTimes.ts';
import { unknownUser } from './unknownUser.ts';

/** Each looks for one thing. */
const checks: readonly Check[] = [
  tokenTimes,
  tokenSignature,
  tokenTarget,
  tokenKind,
  scheme,
  brokenCredential,
  emptyCredential,
  overHttp,
  keyInQuery,
  unknownUser,
  expectations,
];

export interface CheckedRequest {
  /** By place, and the surest first. */
  readonly findings: readonly CheckFinding[];
  /** Seconds since the epoch: from then on the findings are others. */
  readonly changesAt?: number;
}

/** Says of one request what will be refused, before it is sent. */
export function checkRequest(subject: Subject): CheckedRequest {
  const secrets = secretsIn(subject);
  const findings = checks
    .flatMap((check) => check(subject))
    .map((it) => ({ ...it, message: maskText(it.message, secrets) }));
  const next = changesAt(
    shownTokens(subject).map((it) => it.token),
    subject.now,
  );
  return {
    findings: findings.toSorted((a, b) => a.span.start - b.span.start || rank[a.certainty] - rank[b.certainty]),
    ...(next === undefined ? {} : { changesAt: next }),
  };
}

/** What the words of a finding may never hold: the whole of a credential. Placeholders are no secrets. */
function secretsIn({ outgoing }: Subject): readonly string[] {
  return outgoing.carried
    .filter(({ credential }) => !credential.defects.some((it) => it.code === 'placeholder'))
    .map((it) => it.credential.secret.reveal())
    .filter((it) => 6 <= it.length)
    .toSorted((a, b) => b.length - a.length);
}

const rank: Readonly<Record<Certainty, number>> = { proven: 0, stated: 1, likely: 2, possible: 3 };
