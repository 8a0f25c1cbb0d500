import type { Exchange } from '../../core/exchange.ts';
import { type Calls, withCalls } from './calls.ts';
import { readMetadata } from './discovery.ts';
import { failed, notConfigured } from './ended.ts';
import { type Json, readJsonObject, whatCame } from './jsonAnswer.ts';
import type { Ending, OAuthOptions } from './obtained.ts';
import { leadsHome, unsafeUrl, withoutQuery } from './safeUrl.ts';

/** What an API says of itself: who gives tokens for it, and with which scopes (RFC 9728). Untrusted. */
export type ProtectedResource = (
  | {
      readonly kind: 'resource';
      /** To be asked for as `resource` (RFC 8707). */
      readonly resource: string;
      /** Issuers; https, or http on this computer. */
      readonly authorizationServers: readonly string[];
      readonly scopes: readonly string[];
      readonly json: Json;
    }
  | Ending
) & { readonly calls: readonly Exchange[] };

/**
 * Reads the metadata of a protected resource and checks that it speaks of the URL that was asked for.
 * @param metadataUrl as the challenge names it; absent: where the standard puts it (3.1)
 */
export function protectedResource(
  metadataUrl: string | undefined,
  resourceUrl: string,
  options: OAuthOptions,
): Promise<ProtectedResource> {
  return withCalls(options, async (calls) => {
    const unsafe = unsafeUrl(resourceUrl);
    if (unsafe) throw notConfigured(`${unsafe} Its metadata was not asked for.`);
    const where = metadataUrl ?? wellKnown(resourceUrl);
    if (leadsHome(where, resourceUrl)) {
      throw notConfigured(
        `${new URL(resourceUrl).host} leads to this computer for its description (${withoutQuery(where).slice(0, 200)}), which is not asked for others.`,
      );
    }
    const json = await read(where, calls);
    const exchange = calls.last();
    const { resource } = json;
    const end = (problem: string) => failed('not-oauth', `${withoutQuery(exchange.request.url)} ${problem}`, exchange);
    if (typeof resource !== 'string' || !URL.canParse(resource)) throw end('names no resource (RFC 9728, 2).');
    if (!covers(new URL(resource), new URL(resourceUrl))) {
      throw end(
        `describes another resource: expected one that covers ${withoutQuery(resourceUrl)}, got ${resource.slice(0, 300)}. Nobody is asked for tokens by it (RFC 9728, 3.3).`,
      );
    }
    return {
      kind: 'resource' as const,
      resource,
      authorizationServers: texts(json.authorization_servers).filter(
        (it) => unsafeUrl(it) === undefined && !leadsHome(it, resourceUrl),
      ),
      scopes: texts(json.scopes_supported),
      json,
    };
  });
}

async function read(url: string, calls: Calls): Promise<Json> {
  await calls.fetch(url, { method: 'GET', headers: { accept: 'application/json' } });
  const exchange = calls.last();
  const json = exchange.response.status === 200 ? readJsonObject(exchange) : undefined;
  if (json) return json;
  throw failed(
    'not-oauth',
    `${withoutQuery(url)} answered ${whatCame(exchange)}; expected 200 with the metadata of the API (RFC 9728).`,
    exchange,
  );
}

function wellKnown(resourceUrl: string): string {
  const { origin, pathname } = new URL(resourceUrl);
  return `${origin}/.well-known/oauth-protected-resource${pathname === '/' ? '' : pathname}`;
}

/** Whether a URL lies at or below a resource: same origin, and the path part by part. */
function covers(resource: URL, url: URL): boolean {
  const path = resource.pathname.replace(/\/$/, '');
  return resource.origin === url.origin && (url.pathname === path || url.pathname.startsWith(`${path}/`));
}

/** At most 100 texts of a list. */
function texts(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.filter((it) => typeof it === 'string' && it !== '' && it.length < 1_000).slice(0, 100);
}

/** The metadata of an authorization server (RFC 8414, OpenID Connect Discovery). Untrusted. */
export type Discovered = ({ readonly kind: 'discovered'; readonly issuer: string; readonly json: Json } | Ending) & {
  readonly calls: readonly Exchange[];
};

/** Asks an issuer for its metadata. */
export function discover(issuer: string, options: OAuthOptions): Promise<Discovered> {
  return withCalls(options, async (calls) => {
    const json = await readMetadata(issuer, calls);
    return { kind: 'discovered' as const, issuer: json.issuer, json };
  });
}
