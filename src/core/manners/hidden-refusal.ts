import { type Text, text } from '../text.ts';
import { knownCaller, notIdentified } from './callers.ts';
import type { Manner, Note } from './note.ts';

/** A refusal behind another status: 404, a redirect, a success, a plain client error (RFC 9110, 15.5). */
export const hiddenRefusal: Manner = ({ facts, sure }) => {
  if (sure === undefined || !(knownCaller.has(sure) || notIdentified.has(sure))) return undefined;
  const meant = knownCaller.has(sure) ? 403 : 401;
  const note = (says: Text, instead: Text): Note => ({
    id: 'hidden-refusal',
    at: { in: 'status' },
    says,
    instead,
    link: `https://www.rfc-editor.org/rfc/rfc9110#section-15.5.${meant === 401 ? 2 : 4}`,
  });
  const { status } = facts;
  if (300 <= status && status < 400) {
    return note(
      text`The refusal comes as a redirect (${status}), as servers do for browsers; an API client follows it to a page it cannot read.`,
      text`Redirect only those who ask for HTML; send ${meant} to callers whose ${'Accept'} names JSON or who send ${'Authorization'}.`,
    );
  }
  if (200 <= status && status < 300) {
    return note(
      text`The refusal comes with ${status}, the status of a success: only the body tells.`,
      text`Send ${meant}: caches, retries and monitoring go by the status.`,
    );
  }
  if (status === 404) {
    return note(
      text`The refusal comes as 404: some servers hide what the caller may not see.`,
      text`Keep 404 where even the existence is a secret; send ${meant} elsewhere, so that callers can find out what to do.`,
    );
  }
  // A token endpoint answers 400 by its own rules (RFC 6749, 5.2).
  const isTokenCall = facts.requestBody.fields.some((it) => it.key === 'grant_type');
  // So does an API for what it cannot read (RFC 6750, 3.1, `invalid_request`).
  if (status === 400 && (sure === 'credentials-malformed' || sure === 'scheme-mismatch')) return undefined;
  if (![400, 405, 409, 422, 500, 502, 503].includes(status) || isTokenCall) return undefined;
  return note(
    text`The refusal comes as ${`${status} ${facts.exchange.response.statusText}`.trim()}, where ${meant} is meant.`,
    text`Send ${meant}: clients renew credentials or stop by that status, and treat ${status} as something else.`,
  );
};
