const keyHeader =
  /(?:^|[-_])(?:key|token|secret|auth|authori[sz]ation(?:-\d{1,2})?|sign|password|passphrase|credential|jwt|jwt-assertion|signature|ticket|sid|session|session-?id)$|^x-(?:forwarded-|remote-|auth-|authenticated-)?user(?:-?(?:id|name|email))?$|(?:api|access|app|auth|user|session|client|secret)(?:key|token)$/;
const notKey =
  /csrf|xsrf|^postman-token$|idempotency|nonce|^sec-|^x-request|surrogate|cache|^content-|^x-goog-user|partition|routing|sharding|^x-amz-(?!security-token)|^forwarded/;

/** A header of the API's own with a value as random as keys are, such as `X-Honeycomb-Team`. */
export function isOpaqueKey(lower: string, value: string): boolean {
  return (
    lower.startsWith('x-') &&
    !notKey.test(lower) &&
    !/id$|trace|correlation|sha\d|md5|digest|checksum|hash|etag|version|agent|client-data|client-info|device|fingerprint|forwarded|real-ip|host|origin|language|platform|time|date|nonce|rnd|salt|span|sampl|build|commit|delivery|event|action|message|call|identifier|client|product|device|project|tenant|workspace|organi[sz]ation/.test(
      lower,
    ) &&
    !/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) &&
    /^(?=[\w+/=-]{0,200}\d)(?=[\w+/=-]{0,200}[A-Za-z])[\w+/=-]{20,200}$/.test(value)
  );
}

/** A token says by itself what it is, whatever the header is called. */
export const bareJwt = /^eyJ[\w-]{10,}\.eyJ[\w-]{5,}\./;

/** A header that holds a key or token by its name, in lower case. */
export function isKeyName(lower: string): boolean {
  return keyHeader.test(lower) && !notKey.test(lower);
}

const signatureName = /signature|(?:^|-)(?:sign|hmac)$/i;

/** A header that holds the signature of the request by its name. */
export function isSignatureName(name: string): boolean {
  return signatureName.test(name);
}

const keyParameter =
  /^(?:x[-_])?(?:(?:access|ws|user|client|login)[-_]?token|api[-_]?key|apikey|key|token|auth|auth[-_]?token|token[-_]?auth|hapikey|subscription-key|appid|app_key|api_token|private_token|job_token|jwt|id_token|oauth_token|code|_?sid|session(?:[-_]?id)?|(?:service|client|secret|user|public|license|sub(?:scription)?)[-_]?key|x[-_][a-z0-9]{2,20}[-_](?:token|key|secret|auth))$/i;

/** A parameter of the URL that holds a key or token by its name. */
export function isKeyParameter(name: string): boolean {
  return keyParameter.test(name);
}
