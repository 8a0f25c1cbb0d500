import type { CauseId } from './causeIds.ts';
import { type Exchange, fieldValue } from './exchange.ts';
import { type Text, text } from './text.ts';

/** That the server's certificate was not verified, and why it would have been refused; undefined where it was. */
export function certificateRemark({ unverified }: Exchange): Text | undefined {
  if (unverified === undefined) return undefined;
  return text`The server's certificate was not verified, as the settings say for this host: ${unverified}`;
}

/** Where the server's status says something else than its reason: one sentence each. */
export function remarksOn(exchange: Exchange, best: CauseId | undefined): readonly Text[] {
  const { status, statusText, headers } = exchange.response;
  const certificate = certificateRemark(exchange);
  const remarks: Text[] = certificate ? [certificate] : [];
  if (status === 401 && fieldValue(headers, 'WWW-Authenticate') === undefined) {
    remarks.push(
      text`The server sent 401 without ${'WWW-Authenticate'}, so it does not say which credentials it takes; RFC 9110 (15.5.2) demands that header.`,
    );
  }
  if (status === 407 && fieldValue(headers, 'Proxy-Authenticate') === undefined) {
    remarks.push(text`The proxy sent 407 without ${'Proxy-Authenticate'}, which RFC 9110 (15.5.8) demands.`);
  }
  if (best === undefined) return remarks;
  if (status === 401 && knownCaller.has(best)) {
    remarks.push(
      text`The server sent 401 where 403 is meant: it knows who is calling, so signing in again would not help.`,
    );
  }
  if (status === 403 && notIdentified.has(best)) {
    remarks.push(
      text`The server sent 403 where 401 is meant: nobody was identified, and other credentials can change the answer.`,
    );
  }
  if (status === 403 && best === 'rate-limited') {
    remarks.push(text`The server sent 403 where 429 is meant: waiting helps, other credentials need not.`);
  }
  if (status === 419) {
    remarks.push(text`419 is not a registered status; Laravel uses it where its anti-forgery check fails.`);
  }
  const refused = knownCaller.has(best) || notIdentified.has(best);
  if (refused && (status < 400 || status === 400 || status === 404 || status === 405 || status === 409)) {
    remarks.push(standIn(status, statusText));
  }
  return remarks;
}

function standIn(status: number, statusText: string): Text {
  if (300 <= status && status < 400)
    return text`The refusal comes as a redirect (${status}), as servers do for browsers; 401 would tell an API client.`;
  if (status < 300) return text`The refusal comes with ${status}, the status of a success: only the body tells.`;
  if (status === 404) return text`The refusal comes as 404: some servers hide what the caller may not see.`;
  return text`The refusal comes as ${`${status} ${statusText}`.trim()}, where 401 or 403 is meant.`;
}

const notIdentified: ReadonlySet<CauseId> = new Set<CauseId>([
  'credentials-missing',
  'credentials-dropped',
  'scheme-mismatch',
  'credentials-malformed',
  'token-expired',
  'token-not-yet-valid',
  'token-signature-invalid',
  'token-wrong-audience',
  'token-wrong-issuer',
  'token-revoked',
  'token-invalid',
  'session-expired',
  'password-wrong',
  'api-key-invalid',
]);

const knownCaller: ReadonlySet<CauseId> = new Set<CauseId>([
  'scope-missing',
  'role-missing',
  'not-owner',
  'policy-denied',
  'sso-authorization-required',
  'service-not-enabled',
]);
