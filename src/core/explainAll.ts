import { type Exchange, fieldValue, type HttpResponse } from './exchange.ts';
import { explainWithDiagnosis } from './explain.ts';
import { isRefusal } from './refusal.ts';
import type { Report } from './report.ts';

export interface Explained {
  /** Index in the list, 0-based. */
  readonly entry: number;
  readonly exchange: Exchange;
  readonly report: Report;
}

/**
 * The refusals among these exchanges, each explained. 401, 403, 407 and 419 always are; a 400, 404, 405 or 409, a
 * redirect to a login page and an error inside a 200 are where the exchange itself says why.
 */
export function explainRefusals(exchanges: readonly Exchange[], now: number): Explained[] {
  const explained: Explained[] = [];
  exchanges.forEach((exchange, entry) => {
    const refused = isRefusal(exchange.response);
    if (!refused && !mayStandIn(exchange.response)) return;
    const { report, diagnosis } = explainWithDiagnosis(exchange, now);
    const best = diagnosis.findings[0];
    if (refused || (best && !best.cause.fallback && best.found.certainty !== 'possible')) {
      explained.push({ entry, exchange, report });
    }
  });
  return explained;
}

/** Cheap to ask of each entry of a long log. */
function mayStandIn({ status, headers, body }: HttpResponse): boolean {
  if (status === 400 || status === 404 || status === 405 || status === 409) return true;
  if (300 <= status && status < 400) {
    return /log-?_?in|sign-?_?in|authorize|\/auth\b|\/sso\b|openid-connect|saml/i.test(
      fieldValue(headers, 'Location') ?? '',
    );
  }
  if (status !== 200 || !body || 20_000 < body.text.length || !/^\s*[{[]/.test(body.text)) return false;
  return (
    /"(?:error|errors|error_?code|fault)"/i.test(body.text) &&
    /unauth|forbidden|denied|not allowed|permission|expired|credential|log ?in/i.test(body.text)
  );
}
