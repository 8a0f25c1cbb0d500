import type { Claims, Token } from './token.ts';

type Use = Pick<Token, 'use' | 'useBecause'>;

/** What the header and claims say a token is for. The first that says so counts, plain statements before hints. */
export function readUse(header: Claims, payload: Claims): Use {
  for (const rule of rules) {
    const use = rule(header, payload);
    if (use) return use;
  }
  return { use: 'unknown' };
}

type Rule = (header: Claims, payload: Claims) => Use | undefined;

const headerTypes: ReadonlyMap<string, Token['use']> = new Map<string, Token['use']>([
  ['at+jwt', 'access'],
  ['application/at+jwt', 'access'],
  ['id+jwt', 'id'],
  ['rt+jwt', 'refresh'],
  ['dpop+jwt', 'other'],
  ['logout+jwt', 'other'],
  ['secevent+jwt', 'other'],
  ['oauth-authz-req+jwt', 'other'],
  ['token-introspection+jwt', 'other'],
  ['client-authentication+jwt', 'other'],
]);

const kinds: ReadonlyMap<string, Token['use']> = new Map<string, Token['use']>([
  ['access', 'access'],
  ['access_token', 'access'],
  ['bearer', 'access'],
  ['id', 'id'],
  ['id_token', 'id'],
  ['refresh', 'refresh'],
  ['refresh_token', 'refresh'],
  ['offline', 'refresh'],
  ['logout', 'other'],
]);

const rules: readonly Rule[] = [
  (header) => {
    const typ = header.typ;
    const use = typeof typ === 'string' ? headerTypes.get(typ.toLowerCase()) : undefined;
    return use && { use, useBecause: `the header's typ is ${typ}` };
  },
  // Cognito: token_use; Keycloak: typ; SimpleJWT: token_type; Flask-JWT-Extended: type
  (_, payload) => stated(payload, ['token_use', 'typ', 'token_type', 'type', 'use']),
  (_, payload) => {
    if (payload.htm === undefined || payload.htu === undefined) return undefined;
    return { use: 'other', useBecause: 'htm and htu make it a DPoP proof' };
  },
  (_, payload) =>
    payload.events === undefined ? undefined : { use: 'other', useBecause: 'events make it an event message' },
  (_, payload) => {
    const { iss } = payload;
    if (typeof iss !== 'string') return undefined;
    if (iss.startsWith('https://securetoken.google.com/'))
      return { use: 'id', useBecause: 'the issuer is Firebase, which issues ID tokens' };
    if (/^(?:https:\/\/)?accounts\.google\.com$/.test(iss))
      return { use: 'id', useBecause: "the issuer is Google's sign-in, whose JWTs are ID tokens" };
    return undefined;
  },
  (_, payload) => {
    if (payload.iss !== 'supabase') return undefined;
    const { role } = payload;
    return role === 'anon' || role === 'service_role'
      ? { use: 'other', useBecause: `it is the API key of a Supabase project (role ${role})` }
      : undefined;
  },
  (_, payload) => byPresence(payload, ['at_hash', 'c_hash', 's_hash'], 'id'),
  (_, payload) => byPresence(payload, ['scope', 'scp', 'permissions', 'kubernetes.io', 'gty'], 'access'),
  // The nonce of OpenID Connect; a token that a client signs for itself has one of its own, and names no issuer and user.
  (_, payload) =>
    payload.iss === undefined || payload.sub === undefined ? undefined : byPresence(payload, ['nonce'], 'id'),
  (_, payload) => {
    // Microsoft Entra: an access token has scp or roles, or at least appid or azpacr
    if (payload.tid === undefined || payload.ver === undefined) return undefined;
    if (payload.roles !== undefined && (payload.appid ?? payload.azpacr) !== undefined)
      return { use: 'access', useBecause: 'it has roles and names the calling application' };
    if ((payload.appid ?? payload.azpacr ?? payload.appidacr) !== undefined)
      return { use: 'access', useBecause: 'it names the calling application (appid)' };
    return payload.preferred_username === undefined
      ? undefined
      : { use: 'id', useBecause: 'it names the user and has neither scp nor an application' };
  },
  (_, payload) => byPresence(payload, ['client_id', 'realm_access', 'resource_access', 'roles'], 'access'),
];

function stated(payload: Claims, names: readonly string[]): Use | undefined {
  for (const name of names) {
    const value = payload[name];
    const use = typeof value === 'string' ? kinds.get(value.toLowerCase()) : undefined;
    if (use) return { use, useBecause: `${name} is ${value}` };
  }
  return undefined;
}

function byPresence(payload: Claims, names: readonly string[], use: Token['use']): Use | undefined {
  const name = names.find((it) => payload[it] !== undefined);
  return name === undefined ? undefined : { use, useBecause: `it has the claim ${name}` };
}
