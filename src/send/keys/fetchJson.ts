import { type Exchange, fieldValue } from '../../core/exchange.ts';
import { isLoopback } from '../../core/manners/hosts.ts';
import type { SendSettings } from '../outcome.ts';
import type { ProxyEnvironment } from '../proxies.ts';
import { nextHop } from '../redirects.ts';
import { send } from '../send.ts';
import { originOf, readTarget, type Target, urlOf } from '../target.ts';
import { freshUntil } from './freshness.ts';

export interface FetchOptions {
  readonly settings: SendSettings;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** For `https_proxy` and its kin; default: the process's. */
  readonly environment?: ProxyEnvironment;
  /** Documents that were read before and are still fresh. */
  readonly cache?: DocumentCache;
  /** The longest time for one document, in milliseconds; default 10 seconds. */
  readonly longestMs?: number;
}

/** Documents by their URL, in memory only. */
export type DocumentCache = Map<string, CachedDocument>;

export interface CachedDocument {
  readonly json: Json;
  /** Milliseconds since the epoch, both. */
  readonly fetchedAt: number;
  readonly freshUntil: number;
}

export type Json = Readonly<Record<string, unknown>>;

export type FetchedJson =
  | { readonly kind: 'json'; readonly json: Json; readonly fetchedAt: number }
  /** `network`: nobody answered, rather than something else than what was asked for. */
  | { readonly kind: 'none'; readonly says: string; readonly network: boolean };

/** More bytes than the key set of any issuer has. */
const mostBytes = 512 * 1024;
const mostDocuments = 50;
const mostRedirects = 3;

/** Whether keys may be read from there: https, or http on this computer. */
export function mayBeAsked(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** Whether the URL leads to this computer. */
export function isHere(url: string): boolean {
  return URL.canParse(url) && isLoopback(new URL(url).hostname);
}

/**
 * Reads a JSON object by GET, without any credential or cookie: within its size and time, following redirects inside its
 * origin only, from the cache while it is fresh.
 */
export async function fetchJson(url: string, options: FetchOptions): Promise<FetchedJson> {
  const cached = options.cache?.get(url);
  if (cached && options.now() < cached.freshUntil)
    return { kind: 'json', json: cached.json, fetchedAt: cached.fetchedAt };
  const exchange = await get(url, options);
  if ('says' in exchange) return exchange;
  const json = readObject(url, exchange);
  if ('says' in json) return json;
  const fetchedAt = options.now();
  keep(
    url,
    { json: json.json, fetchedAt, freshUntil: freshUntil(exchange.response.headers, fetchedAt) },
    options.cache,
  );
  return { kind: 'json', json: json.json, fetchedAt };
}

type None = Extract<FetchedJson, { kind: 'none' }>;

async function get(url: string, options: FetchOptions): Promise<Exchange | None> {
  const longestMs = options.longestMs ?? 10_000;
  const late = AbortSignal.timeout(longestMs);
  const signal = AbortSignal.any([options.signal, late]);
  let target = readTarget(url);
  for (let redirects = 0; ; redirects++) {
    if (typeof target === 'string') return { kind: 'none', says: `${url} was not asked. ${target}`, network: false };
    const here: Target = target;
    const sent = await send(
      {
        method: 'GET',
        url: urlOf(here),
        headers: [{ name: 'Accept', value: 'application/json, application/jwk-set+json' }],
        followRedirects: false,
        useCookies: false,
        timeoutMs: Math.min(longestMs, options.settings.timeoutMs),
        mostBytes,
      },
      {
        settings: options.settings,
        signal,
        now: () => options.now(),
        ...(options.environment ? { environment: options.environment } : {}),
      },
    );
    if (sent.kind === 'failed') {
      const says =
        late.aborted && !options.signal.aborted
          ? `${url} gave no answer within ${longestMs / 1000} seconds.`
          : sent.message;
      return { kind: 'none', says, network: true };
    }
    const { response } = sent.exchange;
    const next = nextHop({ method: 'GET', target: here, headers: [] }, response);
    if (!next) return sent.exchange;
    const to = next.hop.target;
    if (next.crosses) {
      const says = `${url} answered ${response.status} with a redirect to another origin, ${originOf(to)}, which was not followed.`;
      return { kind: 'none', says, network: false };
    }
    if (redirects === mostRedirects)
      return { kind: 'none', says: `${url} redirects more than ${mostRedirects} times.`, network: false };
    target = to;
  }
}

function readObject(url: string, { response }: Exchange): { readonly json: Json } | None {
  const none = (says: string): None => ({ kind: 'none', says, network: true });
  if (response.status !== 200) return none(`${url} answered ${response.status}.`);
  const text = response.body?.text ?? '';
  try {
    const json: unknown = JSON.parse(text);
    if (isJson(json)) return { json };
    return none(`${url} answered JSON that is no object.`);
  } catch {
    const type = fieldValue(response.headers, 'Content-Type')?.split(';', 1)[0]?.slice(0, 60);
    return none(
      `${url} answered ${/html/i.test(type ?? '') ? 'a page of HTML' : 'something else'} where JSON is expected.`,
    );
  }
}

function keep(url: string, document: CachedDocument, cache: DocumentCache | undefined): void {
  if (!cache) return;
  cache.delete(url);
  if (document.freshUntil <= document.fetchedAt) return;
  cache.set(url, document);
  // The oldest stands first.
  for (const oldest of cache.keys()) {
    if (cache.size <= mostDocuments) break;
    cache.delete(oldest);
  }
}

/** Whether foreign JSON is an object. */
export function isJson(it: unknown): it is Json {
  return typeof it === 'object' && it !== null && !Array.isArray(it);
}
