import { type Exchange, fieldValue } from '../exchange.ts';
import { inspectToken } from '../jwt/inspect.ts';
import { readRedaction } from '../redaction.ts';
import { Secret } from '../secret.ts';
import type { Credential } from './credentials.ts';

/**
 * Credentials as a recording shows them: of one whose value was masked it is known that it was sent, and where, and
 * nothing of its form. What was read off the mask is taken away.
 */
export function asRecorded(exchange: Exchange, credentials: readonly Credential[]): readonly Credential[] {
  if (exchange.source === 'sent') return credentials;
  const shown = credentials.map(withoutMask);
  const cookie = fieldValue(exchange.request.headers, 'Cookie');
  if (cookie === undefined || readRedaction(cookie) !== 'whole') return shown;
  // All cookies behind one mask: that there were some is all that is known.
  return [...shown.filter((it) => it.in !== 'cookie'), hiddenCookies(cookie)];
}

function withoutMask(it: Credential): Credential {
  const value = it.secret.reveal();
  const redaction = readRedaction(value);
  if (redaction === undefined) return it;
  const { token, readable: _, ...rest } = it;
  if (redaction === 'whole') return { ...rest, hidden: 'value', defects: [] };
  // Any signature will do to read the rest.
  const read = inspectToken(`${value.slice(0, value.lastIndexOf('.'))}.${'A'.repeat(43)}`);
  const defects = read.defects.filter((defect) => defect.section !== 'signature' && defect.code !== 'signature-length');
  const readable = read.payload === undefined ? token : { ...read, kind: 'jws' as const, defects };
  return { ...rest, hidden: 'signature', defects, ...(readable ? { token: readable } : {}) };
}

function hiddenCookies(value: string): Credential {
  return {
    kind: 'session',
    in: 'cookie',
    at: { in: 'request-header', name: 'Cookie' },
    name: 'Cookie',
    secret: new Secret(value),
    hidden: 'value',
    defects: [],
  };
}
