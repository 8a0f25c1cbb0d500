import type { Cause } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import type { Facts } from '../facts.ts';
import { text } from '../text.ts';
import { formatTime } from '../time.ts';
import { advice, at, fixesOr, found, saidFor, statusShows } from '../verdict.ts';

/** The gateway's own check or its upstream broke: the auth service is down, keys were not fetched, the gateway lacks rights. */
export const upstreamAuthFailed: Cause = {
  id: 'upstream-auth-failed',
  title: 'The check itself broke',
  why: 'The server or gateway asks another service whether a caller may pass; when that fails, everyone is refused.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const certainty = weight(facts, said?.certainty);
    if (!certainty) return undefined;
    return found(
      certainty,
      500 <= facts.status
        ? text`The server failed with ${`${facts.status} ${facts.exchange.response.statusText}`.trim()} before it could decide who is calling.`
        : text`What checks callers for ${facts.target.hostname} does not work; the credentials are not the reason.`,
      [
        ...(said?.evidence ?? ([statusShows(facts)] as const)),
        ...(facts.credential ? [at(facts.credential.at, text`the request carries ${facts.credential.name}`)] : []),
      ],
      [
        ...fixesOr(said, advice(text`Have the operator look at the authentication service, its keys and its network`)),
        ...(facts.log ? [] : [advice(text`Read the server's log at ${formatTime(facts.serverAt ?? facts.sentAt)}`)]),
      ],
      said?.source,
    );
  },
};

function weight(facts: Facts, said: Certainty | undefined): Certainty | undefined {
  if (said) return said;
  return 500 <= facts.status && facts.status < 600 && facts.stated === undefined ? 'likely' : undefined;
}
