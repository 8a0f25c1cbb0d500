import { checkToken } from '../jwt/check.ts';
import { list, text, words } from '../text.ts';
import type { CheckFinding } from './finding.ts';
import { keyIdsOf } from './hostMemory.ts';
import { reachOf } from './hosts.ts';
import {
  type CarriedToken,
  type Check,
  goesOn,
  itsHost,
  type Subject,
  shownTokens,
  startingToken,
  theHost,
  theToken,
} from './subject.ts';

/** Tokens that nobody signed, that anybody can sign, or whose key their issuer does not have (RFC 7515; RFC 8725, 3). */
export const tokenSignature: Check = (subject) =>
  shownTokens(subject).flatMap((it) => unsigned(it, subject) ?? weak(it, subject) ?? unknownKey(it, subject) ?? []);

function unsigned(it: CarriedToken, subject: Subject): CheckFinding | undefined {
  const wrong = checkToken(it.token, { now: subject.now }).find(
    (one) => one.check === 'alg' && one.outcome === 'wrong',
  );
  return (
    wrong && {
      code: 'token-unsigned',
      span: it.span,
      severity: 'error',
      certainty: 'likely',
      message: text`${theHost(subject)} will refuse ${theToken(it)}: ${goesOn(wrong.says)}`,
      cause: 'token-signature-invalid',
    }
  );
}

function weak(it: CarriedToken, subject: Subject): CheckFinding | undefined {
  const secret = subject.weakSecretOf(it.credential.secret.reveal());
  if (!secret) return undefined;
  const alg = typeof it.token.header?.alg === 'string' ? it.token.header.alg.slice(0, 10) : 'HMAC';
  const example = secret.from.includes('jwt.io');
  const local = subject.outgoing.target !== undefined && reachOf(subject.outgoing.target.hostname) !== 'far';
  const what = text`${startingToken(it)} is signed (${alg}) with a secret of ${words(`${secret.length} characters`)} out of ${words(secret.from)}`;
  return {
    code: 'token-secret-weak',
    span: it.span,
    severity: local ? 'information' : 'warning',
    certainty: local ? 'possible' : 'likely',
    message: example
      ? text`${what}: no server takes it but one that anybody can write tokens for.`
      : text`${what}, found offline: anybody can write tokens that ${itsHost(subject)} takes, if it takes this one.`,
    ...(example ? { cause: 'token-signature-invalid' as const } : {}),
  };
}

function unknownKey(it: CarriedToken, { memory, outgoing }: Subject): CheckFinding | undefined {
  const kid = it.token.header?.kid;
  const { issuer } = it.token;
  if (typeof kid !== 'string' || issuer === undefined) return undefined;
  const ids = keyIdsOf(memory, issuer);
  if (!ids || ids.includes(kid)) return undefined;
  return {
    code: 'token-key-unknown',
    span: it.span,
    severity: 'warning',
    certainty: 'likely',
    message: text`${theHost({ outgoing })} will probably refuse ${theToken(it)}: it names the key ${kid.slice(0, 80)}, and its issuer ${issuer.slice(0, 200)} publishes ${list(ids.slice(0, 4))}${words(4 < ids.length ? ` and ${ids.length - 4} more` : '')}.`,
    cause: 'token-signature-invalid',
  };
}
