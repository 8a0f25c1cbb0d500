import type { Cause, Evidence } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import { fieldValue, fieldValues } from '../exchange.ts';
import { describesTokens } from '../facts/mismatch.ts';
import type { Facts } from '../facts.ts';
import { readSetCookie, removesCookie, type SetCookie } from '../headers/cookies.ts';
import { text, words } from '../text.ts';
import { refusedCall, signInAgain } from '../tokenCallVerdict.ts';
import { advice, at, credentialShown, found, present, saidFor, statusShows } from '../verdict.ts';

/** The session behind the cookie is unknown or over (RFC 6265, 8.4). */
export const sessionExpired: Cause = {
  id: 'session-expired',
  title: 'The session is over',
  why: 'A session ends by logout, idle time, a server restart or a changed secret; its cookie then points at nothing.',
  link: 'https://www.rfc-editor.org/rfc/rfc6265#section-8.4',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const refused = refusedCall(facts, said, undefined, [signInAgain]);
    if (refused) return refused;
    const cookie =
      facts.credentials.find((it) => it.in === 'cookie') ??
      facts.credentials.find(
        (it) => (it.in === 'query' || it.in === 'header') && /(?:^|[-_])s(?:ess(?:ion)?)?[-_]?id$/i.test(it.name),
      );
    const ended =
      cookie && !facts.credentials.some((it) => it.in === 'authorization') ? facts.history.ended : undefined;
    const name = cookie?.name;
    const certainty = weight(facts, said?.certainty, ended !== undefined, deletes(facts, name));
    if (!certainty) return undefined;
    return found(
      certainty,
      ended
        ? text`The session ended with the request to ${ended.path} before this one.`
        : name === undefined
          ? text`The server says that the session is over.`
          : text`The session of ${words(cookie?.in === 'query' ? 'the parameter' : cookie?.in === 'header' ? 'the header' : 'the cookie')} ${name} is over or unknown to the server.`,
      [
        ...(said?.evidence ?? ([statusShows(facts)] as const)),
        ...(ended
          ? [
              at(
                { in: 'earlier', entry: ended.entry, what: 'the request' },
                text`${ended.path} was called with the same cookie`,
              ),
            ]
          : []),
        ...present([credentialShown(facts), replaced(facts, name), otherAgent(facts), unsent(facts)]),
      ],
      [
        ...(said?.fixes ?? []),
        advice(text`Sign in again and use the new cookie`),
        { kind: 'action', title: text`Clear the kept cookies, then sign in again`, action: { do: 'clear-cookies' } },
      ],
      said?.source,
    );
  },
};

function weight(facts: Facts, said: Certainty | undefined, ended: boolean, deleted: boolean): Certainty | undefined {
  if (ended) return 'proven';
  if (describesTokens(facts) && !deleted) return 'possible';
  // It was looked up and not found: the answer takes it back.
  if (deleted && (facts.stated === undefined || facts.stated === 'credentials-missing')) return 'likely';
  const onlyCookie =
    facts.credentials.length !== 0 &&
    facts.credentials.every(
      (it) =>
        it.in === 'cookie' ||
        ((it.in === 'query' || it.in === 'header') && /(?:^|[-_])s(?:ess(?:ion)?)?[-_]?id$/i.test(it.name)),
    );
  if (said && (said !== 'possible' || facts.stated !== undefined)) return said;
  if (!onlyCookie) return said;

  if (facts.status === 200 && facts.stated === 'credentials-missing') return 'likely';
  // Its server gave it a moment ago, and now speaks of rights.
  const fresh = facts.history.issued?.host === facts.target.hostname && facts.history.issued.secondsBefore < 60;
  const ofRights = facts.signs.some((it) => it.cause === 'role-missing');
  if (facts.status === 401 || facts.status === 440 || facts.toLogin)
    return fresh && ofRights
      ? 'possible'
      : facts.stated === undefined || facts.stated === 'credentials-missing' || facts.stated === 'token-invalid'
        ? 'likely'
        : 'possible';
  const wordless = facts.status === 200 && facts.statements.every((it) => !/\s/.test(it.value));
  return facts.credential?.in === 'query' && wordless ? 'possible' : undefined;
}

function setAgain(facts: Facts, name: string | undefined): SetCookie | undefined {
  if (name === undefined) return undefined;
  const lines = fieldValues(facts.exchange.response.headers, 'Set-Cookie');
  return lines.map(readSetCookie).find((it) => it?.name === name);
}

function deletes(facts: Facts, name: string | undefined): boolean {
  const cookie = setAgain(facts, name);
  return cookie !== undefined && (cookie.value.reveal() === '' || removesCookie(cookie, facts.sentAt));
}

/** The answer deletes the cookie or sets it anew: it did not know it. */
function replaced(facts: Facts, name: string | undefined): Evidence | undefined {
  if (name === undefined || setAgain(facts, name) === undefined) return undefined;
  return at(
    { in: 'response-header', name: 'Set-Cookie' },
    deletes(facts, name) ? text`the answer deletes ${name}` : text`the answer sets ${name} anew, as for a new visitor`,
  );
}

/** Some servers tie a session to the client that opened it. */
function otherAgent(facts: Facts): Evidence | undefined {
  const issued = facts.history.issued;
  const before = issued && fieldValue(facts.exchange.earlier[issued.entry]?.request.headers ?? [], 'User-Agent');
  if (before === undefined || before === facts.userAgent) return undefined;
  return at(
    { in: 'request-header', name: 'User-Agent' },
    text`${'User-Agent'} is ${facts.userAgent}; the session was opened by ${before}`,
  );
}

/** The cookie of the session did not come along. */
function unsent(facts: Facts): Evidence | undefined {
  const cookie = facts.credentials.length === 0 ? facts.history.unsentCookies[0] : undefined;
  return (
    cookie &&
    at(
      { in: 'earlier', entry: cookie.entry, what: `Set-Cookie ${cookie.name}` },
      text`the cookie ${cookie.name} was set and not sent: ${words(cookie.because)}`,
    )
  );
}
