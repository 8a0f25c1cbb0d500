import { fieldValue } from '../exchange.ts';
import type { Facts } from '../facts.ts';
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
  // Pages answer people with redirects and pages, and some protocols have their own place for a refusal.
  if (status < 400 && (asksForPage(facts) || hasOwnErrors(facts))) return undefined;
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
  // A login that checks its fields answers as to any form.
  if ((status === 400 || status === 422) && facts.credential?.kind === 'login') return undefined;
  // So does an API for what it cannot read (RFC 6750, 3.1, `invalid_request`).
  if (status === 400 && (sure === 'credentials-malformed' || sure === 'scheme-mismatch')) return undefined;
  if (![400, 405, 409, 422, 500, 502, 503].includes(status) || isTokenCall || hasOwnErrors(facts)) return undefined;
  return note(
    text`The refusal comes as ${`${status} ${facts.exchange.response.statusText}`.trim()}, where ${meant} is meant.`,
    text`Send ${meant}: clients renew credentials or stop by that status, and treat ${status} as something else.`,
  );
};

/** A browser that goes to a page, or sends a form. */
function asksForPage({ exchange }: Facts): boolean {
  return /\btext\/html\b/i.test(fieldValue(exchange.request.headers, 'Accept') ?? '');
}

/** GraphQL, JSON-RPC, gRPC and SOAP say inside the message what went wrong, and fix the status. */
function hasOwnErrors({ exchange, target, requestBody, responseBody, status }: Facts): boolean {
  const type = fieldValue(exchange.response.headers, 'Content-Type') ?? '';
  if (/^application\/(?:grpc|soap\+xml)/i.test(type)) return true;
  if (fieldValue(exchange.response.headers, 'grpc-status') !== undefined) return true;
  if (/<(?:[\w-]{1,20}:)?Envelope\b/.test(exchange.response.body?.text.slice(0, 2_000) ?? '')) return true;
  const names = [...requestBody.fields, ...responseBody.fields].map((it) => it.key);
  return (status < 400 && /graphql/i.test(target.path)) || names.includes('jsonrpc');
}
