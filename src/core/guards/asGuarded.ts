import type { Cause, Evidence, Found } from '../cause.ts';
import type { CauseId } from '../causeIds.ts';
import { type Certainty, certainties } from '../certainty.ts';
import type { Facts } from '../facts.ts';
import { list, type Text, text, words } from '../text.ts';
import { advice, at, found } from '../verdict.ts';
import { type Refuser, whoRefused } from './whoRefused.ts';

interface Finding {
  readonly cause: Cause;
  readonly found: Found;
}

/** The findings after what the application's own code says. */
export interface Guarded {
  readonly findings: readonly Finding[];
  /** The cause that the code tells; it leads among those that are as certain. */
  readonly lead?: CauseId;
}

/**
 * The findings after the guards of the route that was asked for: what the one that most likely refused wants becomes
 * evidence, with its line. Likely at most: code shows what a guard compares, and not what it had before it; what the
 * server states or arithmetic proves stays as it is.
 */
export function asGuarded(facts: Facts, findings: readonly Finding[], causes: readonly Cause[]): Guarded {
  const matched = facts.guard;
  const refuser = matched && whoRefused(matched.route, facts);
  if (!refuser) return { findings };
  if (facts.status === 401)
    return { findings: findings.map((it) => (isOfCaller(it) ? withEvidence(it, refuser) : it)) };
  const cause = causes.find((it) => it.id === refuser.cause);
  if (!cause) return { findings };
  const known = findings.find((it) => it.cause === cause);
  const certainty: Certainty = matched.dropped === '' && !saysOther(facts, cause.id) ? 'likely' : 'possible';
  return {
    findings: [...findings.filter((it) => it !== known), { cause, found: withGuard(refuser, certainty, known?.found) }],
    lead: cause.id,
  };
}

/** The server states another reason. */
function saysOther(facts: Facts, cause: CauseId): boolean {
  return facts.stated !== undefined && facts.stated !== cause;
}

function withGuard(refuser: Refuser, certainty: Certainty, known: Found | undefined): Found {
  const sure = known !== undefined && certainties.indexOf(known.certainty) < certainties.indexOf('likely');
  const evidence: readonly [Evidence, ...Evidence[]] = [shown(refuser), ...(known?.evidence ?? [])];
  const { guard } = refuser;
  const grant =
    guard.needs.length === 0
      ? advice(text`Look at what ${guard.name} asks for in ${`${guard.file}:${guard.line}`}`)
      : advice(
          text`Ask as a caller with ${list(guard.needs.slice(0, 8), guard.anyOf ? 'or' : 'and')}, or have it granted`,
        );
  return {
    ...found(
      sure ? known.certainty : stronger(known?.certainty, certainty),
      sure ? known.summary : summary(refuser),
      sure ? [known.evidence[0], shown(refuser), ...known.evidence.slice(1)] : evidence,
      [...(guard.needs.length === 0 && known ? [] : [grant]), ...(known?.fixes ?? [])],
      known?.link,
    ),
    ...(known?.why === undefined ? {} : { why: known.why }),
  };
}

function stronger(one: Certainty | undefined, other: Certainty): Certainty {
  return one !== undefined && certainties.indexOf(one) < certainties.indexOf(other) ? one : other;
}

function withEvidence(finding: Finding, refuser: Refuser): Finding {
  const [first, ...rest] = finding.found.evidence;
  return { ...finding, found: { ...finding.found, evidence: [first, shown(refuser), ...rest] } };
}

const ofCaller = /^(?:credentials-|token-|session-|scheme-|password-|api-key-|clock-skew|account-)/;

/** Why somebody was not known: what a guard of authentication refuses for. */
function isOfCaller({ cause }: Finding): boolean {
  return ofCaller.test(cause.id);
}

/** `requireRole` wants the role `editor`; the token has `viewer`. */
function summary(refuser: Refuser): Text {
  const { guard, route, holds, lacks } = refuser;
  const where = `${guard.file}:${guard.line}`;
  const wants = wantsOf(refuser);
  const has = holds.length === 0 ? text`` : text`; the token has ${list(holds.slice(0, 8))}`;
  if (wants === undefined)
    return text`${guard.name} (${where}) stands in front of ${`${route.method} ${route.path}`} and answers so${guard.kind === 'authorization' ? text` to callers who may not` : text``}.`;
  const met = 0 < holds.length && lacks.length === 0 ? text`, which is what it wants` : text``;
  return text`${guard.name} (${where}) wants ${wants}${has}${met}.`;
}

function wantsOf({ guard }: Refuser): Text | undefined {
  if (guard.needs.length === 0) return undefined;
  const kind = guard.needsAre ?? 'right';
  const needs = list(guard.needs.slice(0, 8), guard.anyOf ? 'or' : 'and');
  const on = guard.on === undefined ? text`` : text` on ${guard.on}`;
  return text`the ${words(guard.needs.length === 1 || guard.anyOf ? kind : plural(kind))} ${needs}${on}`;
}

function plural(kind: string): string {
  return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

/** The guard's place, and what it is seen to do. */
function shown(refuser: Refuser): Evidence {
  const { guard, route, isOnly } = refuser;
  const wants = wantsOf(refuser);
  const alone = isOnly ? text`, the only one in front of this route that does` : text``;
  return at(
    { in: 'source', file: guard.file, line: guard.line },
    text`${guard.name} stands in front of ${`${route.method} ${route.path}`}${wants ? text` and wants ${wants}` : text``}${guard.answers?.length ? text`; it answers ${guard.answers.join(' or ')}${alone}` : text``}`,
  );
}
