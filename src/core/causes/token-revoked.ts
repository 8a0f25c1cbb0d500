import type { Cause } from '../cause.ts';
import { text } from '../text.ts';
import { advice, at, credentialShown, found, present, saidFor, statusShows } from '../verdict.ts';

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
        ],
        [advice(text`Sign in again or request a new token: this one does not come back`)],
      );
    }
    if (!said) return undefined;
    return found(
      said.certainty,
      text`The server says that the token counts no more, before its time.`,
      [...said.evidence, ...present([credentialShown(facts)])],
      [
        ...said.fixes,
        { kind: 'action', title: text`Get a new token and send the request again`, action: { do: 'renew' } },
      ],
      said.source,
    );
  },
};
