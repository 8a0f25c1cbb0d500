import type { Cause, Found } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { renewTokenSaying } from '../fixes.ts';
import { text } from '../text.ts';
import { formatTime } from '../time.ts';
import { at, credentialShown, found, present, saidFor, statusShows } from '../verdict.ts';

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
    if (!said) return afterPassword(facts);
    return found(
      said.certainty,
      text`The server ended ${facts.credential === undefined ? text`the token` : text`the token in ${facts.credential.name}`} before its time${facts.token?.exp !== undefined && facts.sentAt < facts.token.exp ? text` (exp is ${formatTime(facts.token.exp)})` : text``}.`,
      [...said.evidence, ...present([credentialShown(facts)])],
      [...said.fixes, renewTokenSaying(text`This one does not come back.`)],
      said.source,
    );
  },
};

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
