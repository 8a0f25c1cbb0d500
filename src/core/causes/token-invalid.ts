import type { Cause } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import { grantParameter } from '../facts/tokenCall.ts';
import { type Facts, isFresh } from '../facts.ts';
import { renewToken, renewTokenSaying } from '../fixes.ts';
import { list, text, words } from '../text.ts';
import { formatTime } from '../time.ts';
import { refused, refusedCall, signInAgain } from '../tokenCallVerdict.ts';
import { advice, at, credentialShown, found, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** The token was rejected, and nothing visible says why: unknown, deleted, or of another server (RFC 6750, 3.1, `invalid_token`). */
export const tokenInvalid: Cause = {
  id: 'token-invalid',
  title: 'The token was rejected',
  why: 'Servers often say only that a token is not good, so that an attacker learns nothing; the reason stands in the server’s log.',
  link: 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
  fallback: true,

  weigh(facts) {
    const call = facts.tokenCall && refusedGrant(facts, saidFor(facts, this.id));
    if (call) return call;
    const credential = facts.credential;
    if (!credential && facts.credentialsUnseen) return unseen(facts);
    if (!credential || facts.status === 407) return undefined;
    const said = saidFor(facts, this.id);
    const isToken = credential.token !== undefined || credential.in === 'authorization' || credential.kind === 'key';
    const certainty = weight(facts, said?.certainty, isToken);
    if (!certainty) return undefined;
    return found(
      certainty,
      text`The server rejects the ${credential.user === undefined ? text`token in ${credential.name}` : text`credentials of ${credential.user}`}${words(facts.exchange.response.body?.notRecorded ? '; its answer was not recorded whole.' : ' and does not say why.')}`,
      [credentialShown(facts) ?? statusShows(facts), ...(said?.evidence ?? wordsShown(facts)), ...intact(facts)],
      [
        ...(said?.fixes ?? []),
        isToken
          ? renewTokenSaying(
              text`If that is accepted, the old one was revoked, had expired or was from another server.`,
            )
          : advice(
              text`Try other credentials: if they are accepted, the old ones were revoked, too old or of another server`,
            ),
        ...(facts.log
          ? []
          : [
              advice(text`Read the server's log at ${formatTime(facts.serverAt ?? facts.sentAt)}: it names the reason`),
            ]),
      ],
      said?.source,
    );
  },
};

/** A code, refresh token or assertion that an authorization server does not take (RFC 6749, 5.2, `invalid_grant`). */
function refusedGrant(facts: Facts, said: ReturnType<typeof saidFor>): ReturnType<Cause['weigh']> {
  const subject = refused(facts);
  const name = facts.tokenCall && grantParameter(facts.tokenCall);
  if (!said || name === undefined || !subject) return undefined;
  const fixes = [
    name === 'assertion' || name === 'subject_token' ? renewToken : signInAgain,
    advice(text`Read the issuer's log at ${formatTime(facts.serverAt ?? facts.sentAt)}: it names the reason`),
  ];
  const told = refusedCall(facts, said, subject, fixes);
  if (told) return told;
  return found(
    said.certainty,
    text`The issuer refuses ${subject} and does not say why: ${words(reasons.get(name) ?? 'it is unknown, has expired, or is of another client')}.`,
    [...said.evidence, at(facts.tokenCall?.at ?? { in: 'request-body' }, text`the request sends ${name}`)],
    [...said.fixes, ...fixes],
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
  );
}

const reasons: ReadonlyMap<string, string> = new Map([
  [
    'code',
    'it was used before, has expired (codes last a minute to ten), or is of another client, redirect_uri or code_verifier',
  ],
  ['refresh_token', 'it was replaced by a newer one, revoked, has expired, or is of another client'],
]);

/** A recording without the token: the code of RFC 6750 says that one came. */
function unseen(facts: Facts): ReturnType<Cause['weigh']> {
  const code = facts.statements.find((it) => it.value === 'invalid_token');
  return (
    code &&
    found(
      'stated',
      text`The server rejects the token (${code.value}) and does not say why; the token was not recorded.`,
      [at(code.at, text`${code.name} is ${code.value}`)],
      [renewToken, advice(text`Record the request as well, so that the token's own times and audience can be read`)],
    )
  );
}

function weight(facts: Facts, said: Certainty | undefined, isToken: boolean): Certainty | undefined {
  // General words that name no reason are no statement of one; a server we know may say just that.
  const known = facts.signs.find((it) => it.cause === 'token-invalid')?.server !== undefined;
  if (isFresh(facts) && said === undefined && facts.challenges.length === 0) return 'possible';
  if (said) return said === 'stated' && !known ? 'likely' : said;
  if (!isToken) return undefined;
  if (facts.status === 401)
    return facts.stated === undefined && facts.credential?.kind !== 'basic' ? 'likely' : 'possible';
  return undefined;
}

/** What of a JWT is in order, and what is left to compare with the server's configuration: it narrows the search. */
function intact(facts: Facts): ReturnType<typeof at>[] {
  const token = facts.token;
  if (token?.kind !== 'jws') return [];
  const parts = [
    ...(token.exp !== undefined && facts.sentAt < token.exp ? ['the lifetime'] : []),
    ...(token.defects.length === 0 ? ['the form'] : []),
  ];
  const kid = token.header?.kid;
  const left = [
    ...(token.issuer === undefined ? [] : [`iss ${token.issuer}`]),
    ...(token.audiences.length === 0 ? [] : [`aud ${token.audiences.slice(0, 4).join(', ')}`]),
    ...(typeof kid === 'string' ? [`kid ${kid}`] : []),
  ];
  return [
    ...(parts.length === 0
      ? []
      : [
          at(
            { in: 'token', claim: 'exp' },
            text`${words(parts.join(' and '))} of the token are in order as far as can be seen; what is left is signature, issuer and audience`,
          ),
        ]),
    ...(left.length === 0
      ? []
      : [at({ in: 'token', claim: 'iss' }, text`the server's configuration must fit ${list(left)}`)]),
  ];
}
