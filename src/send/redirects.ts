import type { Dropped, HeaderField, HttpResponse } from '../core/exchange.ts';
import { fieldValue } from '../core/exchange.ts';
import { isSecretField } from '../core/mask.ts';
import { maskSecretsIn } from '../core/redact.ts';
import type { Secret } from '../core/secret.ts';
import { originOf, readTarget, type Target, urlOf } from './target.ts';

/** What the next request of a chain is made of. */
export interface Hop {
  readonly method: string;
  readonly target: Target;
  /** As written, without what was computed for the hop before. */
  readonly headers: readonly HeaderField[];
  readonly body?: Uint8Array;
}

/** Where an answer leads. */
export interface Redirect {
  readonly hop: Hop;
  /** Absent within one origin. */
  readonly crosses?: 'cross-origin' | 'downgrade';
}

/** Chains longer than this are loops. */
export const mostRedirects = 20;

const codes = new Set([301, 302, 303, 307, 308]);

/**
 * The next request, by our own rules (RFC 9110, 15.4); undefined where the answer leads nowhere that can be sent, such as
 * an app's own scheme. Another scheme, host or port is another origin: credentials stay behind. A method changes as
 * browsers change it: POST to GET at 301 and 302, all but HEAD to GET at 303.
 * @param secrets what the request is known to hold: no field of whatever name carries it to another origin
 */
export function nextHop(hop: Hop, response: HttpResponse, secrets: readonly Secret[] = []): Redirect | undefined {
  const location = fieldValue(response.headers, 'Location');
  if (!codes.has(response.status) || location === undefined) return undefined;
  const target = resolve(hop.target, location);
  if (!target) return undefined;

  const crosses = originOf(hop.target) !== originOf(target);
  const method = methodAfter(hop.method, response.status);
  const keepsBody = method === hop.method;
  const headers = hop.headers.filter((field) => {
    const name = field.name.toLowerCase();
    if (!keepsBody && describesBody.has(name)) return false;
    // The next URL names its own host.
    return !crosses || (name !== 'host' && !isCredential(field, secrets));
  });
  return {
    hop: { method, target, headers, ...(keepsBody && hop.body ? { body: hop.body } : {}) },
    ...(crosses
      ? { crosses: hop.target.scheme === 'https' && target.scheme === 'http' ? 'downgrade' : 'cross-origin' }
      : {}),
  };
}

/** What the request before carried and this one doesn't: credentials, and what described a body. */
export function droppedBetween(
  before: readonly HeaderField[],
  after: readonly HeaderField[],
  from: Target,
  to: Target,
  crosses: Redirect['crosses'],
  secrets: readonly Secret[] = [],
): Dropped[] {
  const kept = new Set(after.map((it) => it.name.toLowerCase()));
  const dropped = new Map<string, Dropped>();
  for (const field of before) {
    const name = field.name.toLowerCase();
    if (kept.has(name) || dropped.has(name)) continue;
    const why =
      crosses && isCredential(field, secrets) ? crosses : describesBody.has(name) ? 'body-dropped' : undefined;
    if (why) dropped.set(name, { header: field.name, why, from: originOf(from), to: originOf(to) });
  }
  return [...dropped.values()];
}

/** A header that lets its holder do something: by its name, by the shape of its value, or since it is known to be one. */
export function isCredential({ name, value }: HeaderField, secrets: readonly Secret[] = []): boolean {
  if (otherCredentials.has(name.toLowerCase()) || isSecretField(name) || maskSecretsIn(value) !== value) return true;
  // Shorter ones turn up in ordinary values, such as `json`.
  return secrets.some((it) => 8 <= it.length && value.includes(it.reveal()));
}

/** Those whose names have none of the telling words. */
const otherCredentials = new Set([
  'cookie',
  'cookie2',
  'dpop',
  'x-auth',
  'x-auth-email',
  'x-auth-user',
  'x-key',
  'x-user',
  'x-amz-date',
  'x-amz-content-sha256',
  'x-forwarded-user',
  'x-remote-user',
  'signature-input',
  'api_key',
  'apikey',
]);

const describesBody = new Set([
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'content-location',
  'content-disposition',
  'content-md5',
  'content-digest',
  'digest',
  'expect',
  'transfer-encoding',
]);

function methodAfter(before: string, status: number): string {
  if (before === 'HEAD' || before === 'GET') return before;
  if (status === 303 || ((status === 301 || status === 302) && before === 'POST')) return 'GET';
  return before;
}

function resolve(base: Target, location: string): Target | undefined {
  if (!URL.canParse(location, urlOf(base))) return undefined;
  const url = new URL(location, urlOf(base));
  // Credentials of the server's choosing are not ours to send.
  url.username = '';
  url.password = '';
  const target = readTarget(url.href);
  return typeof target === 'string' ? undefined : target;
}
