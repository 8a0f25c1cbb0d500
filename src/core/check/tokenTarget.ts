import { issuerCheck } from '../jwt/checkTarget.ts';
import { list, type Text, text, words } from '../text.ts';
import { relative } from '../time.ts';
import type { CheckFinding } from './finding.ts';
import { areaOf, type HostLesson, lessonsOf, withoutSlash } from './hostMemory.ts';
import { type CarriedToken, type Check, goesOn, type Subject, shownTokens, theHost, theToken } from './subject.ts';

/** Tokens of another audience or issuer than the host wants, as its earlier answers and metadata tell (RFC 7519, 4.1.1 and 4.1.3). */
export const tokenTarget: Check = (subject) => {
  const { outgoing } = subject;
  if (!outgoing.target) return [];
  return shownTokens(subject)
    .filter((it) => it.credential.in === 'authorization')
    .flatMap((it) => wrong('aud', it, subject) ?? wrong('iss', it, subject) ?? otherStage(it, subject) ?? []);
};

const kinds = {
  aud: { code: 'token-wrong-audience', claim: 'audience' },
  iss: { code: 'token-wrong-issuer', claim: 'issuer' },
} as const;

function wrong(claim: 'aud' | 'iss', it: CarriedToken, subject: Subject): CheckFinding | undefined {
  const { code } = kinds[claim];
  const has = claim === 'aud' ? it.token.audiences : present(it.token.issuer);
  const because = refusedBefore(claim, has, subject) ?? otherThanWanted(claim, has, subject);
  if (!because) return undefined;
  const { sure, says } = because;
  return {
    code,
    span: it.span,
    severity: sure ? 'error' : 'warning',
    certainty: sure ? 'stated' : 'likely',
    message: text`${theHost(subject)} will ${words(sure ? '' : 'probably ')}refuse ${theToken(it)}: its ${words(kinds[claim].claim)} is ${has.length === 0 ? words('missing') : list(shortened(has))}, ${says}.`,
    cause: code,
  };
}

interface Because {
  readonly sure: boolean;
  readonly says: Text;
}

/** The host said so of a token with the same claim, and has taken none with it since. */
function refusedBefore(claim: 'aud' | 'iss', has: readonly string[], subject: Subject): Because | undefined {
  const refusal = about(subject, 'refused').find((it) => it.claim === claim && sameSet(it.values, has));
  if (!refusal) return undefined;
  const since = about(subject, 'accepted').some((it) => refusal.at <= it.at && overlaps(valuesOf(claim, it), has));
  if (since) return undefined;
  const wanted = refusal.wanted === undefined ? text`` : text`, and the host wants ${refusal.wanted.slice(0, 200)}`;
  return {
    sure: true,
    says: text`which was refused for that ${words(relative(refusal.at, subject.now))}${wanted}`,
  };
}

/** The host has named what it wants, or has only taken others at the same API. */
function otherThanWanted(claim: 'aud' | 'iss', has: readonly string[], subject: Subject): Because | undefined {
  const taken = about(subject, 'accepted');
  if (taken.some((it) => overlaps(valuesOf(claim, it), has))) return undefined;
  const named = claim === 'aud' ? about(subject, 'refused').find((it) => it.wanted !== undefined)?.wanted : undefined;
  if (named !== undefined && !overlaps([named], has))
    return { sure: false, says: text`and an earlier answer wants ${named.slice(0, 200)}` };
  const [metadata] = about(subject, 'resource');
  const wanted = metadata && (claim === 'aud' ? [metadata.resource] : metadata.issuers);
  if (wanted && wanted.length !== 0 && !overlaps(wanted, has))
    return {
      sure: false,
      says: text`and the host's own metadata names ${list(shortened(wanted), 'or')}`,
    };
  const before = [...new Set(taken.flatMap((it) => valuesOf(claim, it)))];
  if (has.length === 0 || before.length === 0) return undefined;
  return { sure: false, says: text`and the tokens it took there had ${list(shortened(before), 'or')}` };
}

/** What is known of the API that the request goes to: the same host, the same part of it. */
function about<K extends HostLesson['kind']>(
  { outgoing, memory }: Subject,
  kind: K,
): readonly Extract<HostLesson, { readonly kind: K }>[] {
  const { target } = outgoing;
  if (!target) return [];
  const area = areaOf(target.path);
  // Metadata of the host as a whole names no part.
  return lessonsOf(memory, kind, target.host).filter(
    (it) => it.area === area || (it.kind === 'resource' && it.area === ''),
  );
}

function valuesOf(claim: 'aud' | 'iss', it: Extract<HostLesson, { readonly kind: 'accepted' }>): readonly string[] {
  return claim === 'aud' ? it.audiences : present(it.issuer);
}

/** A token of staging at a host of production, by their names. */
function otherStage(it: CarriedToken, { outgoing }: Subject): CheckFinding | undefined {
  const note = issuerCheck(it.token, outgoing.url).find((one) => one.outcome === 'note');
  return (
    note && {
      code: 'token-wrong-issuer',
      span: it.span,
      severity: 'information',
      certainty: 'possible',
      message: text`${theHost({ outgoing })} may refuse ${theToken(it)}: ${goesOn(note.says)}`,
      cause: 'token-wrong-issuer',
    }
  );
}

function overlaps(one: readonly string[], other: readonly string[]): boolean {
  return one.some((it) => other.some((its) => withoutSlash(its) === withoutSlash(it)));
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((it) => other.includes(it));
}

function present(it: string | undefined): readonly string[] {
  return it === undefined ? [] : [it];
}

function shortened(all: readonly string[]): readonly string[] {
  return all.slice(0, 4).map((it) => it.slice(0, 200));
}
