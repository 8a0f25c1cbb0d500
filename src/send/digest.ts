import { createHash, randomBytes } from 'node:crypto';
import { type Challenge, challengeParam } from '../core/headers/challenge.ts';
import type { Secret } from '../core/secret.ts';

/** What a Digest answer is computed from (RFC 7616, 3.4). */
export interface DigestInput {
  readonly user: string;
  readonly password: Secret;
  readonly method: string;
  /** The request target as it stands on the request line. */
  readonly uri: string;
  readonly body: Uint8Array;
  /** How often this nonce has been used, this time included. */
  readonly count: number;
  /** Fixed by tests; else random. */
  readonly cnonce?: string;
}

type Algorithm = 'MD5' | 'SHA-256' | 'SHA-512-256';
const hashes: Record<Algorithm, string> = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' };
const strength: readonly Algorithm[] = ['SHA-512-256', 'SHA-256', 'MD5'];

/** The strongest Digest challenge that can be answered; a server lists them by its own preference. */
export function strongestDigest(challenges: readonly Challenge[]): Challenge | undefined {
  const answerable = challenges.filter(
    (it) => it.scheme.toLowerCase() === 'digest' && readAlgorithm(it) && canAnswerQop(it),
  );
  return strength
    .map((wanted) => answerable.find((it) => readAlgorithm(it)?.algorithm === wanted))
    .find((it) => it !== undefined);
}

/** The server says that only the nonce was too old: the credentials may be right (RFC 7616, 3.3). */
export function isStale(challenge: Challenge): boolean {
  return challengeParam(challenge, 'stale')?.toLowerCase() === 'true';
}

/** The Authorization value that answers a challenge chosen by `strongestDigest`. */
export function answerDigest(challenge: Challenge, input: DigestInput): string {
  const { algorithm, session } = readAlgorithm(challenge) ?? { algorithm: 'MD5' as const, session: false };
  const hash = (value: string | Uint8Array) => createHash(hashes[algorithm]).update(value).digest('hex');

  const realm = challengeParam(challenge, 'realm') ?? '';
  const nonce = challengeParam(challenge, 'nonce') ?? '';
  const opaque = challengeParam(challenge, 'opaque');
  const qop = chooseQop(challenge);
  const cnonce = input.cnonce ?? randomBytes(16).toString('hex');
  const nc = input.count.toString(16).padStart(8, '0');

  const secret = hash(`${input.user}:${realm}:${input.password.reveal()}`);
  const a1 = session ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const a2 = hash(`${input.method}:${input.uri}${qop === 'auth-int' ? `:${hash(input.body)}` : ''}`);
  const response = hash(qop ? `${a1}:${nonce}:${nc}:${cnonce}:${qop}:${a2}` : `${a1}:${nonce}:${a2}`);

  const hashUser = challengeParam(challenge, 'userhash')?.toLowerCase() === 'true';
  const plainUser = /^[\u0020-\u007e]*$/.test(input.user);
  const user = hashUser
    ? `username="${hash(`${input.user}:${realm}`)}"`
    : plainUser
      ? `username="${quoted(input.user)}"`
      : `username*=UTF-8''${extended(input.user)}`;
  const named = challengeParam(challenge, 'algorithm');
  return [
    `Digest ${user}`,
    `realm="${quoted(realm)}"`,
    `nonce="${quoted(nonce)}"`,
    `uri="${quoted(input.uri)}"`,
    `response="${response}"`,
    ...(named === undefined ? [] : [`algorithm=${algorithm}${session ? '-sess' : ''}`]),
    ...(opaque === undefined ? [] : [`opaque="${quoted(opaque)}"`]),
    ...(qop ? [`qop=${qop}`, `nc=${nc}`] : []),
    ...(qop || session ? [`cnonce="${cnonce}"`] : []),
    ...(hashUser ? ['userhash=true'] : []),
  ].join(', ');
}

function readAlgorithm(challenge: Challenge): { algorithm: Algorithm; session: boolean } | undefined {
  const named = (challengeParam(challenge, 'algorithm') ?? 'MD5').toUpperCase();
  const session = named.endsWith('-SESS');
  const algorithm = strength.find((it) => it === (session ? named.slice(0, -5) : named));
  return algorithm ? { algorithm, session } : undefined;
}

function canAnswerQop(challenge: Challenge): boolean {
  return challengeParam(challenge, 'qop') === undefined || chooseQop(challenge) !== undefined;
}

function chooseQop(challenge: Challenge): 'auth' | 'auth-int' | undefined {
  const offered = (challengeParam(challenge, 'qop') ?? '')
    .toLowerCase()
    .split(',')
    .map((it) => it.trim());
  return (['auth', 'auth-int'] as const).find((it) => offered.includes(it));
}

function quoted(value: string): string {
  return value.replace(/[\r\n\u0000]/g, '').replace(/["\\]/g, '\\$&');
}

/** RFC 8187 */
function extended(value: string): string {
  return encodeURIComponent(value).replace(/['()*]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);
}
