import type { CauseId } from '../causeIds.ts';
import { type Exchange, fieldValue } from '../exchange.ts';
import type { Report } from '../report.ts';

/** A refusal that a fresh credential can mend. */
export interface Renewal {
  readonly cause: CauseId;
  /** `again`: the answer itself brought what was missing (a nonce), so nothing has to be fetched. */
  readonly how: 'fresh-credential' | 'again';
  /** The refusal proves that the request was not carried out. */
  readonly notDone: boolean;
}

/** Reasons that end with a new credential of the same kind. */
const renewable: ReadonlySet<CauseId> = new Set<CauseId>([
  'token-expired',
  'token-revoked',
  'token-invalid',
  'session-expired',
  'csrf-failed',
]);

/** What can be done about a refusal by renewing; undefined where a new credential would be refused as well. */
export function renewalOf(report: Report, exchange: Exchange): Renewal | undefined {
  const best = report.findings[0];
  if (!best) return undefined;
  const notDone = provesNotDone(exchange) && !didSomethingBefore(exchange);
  if (best.id === 'proof-of-possession-invalid' && wantsNonce(exchange))
    return { cause: best.id, how: 'again', notDone };
  return renewable.has(best.id) ? { cause: best.id, how: 'fresh-credential', notDone } : undefined;
}

/** A 401 says that the request was not applied (RFC 9110, 15.5.2); no other status does. */
function provesNotDone({ response }: Exchange): boolean {
  return response.status === 401;
}

/** A POST that was answered with a redirect to a page was carried out, whatever that page says (RFC 9110, 15.4.4). */
function didSomethingBefore({ earlier }: Exchange): boolean {
  return earlier.some(
    ({ request, response }) => !isIdempotent(request.method) && 300 <= response.status && response.status < 307,
  );
}

/** The server hands out the nonce that the next proof must hold (RFC 9449, section 9). */
function wantsNonce({ response }: Exchange): boolean {
  return (
    fieldValue(response.headers, 'DPoP-Nonce') !== undefined &&
    /\buse_dpop_nonce\b/.test(fieldValue(response.headers, 'WWW-Authenticate') ?? response.body?.text ?? '')
  );
}

/** `ask`: a click renews. `auto`: the run does it. `off`: nothing is offered by itself. */
export type RetryMode = 'ask' | 'auto' | 'off';

/** Whether a request may be sent a second time without a question, with everything that it led to. */
export function mayRepeat(renewal: Renewal, mode: RetryMode, { request, earlier }: Exchange): boolean {
  if (mode !== 'auto') return false;
  return renewal.notDone || [request, ...earlier.map((it) => it.request)].every((it) => isIdempotent(it.method));
}

/** Done twice it is done once (RFC 9110, 9.2.2). */
export function isIdempotent(method: string): boolean {
  return /^(?:GET|HEAD|OPTIONS|TRACE|PUT|DELETE|QUERY|PROPFIND)$/.test(method);
}
