import type { SignInRequest } from './auth/signIn.ts';
import { textOfBase64 } from './base64.ts';
import type { Fix } from './cause.ts';
import type { Facts } from './facts.ts';
import { list, type Text, text, words } from './text.ts';

/** Signing in anew and asking for more scopes; none where a key or password identifies the caller, to which none can be added. */
export function signInForScopes(facts: Facts, scopes: readonly string[]): Fix[] {
  if (scopes.length === 0 || !byToken(facts)) return [];
  const asked = scopes.slice(0, 20);
  return [
    {
      kind: 'action',
      title: text`Sign in again and ask for ${list(asked)}`,
      detail: text`Besides the scopes that the sign-in asks for now.`,
      action: { do: 'sign-in', ask: { scopes: asked }, ...metadataOf(facts) },
    },
  ];
}

/** Signing in as a challenge or a token endpoint wants it: by level, age or claims (RFC 9470; OpenID Connect Core, 5.5.1). */
export function signInStronger(facts: Facts): Fix[] {
  const acrValues = challenged(facts, 'acr_values');
  const age = challenged(facts, 'max_age') ?? '';
  const claims = readClaims(facts);
  const scopes = scopesIn(challenged(facts, 'scope'));
  const ask: SignInRequest = {
    ...(acrValues === undefined ? {} : { acrValues }),
    ...(/^\d{1,9}$/.test(age) ? { maxAge: Number(age) } : {}),
    ...(claims === undefined ? {} : { claims }),
    ...(scopes.length === 0 ? {} : { scopes }),
  };
  const parts: Text[] = [
    ...(ask.acrValues === undefined ? [] : [text`the level ${ask.acrValues}`]),
    ...(ask.maxAge === undefined
      ? []
      : [ask.maxAge === 0 ? words('a fresh sign-in') : text`a sign-in of the last ${ask.maxAge} seconds`]),
    ...(claims === undefined ? [] : [text`the claims ${claims.slice(0, 200)}`]),
  ];
  if (parts.length === 0) return [];
  return [
    {
      kind: 'action',
      title: text`Sign in again and ask for ${joined(parts)}`,
      detail: text`These are the answer's own words (${words([acrValues === undefined ? '' : 'acr_values', age === '' ? '' : 'max_age', claims === undefined ? '' : 'claims'].filter((it) => it !== '').join(', '))}); they go into the authorization request.`,
      action: { do: 'sign-in', ask, ...metadataOf(facts) },
    },
  ];
}

/** Signing in anew for the API that the answer names. */
export function signInForAudience(facts: Facts, audience: string | undefined): Fix[] {
  if (audience === undefined || !byToken(facts)) return [];
  const metadata = metadataOf(facts);
  return [
    {
      kind: 'action',
      title: text`Sign in again and ask for a token for ${audience}`,
      // Who publishes metadata reads the parameter of RFC 8707; others know `audience`.
      action: {
        do: 'sign-in',
        ask: metadata.metadata === undefined ? { audience } : { resource: audience },
        ...metadata,
      },
    },
  ];
}

/** Signing in where the challenge's metadata says (RFC 9728, 5.1). */
export function signInByMetadata(facts: Facts): Fix[] {
  const { metadata } = metadataOf(facts);
  if (metadata === undefined) return [];
  const scopes = scopesIn(challenged(facts, 'scope'));
  const host = /^https?:\/\/([^/?#]+)/i.exec(metadata)?.[1] ?? metadata;
  return [
    {
      kind: 'action',
      title:
        scopes.length === 0
          ? text`Sign in as ${host} describes it`
          : text`Sign in as ${host} describes it, and ask for ${list(scopes)}`,
      detail: text`The challenge names the description: ${metadata}`,
      action: { do: 'sign-in', ask: scopes.length === 0 ? {} : { scopes }, metadata },
    },
  ];
}

/** Where the API describes who signs in for it: https, or http on this computer. */
function metadataOf(facts: Facts): { readonly metadata?: string } {
  const url = challenged(facts, 'resource_metadata');
  return url !== undefined && metadataUrl.test(url) ? { metadata: url } : {};
}

const metadataUrl =
  /^(?:https:\/\/[\w.:[\]-]{1,253}|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?)(?:[/?][\w\-.~:/?[\]@!$&'()*+,;=%]{0,2000})?$/i;

function challenged({ challenges }: Facts, name: string): string | undefined {
  return challenges
    .filter((it) => it.field.toLowerCase() === 'www-authenticate')
    .flatMap((it) => it.params)
    .find((it) => it.name === name && it.value.trim() !== '')?.value;
}

/** RFC 6749, 3.3: between spaces; some write commas. */
function scopesIn(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(/[\s,]+/)
    .filter((it) => /^[\w!#-[\]-~]{1,200}$/.test(it))
    .slice(0, 20);
}

/** JSON text of the `claims` that a challenge (in Base64, as Microsoft sends it, or bare) or a token endpoint asks for. */
function readClaims(facts: Facts): string | undefined {
  const raw = challenged(facts, 'claims') ?? facts.responseBody.fields.find((it) => it.path === 'claims')?.value;
  if (raw === undefined || 8_000 < raw.length) return undefined;
  const json = raw.trimStart().startsWith('{') ? raw : textOfBase64(raw.replaceAll('-', '+').replaceAll('_', '/'));
  return json !== undefined && isObject(json) ? json : undefined;
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** What scopes can be added to: a token that a sign-in gave, not a key or a password. */
function byToken({ credential, tokenCall }: Facts): boolean {
  return tokenCall === undefined && credential?.kind === 'token' && credential.in === 'authorization';
}

function joined(parts: readonly Text[]): Text {
  return { parts: parts.flatMap((it, i) => (i === 0 ? it.parts : [{ ours: ' and ' }, ...it.parts])) };
}
