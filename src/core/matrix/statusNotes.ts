import type { CauseId } from '../causeIds.ts';
import { type Exchange, fieldValues, type HeaderField } from '../exchange.ts';
import { notIdentified } from '../manners/callers.ts';
import { isSecretParameter } from '../mask.ts';
import { isSecretName } from '../secretNames.ts';
import { type Text, text } from '../text.ts';
import { type AnsweredCell, disguiseOf } from './answerAccess.ts';
import type { Want } from './expectation.ts';
import type { MatrixUser } from './matrix.ts';
import { wantedAccess } from './want.ts';

interface About {
  readonly user: MatrixUser;
  readonly want: Want | undefined;
  /** All answers of the row. */
  readonly answers: readonly AnsweredCell[];
}

/** What is to be noted of an answer for its status, whatever the verdict. */
export function statusNotes(answer: AnsweredCell, about: About): readonly Text[] {
  return [inDisguise(answer), mistaken(answer, about), ofContent(answer, about), nowhere(answer, about)].filter(
    (it) => it !== undefined,
  );
}

function inDisguise(answer: AnsweredCell): Text | undefined {
  const disguise = disguiseOf(answer);
  if (disguise === 'login-page') return text`${answer.status} is the page to sign in, so it counts as refused`;
  return disguise && text`${answer.status}, and its body refuses, so it counts as refused`;
}

/** 401 is about who is calling, 403 about what the caller may do (RFC 9110, 15.5.2 and 15.5.4). */
function mistaken(answer: AnsweredCell, { user, want }: About): Text | undefined {
  const { status, exchange } = answer;
  // Whoever writes that very status down means it.
  if (want?.kind === 'status' && want.status === status) return undefined;
  if (status === 401 && user.state === 'good' && carriesCredentials(exchange) && !rejectsToken(answer))
    return text`401 where 403 is meant: the credentials of ${user.name} are accepted elsewhere, so it is known who is asking`;
  if (status === 403 && !carriesCredentials(exchange) && !hasOtherReason(answer))
    return text`403 where 401 is meant: nobody has signed in here, and a 401 says how to`;
  return undefined;
}

/** Whether a 401 speaks of the credentials themselves. To ask for the cause takes an explanation: it comes last. */
function rejectsToken(answer: AnsweredCell): boolean {
  const challenges = fieldValues(answer.exchange.response.headers, 'WWW-Authenticate').join();
  if (
    /\berror="?(?:invalid_token|invalid_dpop_proof|use_dpop_nonce|insufficient_user_authentication)\b/i.test(
      challenges.slice(0, 4_000),
    )
  )
    return true;
  return among(notIdentified, answer) || among(ofProof, answer);
}

/** The token is good, and more is wanted to believe its bearer: that is a 401 as well. */
const ofProof: ReadonlySet<CauseId> = new Set<CauseId>([
  'proof-of-possession-invalid',
  'step-up-required',
  'client-certificate-required',
  'request-signature-invalid',
]);

/** Whether a 403 may have a reason that signing in does not change; the explanation is asked only where words hint at one. */
function hasOtherReason(answer: AnsweredCell): boolean {
  const { headers, body } = answer.exchange.response;
  const start = body?.text.slice(0, 4_000) ?? '';
  const hints = start === '' || /^\s{0,100}</.test(start) || otherWords.test(start) || headers.some(isOfGuard);
  return hints && among(otherReasons, answer);
}

const otherWords =
  /csrf|xsrf|cross|expired|link|signature|origin|cors|\bbots?\b|captcha|challenge|\bips?\b|address|network|region|country|rate|quota|many|limit|throttl|policy|blocked|firewall|https|tls|certificate|disabled|enabled|route|permission to/i;

function isOfGuard({ name }: HeaderField): boolean {
  return /^(?:cf-|x-amz|x-amzn|x-azure|x-iinfo|x-sucuri|x-datadome|retry-after|x-ratelimit)/i.test(name);
}

function among(causes: ReadonlySet<CauseId>, { cause }: AnsweredCell): boolean {
  return cause !== undefined && causes.has(cause);
}

/** Reasons for a 403 that signing in would not change. */
const otherReasons: ReadonlySet<CauseId> = new Set<CauseId>([
  'policy-denied',
  'rate-limited',
  'csrf-failed',
  'origin-not-allowed',
  'network-blocked',
  'bot-blocked',
  'route-mismatch',
  'file-permission',
  'tls-required',
  'client-certificate-required',
  'service-not-enabled',
  'url-signature-expired',
]);

function ofContent({ status }: AnsweredCell, { user, want }: About): Text | undefined {
  if (!want || wantedAccess(want) === 'neither' || !aboutContent.has(status)) return undefined;
  return text`${status} speaks of the request, so whether ${user.name} may is not known`;
}

const aboutContent: ReadonlySet<number> = new Set([400, 405, 406, 409, 411, 412, 413, 415, 422, 428]);

function nowhere({ status }: AnsweredCell, { want, answers }: About): Text | undefined {
  if (status !== 404 || answers.length < 2 || !want || wantedAccess(want) !== 'refused') return undefined;
  if (answers.some((it) => it.status !== 404)) return undefined;
  return text`everybody gets 404, so the address may be wrong, which would prove nothing`;
}

/** Whether a request, or one before it that led here, shows who is asking. */
export function carriesCredentials(exchange: Exchange): boolean {
  const carries = known.get(exchange) ?? lookForCredentials(exchange);
  known.set(exchange, carries);
  return carries;
}

/** Asked several times of each cell. */
const known = new WeakMap<Exchange, boolean>();

function lookForCredentials(exchange: Exchange): boolean {
  return [...exchange.earlier.slice(-20), exchange].some(({ request }) => {
    if (request.headers.some(({ name, value }) => value.trim() !== '' && isSecretName(name))) return true;
    const query = request.url.indexOf('?');
    if (query === -1) return false;
    const pairs = request.url.slice(query + 1, query + 8_000).split('&');
    return pairs.some((it) => isSecretParameter(it.split('=', 1)[0] ?? ''));
  });
}
