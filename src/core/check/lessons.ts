import type { Exchange } from '../exchange.ts';
import { expectedAudience } from '../facts/expectedAudience.ts';
import type { Facts } from '../facts.ts';
import { signFor } from '../facts.ts';
import { areaOf, type Lesson } from './hostMemory.ts';

/** What an answer teaches of its host: tokens that it took or refused, schemes it asks for, documents it handed out. */
export function lessonsFrom(exchange: Exchange, facts: Facts): readonly Lesson[] {
  const { target, status, sentAt: at } = facts;
  if (target.host === '') return [];
  const place = { host: target.host, area: areaOf(target.path), at };
  if (200 <= status && status < 300) return [...accepted(facts, place), ...documents(exchange, facts, place)];
  return status === 401 || status === 403 ? [...refused(facts, place), ...asked(facts, place)] : [];
}

type Place = Pick<Extract<Lesson, { readonly kind: 'asks' }>, 'host' | 'area' | 'at'>;

function accepted({ credential, token }: Facts, place: Place): Lesson[] {
  if (credential?.in !== 'authorization') return [];
  const took: Lesson[] = credential.scheme === undefined ? [] : [{ kind: 'took', ...place, scheme: credential.scheme }];
  if (credential.token !== token || token?.kind !== 'jws') return took;
  const { audiences, issuer, use } = token;
  return [...took, { kind: 'accepted', ...place, audiences, use, ...(issuer === undefined ? {} : { issuer }) }];
}

function refused(facts: Facts, place: Place): Lesson[] {
  const { token, stated } = facts;
  if (token?.kind !== 'jws') return [];
  const { audiences, issuer, use } = token;
  switch (stated) {
    case 'token-wrong-audience': {
      const wanted = expectedAudience(signFor(facts, stated)?.quote ?? '', audiences);
      return [
        { kind: 'refused', ...place, claim: 'aud', values: audiences, ...(wanted === undefined ? {} : { wanted }) },
      ];
    }
    case 'token-wrong-issuer':
      return issuer === undefined ? [] : [{ kind: 'refused', ...place, claim: 'iss', values: [issuer] }];
    case 'token-wrong-type':
      return use === 'unknown' ? [] : [{ kind: 'refused', ...place, claim: 'use', values: [use] }];
    default:
      return [];
  }
}

function asked({ challenges, status }: Facts, place: Place): Lesson[] {
  const schemes = challenges.filter((it) => it.field === 'WWW-Authenticate' && it.scheme !== '').map((it) => it.scheme);
  return status === 401 && schemes.length !== 0 ? [{ kind: 'asks', ...place, schemes: [...new Set(schemes)] }] : [];
}

/** Metadata of a protected resource or an issuer, and key sets, as their members tell them. */
function documents({ request, response }: Exchange, { target }: Facts, place: Place): Lesson[] {
  const document = readObject(response.body?.text ?? '');
  if (!document) return [];
  const { resource, issuer, jwks_uri: keysAt, keys } = document;
  const found: Lesson[] = [];
  const issuers = texts(document.authorization_servers);
  if (typeof resource === 'string' && target.path.includes('/.well-known/oauth-protected-resource')) {
    const about = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(resource);
    const host = about?.[1]?.toLowerCase() ?? place.host;
    found.push({ kind: 'resource', ...place, host, area: areaOf(about?.[2] ?? ''), resource, issuers });
  }
  if (typeof issuer === 'string' && typeof keysAt === 'string')
    found.push({ kind: 'issuer', issuer, keysAt, at: place.at });
  if (Array.isArray(keys)) {
    const ids = keys.flatMap((it: unknown) =>
      typeof it === 'object' && it !== null && 'kty' in it && 'kid' in it && typeof it.kid === 'string' ? [it.kid] : [],
    );
    // A key without an id may be anybody's.
    if (0 < ids.length && ids.length === keys.length) found.push({ kind: 'keys', url: request.url, ids, at: place.at });
  }
  return found;
}

const longestDocument = 200_000;

function readObject(body: string): Readonly<Record<string, unknown>> | undefined {
  if (longestDocument < body.length || !/^\s*\{/.test(body)) return undefined;
  if (!/"(?:jwks_uri|keys|authorization_servers|resource)"/.test(body)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [];
}
