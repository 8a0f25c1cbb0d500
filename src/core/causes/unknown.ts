import type { Cause, Fix } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { tryAnotherUser } from '../fixes.ts';
import { text } from '../text.ts';
import { formatTime } from '../time.ts';
import { advice, found, requestShown, statusShows, wordsShown } from '../verdict.ts';

/** Nothing in the exchange tells. Names the experiments that would. */
export const unknown: Cause = {
  id: 'unknown',
  title: 'The exchange does not tell why',
  why: 'Many servers refuse with a bare status, so that strangers learn nothing; their log knows the reason.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5',
  fallback: true,

  weigh(facts) {
    return found(
      'possible',
      facts.credentialsUnseen
        ? text`The answer is ${facts.status}; nothing in it shows the reason, and what was sent is not fully recorded.`
        : text`The answer is ${`${facts.status} ${facts.exchange.response.statusText}`.trim()}, and nothing in it or in the request shows the reason.`,
      [statusShows(facts), requestShown(facts), ...wordsShown(facts)],
      experiments(facts),
    );
  },
};

/** The steps that would tell, the cheapest first. */
function experiments(facts: Facts): Fix[] {
  const log = advice(
    text`Read the server's log at ${formatTime(facts.serverAt ?? facts.sentAt)}: it names the rule or file`,
  );
  if (facts.credentials.length === 0 && facts.credentialsUnseen) {
    return [
      advice(
        text`Record the request as well: ${'curl -v'} prints both, and a browser exports credentials with a HAR when told to`,
      ),
      log,
    ];
  }
  if (facts.credentials.length === 0) {
    return [
      advice(text`Send the request with credentials: if the answer changes, they were missing`),
      advice(
        text`Send the same request from another network and from a browser: a change points to a filter or an address list`,
      ),
      log,
    ];
  }
  return [
    advice(text`Send the request without credentials: the same answer means that they are not what is refused`),
    { ...tryAnotherUser, title: text`Send it with fresh credentials, and as a user with more rights` },
    log,
  ];
}
