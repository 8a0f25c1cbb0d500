import { stringOf, type Value } from './value.ts';

/** Statuses with which guards refuse. 419: Laravel's for a form's token; 440 and 498 are of IIS and ArcGIS. */
export const refusals: ReadonlySet<number> = new Set([401, 403, 407, 419, 429, 440, 498, 511]);

/** The status that a value is: a number, its digits, or a constant of a package that names statuses. */
export function statusOf(value: Value | undefined): number | undefined {
  if (value?.is === 'constant' && typeof value.value === 'number') return value.value;
  const text = stringOf(value);
  if (text !== undefined && /^[1-5]\d\d$/.test(text)) return Number(text);
  if (value?.is === 'package' || value?.is === 'made' || value?.is === 'unknown') {
    const last = value.is === 'unknown' ? value.name?.split('.').at(-1) : value.path.at(-1);
    return last === undefined ? undefined : byConstant.get(last.replace(/[^a-z0-9]/gi, '').toLowerCase());
  }
  return undefined;
}

/** `StatusCodes.UNAUTHORIZED`, `httpStatus.FORBIDDEN`, `HttpStatus.Unauthorized`, `HTTP_STATUS_FORBIDDEN`. */
const byConstant: ReadonlyMap<string, number> = new Map([
  ['unauthorized', 401],
  ['httpunauthorized', 401],
  ['httpstatusunauthorized', 401],
  ['scunauthorized', 401],
  ['forbidden', 403],
  ['httpforbidden', 403],
  ['httpstatusforbidden', 403],
  ['toomanyrequests', 429],
  ['proxyauthenticationrequired', 407],
]);

/**
 * The status that an error, or a function that answers with one, has by its name: `UnauthorizedError`,
 * `ForbiddenException`, `Boom.forbidden`, `res.unauthorized`. Only whole names: `isForbidden` asks.
 */
export function statusOfName(name: string): number | undefined {
  const plain = name
    .replace(/(?:Error|Exception|Err|Response|Fault)$/, '')
    .replace(/^(?:Http|HTTP|Api|API|App|send|throw)(?=[A-Z])/, '');
  if (unauthenticated.test(plain)) return 401;
  if (forbidden.test(plain)) return 403;
  return tooMany.test(plain) ? 429 : undefined;
}

const unauthenticated =
  /^(?:unauthori[sz]ed|(?:un|not_?)authenticated|unauth|authentication(?:required|failed|failure)?|(?:not|un)_?loggedin|invalidtoken|invalidcredentials?|tokenexpired|jsonwebtoken|auth)$/i;
const forbidden =
  /^(?:forbidden|access_?denied|permission_?denied|not_?allowed|not_?permitted|not_?authori[sz]ed|authori[sz]ation|insufficient(?:scope|permissions?|role|rights)?|no_?permissions?|forbid)$/i;
const tooMany = /^(?:too_?many_?requests|rate_?limit(?:ed|exceeded)?)$/i;

/** What the words of an error say: 401 or 403. */
export function statusOfWords(words: string): number | undefined {
  if (
    /\b(?:forbidden|access (?:is )?denied|permission denied|insufficient|not (?:allowed|permitted)|not authori[sz]ed to|admins? only)/i.test(
      words,
    )
  )
    return 403;
  return /\b(?:unauthori[sz]ed|unauthenticated|not (?:authenticated|authori[sz]ed|logged in)|(?:invalid|missing|no|expired) (?:token|api[- ]?key|session)|authentication (?:required|failed)|log ?in|please authenticate)\b/i.test(
    words,
  )
    ? 401
    : undefined;
}
