import type { Claims, Token, TokenDefect } from './token.ts';
import { readUse } from './use.ts';

type Contents = Pick<
  Token,
  'exp' | 'nbf' | 'iat' | 'audiences' | 'issuer' | 'subject' | 'scopes' | 'roles' | 'use' | 'useBecause'
>;

/** What the claims of a token say, in one form whichever issuer wrote them. */
export function readContents(header: Claims, payload: Claims): Contents {
  const issuer = asText(payload.iss);
  const subject = asText(payload.sub);
  return {
    ...times(payload),
    audiences: texts(payload.aud).slice(0, most),
    ...(issuer === undefined ? {} : { issuer }),
    ...(subject === undefined ? {} : { subject }),
    scopes: scopesOf(payload),
    roles: rolesOf(payload),
    ...readUse(header, payload),
  };
}

export const noContents: Contents = { audiences: [], scopes: [], roles: [], use: 'unknown' };

/** Times that are not numbers (RFC 7519, 2: NumericDate). */
export function timeDefects(payload: Claims): TokenDefect[] {
  return timeClaims.flatMap((name): TokenDefect[] => {
    const value = payload[name];
    if (value === undefined || typeof value === 'number') return [];
    const says = `The claim ${name} is ${typeof value === 'string' ? 'a text' : `a ${typeof value}`}, where a number of seconds is expected.`;
    return [{ code: 'time-not-number', section: 'payload', says }];
  });
}

const timeClaims = ['exp', 'nbf', 'iat'] as const;
/** No token of use has more of anything; a hostile one may. */
const most = 500;

function times(payload: Claims): Pick<Token, 'exp' | 'nbf' | 'iat'> {
  const read: { exp?: number; nbf?: number; iat?: number } = {};
  for (const name of timeClaims) {
    const value = payload[name];
    const seconds = typeof value === 'string' && /^\d{1,16}(?:\.\d{1,9})?$/.test(value) ? Number(value) : value;
    if (typeof seconds === 'number' && Number.isFinite(seconds)) read[name] = seconds;
  }
  return read;
}

function scopesOf(payload: Claims): string[] {
  const all = ['scope', 'scp', 'scopes', 'permissions'].flatMap((name) =>
    texts(payload[name]).flatMap((it) => it.split(/[ ,]/)),
  );
  return unique(all);
}

function rolesOf(payload: Claims): string[] {
  const all = ['roles', 'role', 'groups', 'cognito:groups', 'wids', msRole].flatMap((name) => texts(payload[name]));
  const hasura = payload['https://hasura.io/jwt/claims'];
  const clients = Object.values(asObject(payload.resource_access)).slice(0, most);
  for (const place of [asObject(payload.realm_access), ...clients.map(asObject)]) all.push(...texts(place.roles));
  all.push(...texts(asObject(hasura)['x-hasura-allowed-roles']));
  for (const name of Object.keys(payload)) {
    // Auth0 and others: custom claims have an address as namespace.
    if (/^https?:\/\/.{1,200}\/(?:roles|groups)$/.test(name)) all.push(...texts(payload[name]));
  }
  return unique(all);
}

const msRole = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';

function texts(value: unknown): string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.flatMap((it) => {
    if (typeof it === 'string') return [it];
    // Spring writes {"authority": "ROLE_X"}, others {"name": "x"}.
    const named = asObject(it).authority ?? asObject(it).name;
    return typeof named === 'string' ? [named] : [];
  });
}

function unique(all: readonly string[]): string[] {
  return [...new Set(all.filter((it) => it !== ''))].slice(0, most);
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function asObject(value: unknown): Claims {
  // Foreign JSON: any object is a record of unknowns.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : {};
}
