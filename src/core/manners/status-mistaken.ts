import { text } from '../text.ts';
import { knownCaller, notIdentified } from './callers.ts';
import type { Manner } from './note.ts';

/** 401 is about who is calling, 403 about what the caller may do (RFC 9110, 15.5.2 and 15.5.4). */
export const statusMistaken: Manner = ({ facts, sure }) => {
  const at = { in: 'status' } as const;
  const id = 'status-mistaken';
  if (facts.status === 419) {
    return {
      id,
      at,
      says: text`419 is not a registered status; Laravel uses it where its anti-forgery check fails.`,
      instead: text`Send 403 to API clients: they know that status.`,
      link: 'https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml',
    };
  }
  if (sure === undefined) return undefined;
  // A rule or a single sign-on may be met by signing in another way: there 401 can be right.
  if (
    facts.status === 401 &&
    knownCaller.has(sure) &&
    sure !== 'policy-denied' &&
    sure !== 'sso-authorization-required'
  ) {
    return {
      id,
      at,
      ...(sure === 'scope-missing'
        ? {
            says: text`The server sent 401 where 403 is meant: it accepts the token, and misses a scope in it.`,
            instead: text`Send 403 with ${'error="insufficient_scope"'} and the scope: on a 401 clients renew the same token in vain.`,
            link: 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
          }
        : {
            says: text`The server sent 401 where 403 is meant: it knows who is calling, so signing in again would not help.`,
            instead: text`Send 403: on a 401 clients sign in again, and go round in circles.`,
            link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4',
          }),
    };
  }
  // Said of those who sent nothing by a note of its own.
  if (facts.status === 403 && notIdentified.has(sure) && facts.credentials.length !== 0) {
    return {
      id,
      at,
      says: text`The server sent 403 where 401 is meant: nobody was identified, and other credentials can change the answer.`,
      instead: text`Send 401 with ${'WWW-Authenticate'}: clients renew a token on a 401, and give up on a 403.`,
      link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
    };
  }
  if ((facts.status === 403 || facts.status === 401) && sure === 'rate-limited') {
    return {
      id,
      at,
      says: text`The server sent ${facts.status} where 429 is meant: it is waiting that helps.`,
      instead: text`Send 429 with ${'Retry-After'}: clients wait as long as it says.`,
      link: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    };
  }
  return undefined;
};
