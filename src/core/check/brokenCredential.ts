import { type CredentialDefect, harm, sentTwice } from '../facts/credentials.ts';
import { text, words } from '../text.ts';
import type { CheckFinding } from './finding.ts';
import { reachOf } from './hosts.ts';
import type { Carried } from './outgoing.ts';
import { type Check, goesOn, type Subject, theHost } from './subject.ts';

/** Credentials that cannot be read as what they are: cut, quoted, a placeholder, Basic without a colon (RFC 7617, 2). */
export const brokenCredential: Check = (subject) => {
  const { carried } = subject.outgoing;
  const broken = carried.flatMap((it) => {
    const { in: place, name } = it.credential;
    // Such names hold anything, words among it.
    const vague = place === 'query' && /^(?:key|code|auth|sid|session|appid)$/i.test(name);
    const defect = place === 'body' || vague ? undefined : harm(it.credential);
    return defect && !toldElsewhere.has(defect.code) ? [finding(it, defect, subject)] : [];
  });
  const twice = sentTwice(carried.map((it) => it.credential));
  const second = carried.find((it) => it.credential === twice);
  return second
    ? [
        ...broken,
        {
          code: 'credential-malformed',
          span: second.span,
          severity: 'warning',
          certainty: 'likely',
          message: text`The token travels twice, in ${'Authorization'} and as ${second.credential.name}: a server that follows RFC 6750 refuses such a request.`,
          cause: 'credentials-malformed',
        },
      ]
    : broken;
};

/** By the checks of schemes and of empty variables. */
const toldElsewhere: ReadonlySet<string> = new Set([
  'scheme-twice',
  'bearer-twice',
  'empty',
  'credentials-missing',
  'unresolved-variable',
]);

function finding({ credential, span, reference }: Carried, defect: CredentialDefect, subject: Subject): CheckFinding {
  const where = reference === undefined ? text`${credential.name}` : text`${credential.name} (${reference})`;
  if (defect.code === 'placeholder' || defect.code === 'html') {
    const local =
      subject.outgoing.target !== undefined && reachOf(subject.outgoing.target.hostname) === 'this-computer';
    return {
      code: 'credential-placeholder',
      span,
      severity: local ? 'information' : 'warning',
      certainty: local ? 'possible' : 'likely',
      message: text`${theHost(subject)} ${words(local ? 'may refuse' : 'will probably refuse')} ${where}: ${goesOn(defect.says)}`,
      cause: 'credentials-malformed',
    };
  }
  const colon = defect.code === 'missing-colon';
  // Some services take a key of their own behind Basic: what is no text once decoded may be one.
  const raw = colon && !isText(credential.secret.reveal());
  return {
    code: colon ? 'basic-without-colon' : 'credential-malformed',
    span,
    severity: raw ? 'warning' : 'error',
    certainty: raw ? 'likely' : 'proven',
    message: text`${theHost(subject)} will ${words(raw ? 'probably ' : '')}refuse ${where}: ${goesOn(defect.says)}`,
    cause: 'credentials-malformed',
  };
}

function isText(encoded: string): boolean {
  try {
    return /^[\x20-\x7e\s]*$/.test(atob(encoded));
  } catch {
    return true;
  }
}
