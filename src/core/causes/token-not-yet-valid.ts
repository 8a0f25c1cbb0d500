import type { Cause, Evidence } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { text, words } from '../text.ts';
import { duration, formatTime } from '../time.ts';
import { advice, at, found, ruledOut, saidFor, statusShows } from '../verdict.ts';

/** The token is not valid yet: `nbf` (RFC 7519, 4.1.5) or `iat` lies after the time of the request. */
export const tokenNotYetValid: Cause = {
  id: 'token-not-yet-valid',
  title: 'The token is not valid yet',
  why: 'A token can name a moment before which it must not count; when the issuer’s clock runs ahead, that moment is still to come.',
  link: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.5',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const { nbf, iat } = facts.token ?? {};
    const now = Math.min(facts.sentAt, facts.serverAt ?? facts.sentAt);
    const claim = nbf !== undefined && now + 5 < nbf ? 'nbf' : iat !== undefined && now + 60 < iat ? 'iat' : undefined;
    if (claim !== undefined) {
      const time = (claim === 'nbf' ? nbf : iat) ?? 0;
      const other = facts.stated !== undefined && facts.stated !== this.id && facts.stated !== 'token-invalid';
      return found(
        other ? 'likely' : facts.status === 403 && !said ? 'likely' : 'proven',
        text`The token counts from ${formatTime(time)}, ${words(duration(time - facts.sentAt))} after the request was sent (${claim}).`,
        [
          at(
            { in: 'token', claim },
            text`${claim} is ${formatTime(time)}, the request was sent at ${formatTime(facts.sentAt)}`,
          ),
          ...(said?.evidence ?? [statusShows(facts)]),
        ],
        [
          advice(text`Set the clock of the token's issuer right (NTP)`),
          advice(text`Wait ${words(duration(time - facts.sentAt))}, or let the server allow some leeway`),
        ],
      );
    }
    const link = facts.signedUrl;
    if (link?.signedAt !== undefined && facts.sentAt + 5 < link.signedAt) {
      return found(
        'likely',
        text`The signed link counts from ${formatTime(link.signedAt)}, ${words(duration(link.signedAt - facts.sentAt))} after the request was sent.`,
        [
          at(
            { in: 'url', part: 'query', name: link.signature },
            text`the link was signed for a time from ${formatTime(link.signedAt)} on`,
          ),
          ...(said?.evidence ?? [statusShows(facts)]),
        ],
        [advice(text`Leave the start out of the link, or set it some minutes back: clocks differ`)],
      );
    }
    if (said) {
      return found(
        nbf === undefined && iat === undefined ? said.certainty : 'likely',
        text`The server says that the token does not count yet.`,
        [...said.evidence, ...claimsShown(facts)],
        [...said.fixes, advice(text`Compare the clocks of issuer and server`)],
        said.source,
      );
    }
    return nbf === undefined || facts.status === 403
      ? undefined
      : ruledOut(text`The token counts since ${formatTime(nbf)} (nbf).`);
  },
};

/** From when the token says it counts, beside the time of the request. */
function claimsShown(facts: Facts): Evidence[] {
  return (['nbf', 'iat'] as const).flatMap((claim) => {
    const time = facts.token?.[claim];
    return time === undefined
      ? []
      : [
          at(
            { in: 'token', claim },
            text`${claim} is ${formatTime(time)}, the request was sent at ${formatTime(facts.sentAt)}`,
          ),
        ];
  });
}
