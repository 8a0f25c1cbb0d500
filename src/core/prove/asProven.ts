import type { Cause, Evidence, Fix, Found, Verdict } from '../cause.ts';
import type { CauseId } from '../causeIds.ts';
import type { Facts } from '../facts.ts';
import { rewriteScheme } from '../fixes.ts';
import { text, words } from '../text.ts';
import { advice, at, found, ruledOut } from '../verdict.ts';
import type { Proven } from './proof.ts';

/** A verdict on a cause that experiments have excluded. What the server says itself, and what arithmetic shows, stands. */
export function asExcluded(facts: Facts, cause: Cause, verdict: Verdict | undefined): Verdict | undefined {
  const excluded = facts.proof?.excluded.find((it) => it.cause === cause.id);
  if (!excluded) return verdict;
  const stands = verdict?.kind === 'found' && (verdict.certainty === 'proven' || verdict.certainty === 'stated');
  return stands ? verdict : ruledOut(excluded.because);
}

interface Finding {
  readonly cause: Cause;
  readonly found: Found;
}

/** The findings after what experiments proved: one of them is sure now, or a cause that was not seen joins them. */
export function asProven(facts: Facts, findings: readonly Finding[], causes: readonly Cause[]): readonly Finding[] {
  const { proof } = facts;
  if (!proof) return findings;
  const id = proof.proven && causeOf(proof.proven, facts, findings);
  const cause = causes.find((it) => it.id === id);
  if (!proof.proven || !cause) return findings;
  const known = findings.find((it) => it.cause.id === id)?.found;
  if (known?.certainty === 'proven') return findings;
  const others = findings.filter((it) => it.cause.id !== id);
  return [...others, { cause, found: sure(proof.proven, facts, cause, known) }];
}

/** The first two experiments about a finding, as evidence beside its own. */
export function withExperiments(facts: Facts, { cause, found: it }: Finding): Found {
  const { proof } = facts;
  if (!proof || proof.doubt) return it;
  const shown = it.evidence.flatMap(({ at: place }) => (place.in === 'experiment' ? [place.index] : []));
  const more = proof.shown.flatMap((one, index): Evidence[] => {
    const experiment = proof.findings[index]?.experiment;
    if (!experiment) return [];
    const { about, change } = experiment;
    const told =
      one.answer !== 'nothing' && (about.includes(cause.id) || cause.id === 'unknown') && change.change !== 'nothing';
    return told && !shown.includes(index) ? [at({ in: 'experiment', index }, one.says)] : [];
  });
  return more.length === 0 ? it : { ...it, evidence: [...it.evidence, ...more.slice(0, 2)] };
}

/** Which cause it is that was proven. None where the proof leaves more than one open. */
function causeOf({ what, user }: Proven, facts: Facts, findings: readonly Finding[]): CauseId | undefined {
  const best = (ids: ReadonlySet<CauseId>) =>
    findings.find((it) => ids.has(it.cause.id) && it.found.certainty !== 'possible');
  switch (what) {
    case 'path':
      return 'route-mismatch';
    case 'plain-http':
      return 'tls-required';
    case 'origin':
      return 'origin-not-allowed';
    case 'accept':
      return /^\s*(?:$|\*\/\*)/.test(acceptOf(facts)) ? 'bot-blocked' : undefined;
    case 'scheme':
      return 'scheme-mismatch';
    case 'missing':
      return 'credentials-missing';
    case 'cookie':
      // A cookie may be of a caller who may not, as well as call for an anti-forgery token.
      if (best(new Set(['csrf-failed']))) return 'csrf-failed';
      return facts.status === 403 || !facts.credentials.some((it) => it.in === 'cookie')
        ? undefined
        : 'session-expired';
    case 'signature':
      return best(new Set(['token-signature-invalid']))?.cause.id;
    case 'credential':
      if (best(new Set(['token-signature-invalid']))?.found.certainty === 'stated' && isAsWrong(facts))
        return 'token-signature-invalid';
      return best(special) ? undefined : ofCredential(facts, findings, user !== undefined);
    case 'rights': {
      const stated = best(rights);
      if (stated?.found.certainty === 'stated') return stated.cause.id;
      // A narrower reading that is as likely is not shown to be wrong.
      return best(new Set(['not-owner', 'scope-missing'])) ? undefined : 'role-missing';
    }
  }
}

/** A signature that is surely wrong got the very same answer. */
function isAsWrong({ proof }: Facts): boolean {
  return (
    proof?.findings.some(
      (it, i) => it.experiment.change.change === 'wrong-signature' && proof.shown[i]?.answer === 'same',
    ) ?? false
  );
}

/** What says more of a credential than that it is no good. */
const special: ReadonlySet<CauseId> = new Set([
  'token-expired',
  'token-not-yet-valid',
  'token-signature-invalid',
  'token-wrong-audience',
  'token-wrong-issuer',
  'token-wrong-type',
  'token-revoked',
  'proof-of-possession-invalid',
  'credentials-malformed',
  'account-blocked',
  'step-up-required',
  'client-invalid',
  'request-signature-invalid',
]);
const rights: ReadonlySet<CauseId> = new Set(['role-missing', 'not-owner', 'scope-missing']);

/**
 * That nobody's credential is answered in the same way does not tell a bad one from a caller who may not, since some
 * servers say 401 of both. It does where the server says what it means: in words, or in a challenge by a server that
 * keeps to RFC 9110, section 15.5.2. Where no credential at all passes, rights are not what is missing.
 */
function ofCredential(facts: Facts, findings: readonly Finding[], byUser: boolean): CauseId | undefined {
  const id = credentialCause(facts);
  if (!byUser || id === 'token-invalid') return id;
  if (facts.identityAccepted) return undefined;
  if (findings.find((it) => it.cause.id === id)?.found.certainty === 'stated') return id;
  const scheme = facts.credential?.scheme?.toLowerCase();
  const asked = facts.challenges.some((it) => it.scheme.toLowerCase() === scheme);
  return asked && !facts.servers.some((it) => it.knownBy401) ? id : undefined;
}

function credentialCause({ credential }: Facts): CauseId | undefined {
  switch (credential?.kind) {
    case 'basic':
    case 'digest':
      return credential.alone ? 'api-key-invalid' : 'password-wrong';
    case 'key':
      return 'api-key-invalid';
    case 'session':
      return 'session-expired';
    case 'token':
      return / key\b/.test(credential.token?.what ?? '') ? 'api-key-invalid' : 'token-invalid';
    default:
      return undefined;
  }
}

function sure(proven: Proven, facts: Facts, cause: Cause, known: Found | undefined): Found {
  const evidence = at({ in: 'experiment', index: proven.index }, proven.because);
  // What was changed says it best; of a credential, the cause's own words do.
  const own =
    proven.what === 'credential' ||
    proven.what === 'rights' ||
    proven.what === 'missing' ||
    proven.what === 'signature';
  const summary =
    own && known ? known.summary : own && proven.what !== 'missing' ? words(`${cause.title}.`) : proven.because;
  return {
    // Which field decides is shown, and not who reads it.
    ...found(
      proven.what === 'accept' ? 'likely' : 'proven',
      summary,
      [evidence, ...(known?.evidence ?? [])],
      [...fixesFor(proven, facts), ...(known?.fixes ?? [])],
    ),
    ...(known?.link === undefined ? {} : { link: known.link }),
    ...(known?.why === undefined ? {} : { why: known.why }),
  };
}

function fixesFor({ what, instead, user, index }: Proven, facts: Facts): Fix[] {
  switch (what) {
    case 'path': {
      const url = facts.proof?.findings[index]?.exchange?.request.url ?? '';
      const ending = /^[^?#]*\/(?:[?#]|$)/.test(url);
      return [
        advice(
          ending
            ? words('Write the slash at the end of the path')
            : words('Leave out the slash at the end of the path'),
        ),
      ];
    }
    case 'plain-http':
      return [
        { kind: 'edit', title: text`Send the request over ${'https://'}`, edit: { set: 'scheme', value: 'https' } },
      ];
    case 'origin':
      return instead === undefined
        ? [
            {
              kind: 'edit',
              title: text`Remove ${'Origin'} from the request`,
              edit: { remove: 'header', name: 'Origin' },
            },
            advice(text`Add ${facts.origin ?? 'the origin'} to the origins the server allows`),
          ]
        : [
            {
              kind: 'edit',
              title: text`Send the request with ${`Origin: ${instead}`}`,
              edit: { set: 'header', name: 'Origin', value: instead },
            },
          ];
    case 'accept':
      return [
        {
          kind: 'edit',
          title: text`Send the request with ${`Accept: ${instead ?? '*/*'}`}`,
          edit: { set: 'header', name: 'Accept', value: instead ?? '*/*' },
        },
      ];
    case 'scheme':
      if (user !== undefined) return [advice(text`Send the credential the way that of ${user} goes`)];
      return instead === undefined ? [] : [rewriteScheme(text`Write ${`${instead} `} before the token`, instead)];
    case 'cookie':
      return [{ kind: 'action', title: words('Clear the kept cookies'), action: { do: 'clear-cookies' } }];
    case 'credential':
      return facts.credential?.kind === 'token'
        ? [{ kind: 'action', title: text`Get a new token and send the request again`, action: { do: 'renew' } }]
        : [];
    case 'missing':
    case 'rights':
    case 'signature':
      return [];
  }
}

function acceptOf({ exchange }: Facts): string {
  return exchange.request.headers.find((it) => it.name.toLowerCase() === 'accept')?.value ?? '';
}
