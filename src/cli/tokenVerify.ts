import type { Token } from '../core/jwt/token.ts';
import { checkOf, outcomeOf, type Verification } from '../core/jwt/verification.ts';
import { decodeAny } from '../core/read/decodeAny.ts';
import { Secret } from '../core/secret.ts';
import type { GivenKey, VerifyOptions } from '../send/keys/index.ts';
import { createHost } from './host.ts';
import type { Io } from './io.ts';
import { readBytes } from './readInput.ts';

/** What a token is to be verified with. */
export interface VerifyWith {
  /** Ask an issuer for its keys. */
  readonly network: boolean;
  readonly issuer?: string;
  /** The text of a key, PEM, JWK or secret. */
  readonly key?: string;
}

/** What came of verifying, as `--json` prints it. */
export type VerificationOutput =
  | ({
      readonly kind: 'verified' | 'decrypted' | 'not-verified';
      /** The one sentence that decides. */
      readonly says: string;
    } & Omit<Verification, 'token' | 'inner'>)
  /** The keys could not be had, so nothing is known about the signature. */
  | { readonly kind: 'no-keys'; readonly says: string; readonly asked: readonly string[]; readonly network: boolean };

export interface Verified {
  readonly output: VerificationOutput;
  readonly verification?: Verification;
}

/** Verifies a token; `wrong` says what is wrong with the key that was given. */
export async function verify(
  raw: string,
  token: Token,
  how: VerifyWith,
  io: Io,
): Promise<Verified | { readonly wrong: string }> {
  const keys = await import('../send/keys/index.ts');
  const given = how.key === undefined ? undefined : keys.readGivenKey(how.key);
  if (given && 'problem' in given) return { wrong: given.problem };
  const options = {
    now: io.now(),
    ...(how.issuer === undefined ? {} : { expected: { issuer: how.issuer, audiences: [], from: '--issuer' } }),
  };
  if (given && !(how.network && token.kind === 'jwe'))
    return outputOf(await keys.verifyByKey(new Secret(raw), given, options));
  return byIssuer(raw, token, how, { ...options, ...(given ? { opener: given } : {}) }, io);
}

async function byIssuer(
  raw: string,
  token: Token,
  { issuer: named }: VerifyWith,
  options: VerifyOptions & { readonly opener?: GivenKey },
  io: Io,
): Promise<Verified> {
  const { isHere, readIssuerKeys, verifyByIssuer, whyNotAsked } = await import('../send/keys/index.ts');
  const none = (says: string): Verified => ({ output: { kind: 'no-keys', says, asked: [], network: false } });
  const issuer = named ?? token.issuer ?? issuerInHeader(token);
  const refusal = whyNotAsked(issuer);
  if (issuer === undefined || refusal !== undefined) return none(refusal ?? 'There is no issuer to ask.');
  const host = createHost(io);
  if (named === undefined && !isHere(issuer)) {
    // Whoever wrote the token chose the address.
    if (!io.canAsk)
      return none(
        `The token names ${issuer} as its issuer, which was not asked: --issuer ${issuer} says that it may be.`,
      );
    if (!(await host.confirm(`Ask ${issuer} for its keys?`))) return none(`${issuer} was not asked.`);
  }
  const stop = new AbortController();
  const release = io.onInterrupt(() => stop.abort());
  try {
    const found = await readIssuerKeys(issuer, { settings: host.settings, signal: stop.signal, now: io.now });
    if (found.kind === 'none')
      return { output: { kind: 'no-keys', says: found.says, asked: found.asked, network: found.network } };
    return outputOf(await verifyByIssuer(new Secret(raw), found, options));
  } finally {
    release();
  }
}

/** RFC 7519, 5.3: claims of an encrypted token may stand in its header, too. */
function issuerInHeader({ header }: Token): string | undefined {
  return typeof header?.iss === 'string' ? header.iss : undefined;
}

function outputOf(verification: Verification): Verified {
  const { token: _token, inner: _inner, ...rest } = verification;
  const decides = (['decrypted', 'key', 'alg', 'signature', 'iss', 'aud'] as const).flatMap(
    (it) => checkOf(verification, it) ?? [],
  );
  const wrong = decides.find((it) => it.outcome === 'wrong');
  const signature = checkOf(verification, 'signature');
  const opened = checkOf(verification, 'decrypted');
  const says = (wrong ?? signature ?? opened)?.says ?? '';
  const kind =
    wrong === undefined && signature?.outcome === 'fine'
      ? 'verified'
      : wrong === undefined && opened?.outcome === 'fine' && outcomeOf(verification) === 'unknown'
        ? 'decrypted'
        : 'not-verified';
  return { output: { kind, says, ...rest }, verification };
}

/** The text of a key, from a file, standard input or an environment variable; undefined where none is named. */
export async function readKeyText(
  values: Readonly<Record<string, string>>,
  io: Io,
): Promise<{ readonly text?: string } | { readonly wrong: string }> {
  const { key, 'secret-env': name } = values;
  if (key !== undefined && name !== undefined) return { wrong: '--key and --secret-env name one key each; give one.' };
  if (name !== undefined) {
    const text = io.env[name];
    return text === undefined || text === ''
      ? { wrong: `The environment variable ${name} of --secret-env is ${text === '' ? 'empty' : 'not set'}.` }
      : { text };
  }
  if (key === undefined) return {};
  const bytes = await readBytes(key, io);
  return 'problem' in bytes
    ? { wrong: `The key ${key} cannot be read: ${bytes.problem}.` }
    : { text: decodeAny(bytes) };
}
