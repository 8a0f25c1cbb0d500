import type { Cause, Found, Verdict } from '../cause.ts';
import { type Verified, verified } from '../facts/verified.ts';
import type { Facts } from '../facts.ts';
import { renewTokenSaying } from '../fixes.ts';
import { type Text, text, words } from '../text.ts';
import { duration, formatTime } from '../time.ts';
import { refusedCall, signInAgain } from '../tokenCallVerdict.ts';
import {
  advice,
  at,
  credentialShown,
  found,
  present,
  ruledOut,
  type Said,
  saidFor,
  statusShows,
  wordsShown,
} from '../verdict.ts';

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
    const spent = spentBefore(facts, said);
    if (spent) return spent;
    if (!said) return usedBefore(facts) ?? afterPassword(facts);
    const refused = refusedCall(facts, said, undefined, [signInAgain]);
    if (refused) return refused;
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

/** A code or refresh token that earlier exchanges show to have been used: both count once (RFC 6749, 4.1.2; RFC 9700, 4.14.2). */
function spentBefore(facts: Facts, said: Said | undefined): Found | undefined {
  const { grantUse: use, stated } = facts;
  const general = stated === undefined || stated === 'token-invalid' || said !== undefined;
  if (!use || !general || facts.status < 400) return undefined;
  const more = said?.evidence ?? [statusShows(facts), ...wordsShown(facts)];
  if (use.spent && (use.name === 'code' || use.spent.replaced)) {
    const before = words(duration(Math.max(1, use.spent.secondsBefore)));
    return found(
      'proven',
      use.name === 'code'
        ? text`This ${'code'} was exchanged before, ${before} earlier: each counts once.`
        : text`This ${use.name} was used before, ${before} earlier, and another one was given for it: the server ended the whole chain.`,
      [
        at(
          { in: 'earlier', entry: use.spent.entry, what: 'the request' },
          use.name === 'code'
            ? text`${use.spent.path} took the same ${'code'}`
            : text`${use.spent.path} took the same ${use.name} and answered with a new one`,
        ),
        ...more,
      ],
      [
        {
          ...signInAgain,
          detail:
            use.name === 'code'
              ? text`Exchange the new code once: a page that is loaded twice or a retry sends it a second time.`
              : text`A refresh token that comes twice counts as stolen, so those given after it are ended as well.`,
        },
        ...(use.name === 'code'
          ? []
          : [
              advice(
                text`Keep the ${use.name} of each answer in place of the one before, and renew from one place at a time`,
              ),
            ]),
      ],
      use.name === 'code'
        ? 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2'
        : 'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
      use.name === 'code' ? undefined : whyRotation,
    );
  }
  if (!use.chainEnded || use.name !== 'refresh_token') return undefined;
  return found(
    'likely',
    text`An earlier call to ${use.chainEnded.path} sent a code or ${use.name} a second time, and the server ended the whole chain, this one included.`,
    [
      at(
        { in: 'earlier', entry: use.chainEnded.entry, what: 'the request' },
        text`${use.chainEnded.path} got what had been exchanged before, and refused it`,
      ),
      ...more,
    ],
    [{ ...signInAgain, detail: text`Renew from one place at a time, with the newest ${use.name}.` }],
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    whyRotation,
  );
}

const whyRotation =
  'With rotation each refresh token counts once. One that comes a second time may be a thief’s, so the server ends every token of that sign-in.';

/** A refresh token that was exchanged before: issuers that rotate them take each once (RFC 9700, 4.14.2). */
function usedBefore(facts: Facts): Found | undefined {
  const before = facts.grantUse?.name === 'refresh_token' ? facts.grantUse.spent : undefined;
  const general = facts.stated === undefined || facts.stated === 'token-invalid';
  if (!before || !general || facts.status < 400) return undefined;
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
