import { fieldValue, type HttpResponse } from './exchange.ts';
import { readGrpcTrailers, refusingStatus } from './facts/grpc.ts';
import type { Server } from './facts/sign.ts';

/** Whether an answer is a refusal by its status: 401, 403, 407 and 419. */
export function isRefusal(response: HttpResponse): boolean {
  return refusals.has(response.status);
}

/**
 * Whether an answer of another status may be a refusal all the same: another one of the 400s, a redirect to a login page,
 * an error inside a 200. Cheap to ask of each entry of a long log; only a diagnosis can tell.
 */
export function mayStandIn(response: HttpResponse): boolean {
  const { status, body, headers } = response;
  if (standIns.has(status) || leadsToLogin(response)) return true;
  if (status === 200 && isGrpc(headers)) return refusesByGrpc(headers, body);
  if (status === 200 && body && tokenError.test(body.text.slice(0, 300))) return true;
  if (status !== 200 || !body || 20_000 < body.text.length || !/^\s*(?:[{[]|<(?!!doctype html|html))/i.test(body.text))
    return false;
  return (
    /\b(?:errors?|err_?code|error_?code|err_?msg|fault|success|return_?code|ret_?code|status|code)(?:"|>)/i.test(
      body.text,
    ) &&
    /unauth|forbidden|\bden(?:ied|y)\b|checksum|\bsign(?:ature)?\b|認証|认证|鉴权|인증|접근|签名|权限|not allowed|permission|expired|credential|log ?in/i.test(
      body.text,
    )
  );
}

/** Some token endpoints answer an error with 200, as a form or as JSON: `error=bad_verification_code&…` */
const tokenError =
  /^\s{0,9}(?:error=|\{(?:\s{0,9}"ok"\s{0,9}:\s{0,9}false,)?\s{0,9}"error"\s{0,9}:\s{0,9}")(?:bad_|invalid_|incorrect_|redirect_uri_|unauthorized_client|access_denied|code_already_used|oauth_|device_flow_|expired_token|unverified_)\w{0,40}/i;

function isGrpc(headers: HttpResponse['headers']): boolean {
  return /^application\/grpc/i.test(fieldValue(headers, 'Content-Type') ?? '');
}

/** gRPC answers 200 to everything and tells in the trailers, or in the header fields where nothing else is sent. */
function refusesByGrpc(headers: HttpResponse['headers'], body: HttpResponse['body']): boolean {
  return (
    refusingStatus(fieldValue(headers, 'grpc-status')) !== undefined ||
    (body !== undefined &&
      readGrpcTrailers(fieldValue(headers, 'Content-Type') ?? '', body.text.slice(-100_000)).length !== 0)
  );
}

/** Whether an answer may be explained at all: as above, or since a rule of one's own names its status. Cheap to ask. */
export function mayBeExplained(response: HttpResponse, own: readonly Server[] = []): boolean {
  if (isRefusal(response) || mayStandIn(response)) return true;
  return own.some((it) => it.signs.some((sign) => sign.status?.includes(response.status)));
}

/** A redirect to a page where people sign in. */
export function leadsToLogin({ status, headers }: HttpResponse): boolean {
  const location = 300 <= status && status < 400 ? fieldValue(headers, 'Location') : undefined;
  return (
    location !== undefined &&
    /log-?_?in|sign-?_?in|openid-connect|\/auth(?:orize|n|\/|$|\?)|\/sso\b|\/oauth2?\/|\/saml/i.test(
      location.slice(0, 2_000),
    )
  );
}

const refusals: ReadonlySet<number> = new Set([401, 403, 407, 419]);
const standIns: ReadonlySet<number> = new Set([400, 404, 405, 409, 410, 422, 429, 500, 502, 503]);
