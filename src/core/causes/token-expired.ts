import type { Cause, Evidence, Found } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import { asksForNewNonce } from '../facts/challenges.ts';
import { readWrappedUrl } from '../facts/signedUrl.ts';
import type { Facts } from '../facts.ts';
import { renewTokenSaying } from '../fixes.ts';
import { text, words } from '../text.ts';
import { duration, formatTime, relative } from '../time.ts';
import { refusedCall, signInAgain } from '../tokenCallVerdict.ts';
import { advice, at, credentialShown, found, present, ruledOut, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** The token's lifetime is over: `exp` (RFC 7519, 4.1.4) lies before the time of the request. */
export const tokenExpired: Cause = {
  id: 'token-expired',
  title: 'The token has expired',
  why: 'Tokens are given an end, access tokens after minutes or hours, so that a stolen one is soon worthless.',
  link: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const exp = facts.token?.exp;
    const clock = facts.serverAt ?? facts.sentAt;
    if (exp !== undefined && exp <= Math.max(facts.sentAt, clock)) {
      const late = facts.sentAt - exp;
      return found(
        weight(facts, said !== undefined),
        text`The token expired ${words(duration(Math.max(1, late)))} before the request was sent.`,
        [
          at(
            { in: 'token', claim: 'exp' },
            text`exp is ${formatTime(exp)}, the request was sent at ${formatTime(facts.sentAt)}${facts.serverAt === undefined ? text`` : text`, by the server's clock ${formatTime(facts.serverAt)}`}`,
          ),
          ...(said?.evidence ?? []),
          ...present([lifetime(facts, exp)]),
        ],
        [renewal(facts), ...(said?.fixes ?? [])],
        said?.source,
      );
    }
    const old = presignedToken(facts) ?? outlived(facts);
    if (old) return old;
    const late = oldCode(facts);
    if (late) return late;
    if (asksForNewNonce(facts.challenges)) return staleNonce(facts);
    if (said) return refusedCall(facts, said, undefined, [signInAgain]) ?? byWords(facts, said);
    if (exp === undefined || facts.status === 403) return undefined;
    return ruledOut(text`Its exp lies ${words(duration(exp - facts.sentAt))} after the request.`);
  },
};

/** Codes last ten minutes at most, most of them one (RFC 6749, 4.1.2). */
function oldCode(facts: Facts): Found | undefined {
  const use = facts.grantUse;
  const general = facts.stated === undefined || facts.stated === 'token-invalid' || facts.stated === 'token-expired';
  if (use?.name !== 'code' || !use.given || use.spent || !general || facts.status < 400) return undefined;
  if (use.given.secondsBefore <= codeLifetime) return undefined;
  return found(
    'likely',
    text`The ${'code'} was given ${words(duration(use.given.secondsBefore))} before it was sent; codes last ten minutes at most.`,
    [
      at({ in: 'earlier', entry: use.given.entry, what: 'code' }, text`the sign-in came back with the ${'code'}`),
      statusShows(facts),
      ...wordsShown(facts),
    ],
    [{ ...signInAgain, detail: text`Exchange the code at once.` }],
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
  );
}

const codeLifetime = 600;

/** The answer that gave the token told its lifetime, and more time has passed. */
function outlived(facts: Facts): Found | undefined {
  const { issued } = facts.history;
  const general = facts.stated === undefined || weaker.has(facts.stated) || facts.stated === 'token-expired';
  if (issued?.expiresIn === undefined || issued.secondsBefore < issued.expiresIn || !general) return undefined;
  return found(
    facts.status === 401 ? 'proven' : 'likely',
    text`The token was given for ${words(duration(Math.max(1, issued.expiresIn)))}, and ${words(duration(Math.max(1, issued.secondsBefore)))} have passed.`,
    [
      at(
        { in: 'earlier', entry: issued.entry, what: 'expires_in' },
        text`${issued.path} gave the token with expires_in ${issued.expiresIn}`,
      ),
      statusShows(facts),
      ...present([credentialShown(facts)]),
    ],
    [renewal(facts)],
  );
}

function byWords(facts: Facts, said: NonNullable<ReturnType<typeof saidFor>>): Found {
  const { exp, iat } = facts.token ?? {};
  // The server says so, and the token says otherwise: then the server reads another token, or another clock.
  const contradicted = exp !== undefined && facts.sentAt < exp - 30;
  const age =
    iat === undefined || !contradicted
      ? []
      : [
          at(
            { in: 'token', claim: 'exp' } as const,
            text`exp is ${formatTime(exp ?? 0)}, ${words(relative(exp ?? 0, facts.sentAt))}`,
          ),
        ];
  return found(
    contradicted && said.certainty === 'stated' ? 'likely' : said.certainty,
    contradicted
      ? text`The server says that the token is too old, though its exp lies ahead.`
      : text`The server says that the credential has expired${iat === undefined ? text`` : text`; it was issued ${words(relative(iat, facts.sentAt))}`}.`,
    [
      ...said.evidence,
      ...age,
      ...(iat === undefined
        ? []
        : [
            at(
              { in: 'token', claim: 'iat' },
              text`iat is ${formatTime(iat)}, its age ${words(duration(facts.sentAt - iat))}`,
            ),
          ]),
      ...present([credentialShown(facts)]),
    ],
    [...said.fixes, renewal(facts)],
    said.source,
  );
}

function weight(facts: Facts, said: boolean): Certainty {
  if (said || facts.stated === undefined || facts.stated === 'token-expired') return 'proven';
  if (facts.status === 401 && weaker.has(facts.stated)) return 'proven';
  return facts.status === 403 && !weaker.has(facts.stated) ? 'possible' : 'likely';
}

/** What a 401 says in general words where an expired token is the reason. */
const weaker: ReadonlySet<string> = new Set([
  'token-invalid',
  'role-missing',
  'scope-missing',
  'policy-denied',
  'session-expired',
  'credentials-missing',
  'password-wrong',
  'token-revoked',
  'api-key-invalid',
]);

function lifetime(facts: Facts, exp: number): Evidence | undefined {
  const iat = facts.token?.iat;
  return iat === undefined
    ? undefined
    : at({ in: 'token', claim: 'iat' }, text`it was issued at ${formatTime(iat)} for ${words(duration(exp - iat))}`);
}

function renewal({ credential, token }: Facts): Found['fixes'][number] {
  const { iat, exp } = token ?? {};
  const life = iat === undefined || exp === undefined || exp <= iat ? undefined : duration(exp - iat);
  return renewTokenSaying(
    text`It goes into ${credential?.name ?? 'Authorization'}.${life === undefined ? text`` : text` Such tokens live for ${words(life)}: renew them before that.`}`,
  );
}

/** Tokens of EKS wrap a presigned URL, good for 15 minutes from its date. */
function presignedToken(facts: Facts): Found | undefined {
  const date = readWrappedUrl(facts.credential?.secret.reveal() ?? '');
  if (date === undefined || facts.sentAt < date + 900) return undefined;
  return found(
    'proven',
    text`The token wraps a presigned URL of ${formatTime(date)}; such tokens last 15 minutes, and it is ${words(duration(facts.sentAt - date))} old.`,
    [
      at({ in: 'request-header', name: 'Authorization' }, text`X-Amz-Date inside the token is ${formatTime(date)}`),
      statusShows(facts),
    ],
    [advice(text`Let the exec plugin make the token for each run (${'aws eks get-token'}), in place of a stored one`)],
  );
}

function staleNonce(facts: Facts): Found {
  return found(
    'stated',
    text`The nonce is too old (${'stale=true'}); the password is right.`,
    [
      at(
        { in: 'response-header', name: 'WWW-Authenticate' },
        text`${'stale=true'} says that user and password were right and only the nonce expired`,
      ),
      ...present([credentialShown(facts)]),
    ],
    [{ kind: 'action', title: text`Send the request again with the new nonce`, action: { do: 'send-again' } }],
    'https://www.rfc-editor.org/rfc/rfc7616#section-3.3',
    'A Digest server gives a nonce to answer to, and lets each count for a short time, so that an overheard answer is soon worthless.',
  );
}
