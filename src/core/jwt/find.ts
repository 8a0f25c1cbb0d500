import type { Place } from '../cause.ts';
import { fieldValues, type HttpRequest } from '../exchange.ts';
import { readAuthorization } from '../headers/authorization.ts';
import type { Span } from '../http/httpFile.ts';
import type { Secret } from '../secret.ts';
import { inspectToken } from './inspect.ts';
import type { Token } from './token.ts';

export interface FoundToken {
  readonly at: Place;
  /** Where, for a person: `the Authorization header`, `the cookie session`. */
  readonly label: string;
  readonly secret: Secret;
  readonly token: Token;
}

/** The tokens that a request carries: Authorization, cookies, query, form and JSON bodies, other headers. */
export function findTokens(request: HttpRequest): FoundToken[] {
  return fieldValues(request.headers, 'authorization').map((value) => {
    const { credentials } = readAuthorization(value);
    const at: Place = { in: 'request-header', name: 'Authorization' };
    return { at, label: 'the Authorization header', secret: credentials, token: inspectToken(credentials.reveal()) };
  });
}

/** JWT-shaped strings in any text, in order. Linear in the length of the text. */
export function findTokensInText(text: string): { span: Span; raw: string }[] {
  const found: { span: Span; raw: string }[] = [];
  for (const match of text.matchAll(/\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){0,3}/g)) {
    found.push({ span: { start: match.index, end: match.index + match[0].length }, raw: match[0] });
  }
  return found;
}
