import { type Exchange, fieldValue, mayHideCredentials } from '../../exchange.ts';
import { readBasic } from '../../headers/basic.ts';
import { isSecretField, isSecretPair } from '../../mask.ts';
import { parseHttpDate } from '../../time.ts';
import { readAddress } from '../address.ts';
import { known } from '../known.ts';
import { idOf, isIdName } from '../requestIds.ts';

/** What the lines of one exchange have in common with it, read once. */
export interface Wanted {
  readonly method: string;
  /** Path and query as sent; undefined where the request was not recorded. */
  readonly target?: string;
  /** Without its port, in lower case. */
  readonly host?: string;
  /** As it was sent, with its port where it has one, in lower case. */
  readonly authority?: string;
  readonly status: number;
  /** By the server's clock, in milliseconds since the epoch: from the beginning of the request to the end of the answer. */
  readonly from?: number;
  readonly to?: number;
  /** When the answer was made, as closely as it is known: the second of its `Date`, or the time of the exchange where both clocks agree. */
  readonly moment?: { readonly from: number; readonly to: number };
  /** How far both may be off: the clocks of two computers, where the answer has no `Date`. */
  readonly slack: number;
  /** Server's clock less ours, where the answer's `Date` tells. Milliseconds. */
  readonly skew?: number;
  /** Ids that were sent, or that came with the answer. */
  readonly ids: readonly string[];
  /** Whether any credential was sent; undefined where the headers are not known. */
  readonly sentCredential?: boolean;
  /** The scheme of Authorization, in lower case. */
  readonly scheme?: string;
  /** Addresses that the request names as its client's own: X-Forwarded-For, X-Real-IP. */
  readonly claimed: readonly string[];
  /** The major version of HTTP that the client spoke. */
  readonly version?: string;
  /** The user of Basic or Digest. */
  readonly user?: string;
  readonly userAgent?: string;
  readonly referer?: string;
  /** Bytes of the answer's body. */
  readonly size?: number;
}

/** Reads what to look for in logs. */
export function wantedOf(exchange: Exchange): Wanted {
  const { request, response, sentAt, timings, requestNotShown } = exchange;
  const url = requestNotShown
    ? undefined
    : /^[a-z][a-z0-9+.-]{0,20}:\/\/([^/?#]{0,300})([^#]*)/i.exec(request.url.slice(0, 20_000));
  const authority = fieldValue(request.headers, 'Host') || (url?.[1] ?? '');
  const target = url?.[2];
  const lasted = Math.min(Math.max(timings?.total ?? 0, 0), longest);
  const date = parseHttpDate(fieldValue(response.headers, 'Date') ?? '');
  const dated = date === undefined ? undefined : date * 1000;
  const from = dated === undefined ? sentAt : dated - lasted;
  const to = dated === undefined ? sentAt && sentAt + lasted : dated + 999 + lasted;
  const size = response.body?.size ?? -1;
  return known<Wanted>({
    method: request.method.toUpperCase(),
    target: target === undefined ? undefined : target.startsWith('/') ? target : `/${target}`,
    host: hostOf(authority) || undefined,
    authority: authority.toLowerCase() || undefined,
    status: response.status,
    from,
    to,
    moment: momentOf(dated, sentAt, lasted),
    slack: dated === undefined ? 5_000 : 2_000,
    skew: dated === undefined || sentAt === undefined ? undefined : dated - sentAt,
    ids: requestNotShown ? [] : idsOf(exchange),
    sentCredential: sentCredential(exchange),
    scheme: /^([\w-]{1,30})\s/.exec(fieldValue(request.headers, 'Authorization') ?? '')?.[1]?.toLowerCase(),
    claimed: claimedAddresses(request.headers),
    version: /^HTTP\/(\d)/.exec(response.httpVersion)?.[1],
    user: userOf(fieldValue(request.headers, 'Authorization') ?? ''),
    userAgent: fieldValue(request.headers, 'User-Agent') || undefined,
    referer: fieldValue(request.headers, 'Referer') || undefined,
    size: 0 < size ? size : undefined,
  });
}

function sentCredential(exchange: Exchange): boolean | undefined {
  const { headers, url, body } = exchange.request;
  if (mayHideCredentials(exchange)) return undefined;
  if (headers.some((it) => isSecretField(it.name)) || hasSecretInQuery(url)) return true;
  // A login form carries its credential in the body.
  return body && body.text !== '' ? undefined : false;
}

/** By our clock where it can be the server's, too; else the second that the answer tells. A slow answer's line may tell its beginning. */
function momentOf(dated: number | undefined, sentAt: number | undefined, lasted: number): Wanted['moment'] {
  if (dated === undefined) return undefined;
  if (sentAt !== undefined && dated <= sentAt + lasted + 2 && sentAt < dated + 1000)
    // Each clock was read in whole milliseconds.
    return { from: sentAt - 2, to: sentAt + lasted + 2 };
  return { from: lasted < 1000 ? dated : dated - lasted, to: dated + 999 };
}

function claimedAddresses(headers: Exchange['request']['headers']): readonly string[] {
  return ['X-Forwarded-For', 'X-Real-IP', 'CF-Connecting-IP', 'True-Client-IP'].flatMap((name) =>
    (fieldValue(headers, name) ?? '')
      .slice(0, 1_000)
      .split(',')
      .flatMap((it) => readAddress(it.trim()) ?? []),
  );
}

/** An answer that took longer was a stream. */
const longest = 600_000;

function idsOf({ request, response }: Exchange): readonly string[] {
  const ids = new Set<string>();
  for (const { name, value } of [...request.headers, ...response.headers]) {
    if (!isIdName(name) || 300 < value.length) continue;
    const root = /(?:^|;)Root=([\w-]{10,80})/.exec(value)?.[1];
    const id = root ?? idOf(value);
    if (id !== undefined) ids.add(id);
  }
  const body = response.body?.text.slice(0, 20_000) ?? '';
  for (const it of body.matchAll(/"(?:request|trace|correlation)[_-]?id"\s{0,5}:\s{0,5}"([\w.:-]{8,100})"/gi))
    ids.add(it[1] ?? '');
  return [...ids].slice(0, 10);
}

function hasSecretInQuery(url: string): boolean {
  const query = url.slice(0, 20_000).split('?')[1] ?? '';
  return query.split('&').some((it) => isSecretPair(it.split('=', 1)[0] ?? '', it.slice(it.indexOf('=') + 1)));
}

function userOf(authorization: string): string | undefined {
  const basic = /^Basic\s+(\S{1,2000})$/i.exec(authorization.slice(0, 2_100))?.[1];
  if (basic !== undefined) return readBasic(basic).basic?.user || undefined;
  return /^Digest .{0,300}?\busername="([^"]{1,200})"/i.exec(authorization.slice(0, 1_000))?.[1];
}

/** `[::1]:80` → `::1`, `Example.test:80` → `example.test` */
export function hostOf(authority: string): string {
  const inner = /^\[([^\]]{1,60})\]/.exec(authority)?.[1];
  return (inner ?? authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d{0,5}$/, '')).toLowerCase();
}
