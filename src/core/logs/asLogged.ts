import type { Cause, Evidence, Fix, Found, RuledOut } from '../cause.ts';
import type { CauseId } from '../causeIds.ts';
import { type Certainty, certainties } from '../certainty.ts';
import type { SignReading } from '../facts/sign.ts';
import type { Facts } from '../facts.ts';
import { text, words } from '../text.ts';
import { advice, at, found, ruledOut } from '../verdict.ts';
import type { LogReason } from './logReason.ts';

interface Finding {
  readonly cause: Cause;
  readonly found: Found;
}

/** The findings after what the server's log says, and what it excludes. */
export interface Logged {
  readonly findings: readonly Finding[];
  readonly ruledOut: readonly { readonly cause: Cause; readonly ruledOut: RuledOut }[];
  /** The cause that the log tells; it leads among those that are as certain. */
  readonly lead?: CauseId;
}

/**
 * The findings after what the server's own log says: its reason is found, with the line as evidence, whatever the answer
 * tells instead, since servers often hide it on purpose. What arithmetic or an experiment proves stays above it.
 */
export function asLogged(facts: Facts, findings: readonly Finding[], causes: readonly Cause[]): Logged {
  const best = facts.log?.best;
  const meant = best && meantBy(best, facts, findings);
  const cause = causes.find((it) => it.id === meant?.id);
  if (!best || !meant || !cause) return { findings, ruledOut: [] };
  const known = findings.find((it) => it.cause === cause)?.found;
  const others = findings.filter((it) => it.cause !== cause);
  const excluded =
    best.certainty === 'stated' && !best.yields ? others.filter((it) => isGuess(it) && !isToldOf(it, facts)) : [];
  return {
    findings: [
      ...others.filter((it) => !excluded.includes(it)),
      { cause, found: withLog(facts, cause, meant, best, known) },
    ],
    ruledOut: excluded.map((it) => ({ cause: it.cause, ruledOut: ruledOut(instead(best)) })),
    lead: cause.id,
  };
}

/** Which cause the log's words mean for this exchange, and how sure that is. */
interface Meaning {
  readonly id: CauseId;
  readonly certainty: Certainty;
  /** The exchange shows more than the log's words: its sentence is the better one. */
  readonly own: boolean;
}

function meantBy(best: LogReason, facts: Facts, findings: readonly Finding[]): Meaning {
  const { cause: id, certainty } = best;
  const finer = findings.find((it) => isFinerThan(best, it));
  if (finer) return { id: finer.cause.id, certainty: stronger(finer.found.certainty, certainty), own: true };
  // What was sent and did not arrive was lost on the way.
  const lost = id === 'credentials-missing' && !best.yields && facts.credential?.in === 'authorization';
  return lost ? { id: 'credentials-dropped', certainty: 'likely', own: false } : { id, certainty, own: false };
}

/** Servers write a general reason where the exchange tells a special one of the same kind. */
function isFinerThan({ cause, yields }: LogReason, { cause: { id }, found: { certainty } }: Finding): boolean {
  const least = certainties.indexOf(cause === 'policy-denied' ? 'stated' : 'likely');
  if (least < certainties.indexOf(certainty)) return false;
  return finer[cause]?.includes(id) === true || (yields === true && vague[cause]?.includes(id) === true);
}

const tokens: readonly CauseId[] = [
  'token-expired',
  'token-not-yet-valid',
  'token-signature-invalid',
  'token-wrong-audience',
  'token-wrong-issuer',
  'token-wrong-type',
  'token-revoked',
];

const finer: Partial<Record<CauseId, readonly CauseId[]>> = {
  'credentials-missing': ['credentials-malformed', 'scheme-mismatch', 'credentials-dropped'],
  'token-invalid': [...tokens, 'credentials-malformed', 'proof-of-possession-invalid'],
  'role-missing': ['scope-missing', 'not-owner', 'sso-authorization-required', 'step-up-required'],
  'policy-denied': ['network-blocked', 'bot-blocked', 'origin-not-allowed', 'route-mismatch', 'rate-limited'],
  'request-signature-invalid': ['url-signature-expired'],
  'password-wrong': ['account-blocked'],
};

/** The same for words that only tell that nobody was known, or that somebody may not. */
const vague: Partial<Record<CauseId, readonly CauseId[]>> = {
  'credentials-missing': [...tokens, 'token-invalid', 'session-expired', 'password-wrong', 'api-key-invalid'],
  'role-missing': ['csrf-failed', 'policy-denied', 'network-blocked', 'account-blocked'],
};

function withLog(facts: Facts, cause: Cause, meant: Meaning, best: LogReason, known: Found | undefined): Found {
  const certainty = known ? stronger(known.certainty, meant.certainty) : meant.certainty;
  const lost = cause.id === 'credentials-dropped' && best.cause === 'credentials-missing' && !meant.own;
  const own = known && (meant.own || known.certainty === 'proven');
  const summary = own ? known.summary : lost ? lostOnTheWay(facts) : best.shows;
  const more = (facts.log?.others ?? []).filter((it) => it.record !== best.record).slice(0, 2);
  const evidence: readonly [Evidence, ...Evidence[]] = [
    written(best),
    ...more.map((it) => at(written(it).at, text`${written(it).shows}: ${it.shows}`)),
    ...differing(facts, best, cause.id),
    ...(known?.evidence ?? []),
  ];
  const fixes: readonly Fix[] = [...(best.advice ? [advice(best.advice)] : []), ...(known?.fixes ?? [])];
  const link = best.link ?? known?.link;
  return {
    ...found(certainty, summary, evidence, fixes.length === 0 ? [lookThere(best)] : fixes, link),
    ...(known?.why === undefined ? {} : { why: known.why }),
  };
}

/** In the server's words; ours are the summary. */
function written({ record, speaker, words: theirs }: LogReason): Evidence {
  const { file, offset, line } = record;
  return at(
    { in: 'log', file, offset, ...(line === undefined ? {} : { line }) },
    text`${words(speaker)} wrote ${theirs.replace(/\s+/g, ' ').slice(0, 200)}`,
  );
}

function lostOnTheWay({ credential }: Facts) {
  return text`The request carried ${credential?.name ?? 'Authorization'}, and the server’s log says that no credentials came: they were lost on the way.`;
}

function lookThere({ record }: LogReason): Fix {
  return advice(text`Look at what stands around this line in ${record.file}`);
}

/** What the answer states instead: servers tell strangers less than they know. */
function differing(facts: Facts, best: LogReason, id: CauseId): Evidence[] {
  const lead: SignReading | undefined = facts.signs.find((it) => it.certainty === 'stated');
  if (!lead || lead.cause === id || lead.cause === best.cause) return [];
  return [
    at(
      lead.at,
      text`the answer says ${lead.quote}, which is another reason; servers often tell less, or something else, to those who ask`,
    ),
  ];
}

function isGuess({ cause, found: it }: Finding): boolean {
  return !cause.fallback && (it.certainty === 'likely' || it.certainty === 'possible');
}

/** Another record of the same request tells it. */
function isToldOf({ cause }: Finding, { log }: Facts): boolean {
  return log?.others.some((it) => it.cause === cause.id) === true;
}

function instead({ record, shows }: LogReason) {
  const where = record.line === undefined ? record.file : `${record.file}:${record.line}`;
  return text`The server’s log gives another reason (${where}): ${shows}`;
}

function stronger(one: Certainty, other: Certainty): Certainty {
  return certainties.indexOf(one) < certainties.indexOf(other) ? one : other;
}
