import { fieldValue } from '../exchange.ts';
import { text } from '../text.ts';
import type { Manner } from './note.ts';

/** 401 and 407 name the schemes they take (RFC 9110, 15.5.2 and 15.5.8). */
export const challengeMissing: Manner = ({ facts }) => {
  const { headers } = facts.exchange.response;
  // An answer copied as text without any header was not copied whole.
  if (headers.length === 0 && facts.exchange.source === 'raw') return undefined;
  if (facts.status === 401 && fieldValue(headers, 'WWW-Authenticate') === undefined) {
    return {
      id: 'challenge-missing',
      at: { in: 'status' },
      says: text`The server sent 401 without ${'WWW-Authenticate'}, so it does not say which credentials it takes.`,
      instead: text`Send ${'WWW-Authenticate'} with every 401: RFC 9110 demands it, and clients choose the scheme by it.`,
      link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
    };
  }
  if (facts.status !== 407 || fieldValue(headers, 'Proxy-Authenticate') !== undefined) return undefined;
  return {
    id: 'challenge-missing',
    at: { in: 'status' },
    says: text`The proxy sent 407 without ${'Proxy-Authenticate'}, so it does not say which credentials it takes.`,
    instead: text`Send ${'Proxy-Authenticate'} with every 407, as RFC 9110 demands.`,
    link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.8',
  };
};
