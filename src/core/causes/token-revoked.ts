import type { Cause, Found, Verdict } from '../cause.ts';
import { type Verified, verified } from '../facts/verified.ts';
import { type Facts, isTokenRequest } from '../facts.ts';
import { renewTokenSaying } from '../fixes.ts';
import { type Text, text, words } from '../text.ts';
import { duration, formatTime } from '../time.ts';
import { at, credentialShown, found, present, ruledOut, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** The token was revoked, rotated, used up or ended by a logout (RFC 7009). */
export const tokenRevoked: Cause = {
  id: 'token-revoked',
  title: 'The token was revoked',
  why: 'A logout, a changed password, a rotation or an administrator ends a token before its time.',
  link: 'https://www.rfc-editor.org/rfc/rfc7009',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const ended = facts.credential?.in === 'cookie' ? undefined : facts.history.ended;
    if (ended) {
      return found(
        'proven',
        text`An earlier request, ${ended.path}, ended this token.`,
        [
          at(
            { in: 'earlier', entry: ended.entry, what: 'the request' },
            text`${ended.path} was called with the same token and succeeded`,
          ),
          ...(said?.evidence ?? [statusShows(facts)]),
          ...present([credentialShown(facts)]),
        ],
        [renewTokenSaying(text`This one does not come back.`)],
      );
    }
    const asked = askedIssuer(facts);
    if (asked) return asked;
    if (!said) return usedBefore(facts) ?? afterPassword(facts);
    return found(
      said.certainty,
      text`The server ended ${facts.credential === undefined ? text`the token` : text`the token in ${facts.credential.name}`} before its time${facts.token?.exp !== undefined && facts.sentAt < facts.token.exp ? text` (exp is ${formatTime(facts.token.exp)})` : text``}.`,
      [...said.evidence, ...present([credentialShown(facts)])],
      [...said.fixes, renewTokenSaying(text`This one does not come back.`)],
      said.source,
    );
  },
};

/** What the issuer answered when it was asked about the token (RFC 7662, OpenID Connect UserInfo). */
function askedIssuer(facts: Facts): Verdict | undefined {
  const checked = verified(facts, 'active');
  const by = checked?.verification.by;
  if (!checked || !by || !('endpoint' in by)) return undefined;
  const said = saidFor(facts, 'token-revoked');
  if (checked.outcome === 'fine') {
    // The server says otherwise: then it keeps a list of its own.
    return said ? undefined : ruledOut(text`Its issuer takes it: ${by.endpoint} was asked at ${timeOf(checked)}.`);
  }
  const { exp } = facts.token ?? {};
  // Its end is the reason, and a finding of its own.
  if (exp !== undefined && exp <= facts.sentAt) return undefined;
  return found(
    facts.identityAccepted ? 'possible' : 'stated',
    exp === undefined
      ? text`The issuer says that the token is not active: it has expired or was revoked, or another issuer gave it.`
      : text`The issuer says that the token is not active, though its exp lies ahead: it was revoked.`,
    [
      at(
        facts.credential?.at ?? { in: 'request-line' },
        text`${by.endpoint} was asked at ${timeOf(checked)} and does not take it`,
      ),
      ...(said?.evidence ?? [statusShows(facts)]),
    ],
    [renewTokenSaying(text`This one does not come back.`), ...(said?.fixes ?? [])],
    'https://www.rfc-editor.org/rfc/rfc7662#section-2.2',
  );
}

function timeOf({ verification }: Verified): Text {
  return words(formatTime(Math.floor(verification.at / 1000)));
}

/** A refresh token that was exchanged before: issuers that rotate them take each once (RFC 9700, 4.14.2). */
function usedBefore(facts: Facts): Found | undefined {
  const before = facts.history.accepted;
  const refreshes = isTokenRequest(facts) && facts.requestBody.fields.some((it) => it.key === 'refresh_token');
  const general = facts.stated === undefined || facts.stated === 'token-invalid';
  if (!before || !refreshes || !general || before.path !== facts.target.path || before.method !== 'POST')
    return undefined;
  return found(
    'likely',
    text`This ${'refresh_token'} was exchanged before, ${words(duration(before.secondsBefore))} earlier: issuers that rotate refresh tokens take each one once.`,
    [
      at(
        { in: 'earlier', entry: before.entry, what: 'the request' },
        text`${before.path} took the same ${'refresh_token'}`,
      ),
      statusShows(facts),
      ...wordsShown(facts),
    ],
    [renewTokenSaying(text`Keep the ${'refresh_token'} of the last answer, and send that one next time.`)],
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  );
}

/** Many servers end all tokens of a user when the password changes. */
function afterPassword(facts: Facts): Found | undefined {
  const changed = facts.history.passwordChanged;
  const general = facts.stated === undefined || facts.stated === 'token-invalid';
  if (!changed || !general || facts.status !== 401 || facts.credential?.token === undefined) return undefined;
  return found(
    'likely',
    text`An earlier request, ${changed.path}, changed the password, which mostly ends the tokens given before.`,
    [
      at(
        { in: 'earlier', entry: changed.entry, what: 'the request' },
        text`${changed.path} was called with the same token and succeeded`,
      ),
      statusShows(facts),
      ...present([credentialShown(facts)]),
    ],
    [renewTokenSaying(text`Sign in with the new password.`)],
  );
}
