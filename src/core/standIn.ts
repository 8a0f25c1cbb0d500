import { fieldValue, type HttpResponse } from './exchange.ts';

/**
 * Whether an answer other than 401, 403, 407 and 419 may be a refusal all the same: another status of the 400s, a redirect
 * to a login page, an error inside a 200. Cheap to ask of each entry of a long log; only a diagnosis can tell.
 */
export function mayStandIn({ status, headers, body }: HttpResponse): boolean {
  if (standIns.has(status)) return true;
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

const standIns: ReadonlySet<number> = new Set([400, 404, 405, 409, 410, 422, 429, 500, 502, 503]);
