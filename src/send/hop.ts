import type { HeaderField } from '../core/exchange.ts';
import { fieldValue } from '../core/exchange.ts';
import type { Challenge } from '../core/headers/challenge.ts';
import type { ComputedAuth } from '../core/resolve/authShorthands.ts';
import type { Route } from './connect.ts';
import type { SendSettings } from './outcome.ts';
import { completeHeaders, type Outgoing } from './outgoing.ts';
import { type ProxyEnvironment, proxyFor } from './proxies.ts';
import { mostBytes } from './received.ts';
import type { Hop } from './redirects.ts';
import type { PreparedRequest } from './request.ts';
import type { Target } from './target.ts';

/** Credentials that a hop may carry; undefined once the chain has left the origin they are for. */
export type HopAuth = ComputedAuth | { readonly scheme: 'basic'; readonly value: string } | undefined;

export interface HopContext {
  readonly auth: HopAuth;
  /** The Digest challenge to answer, and how often its nonce is used. */
  readonly digest: { readonly challenge: Challenge; readonly count: number } | undefined;
  /** The Cookie value of the session's jar. */
  readonly cookie: string | undefined;
  readonly settings: SendSettings;
  readonly environment: ProxyEnvironment;
}

/** Turns one hop into a message and its way. */
export async function prepareHop(
  request: PreparedRequest,
  hop: Hop,
  context: HopContext,
): Promise<{ outgoing: Outgoing; route: Route }> {
  const { settings } = context;
  const version = request.version === undefined || request.version === 'HTTP/3' ? 'HTTP/1.1' : request.version;
  const proxy = proxyFor(hop.target, settings, context.environment);
  const isTunnel = proxy !== undefined && (hop.target.scheme === 'https' || version === 'HTTP/2');
  const proxyAuthorization = proxy ? (fieldValue(hop.headers, 'Proxy-Authorization') ?? basicOf(proxy)) : undefined;

  const fields = hop.headers.filter((it) => !isTunnel || it.name.toLowerCase() !== 'proxy-authorization');
  // A Cookie header that is written is what is sent; the session's cookies don't mix with it.
  if (context.cookie !== undefined && fieldValue(fields, 'Cookie') === undefined) {
    fields.push({ name: 'Cookie', value: context.cookie });
  }
  if (context.auth && fieldValue(fields, 'Authorization') === undefined) {
    fields.push(...(await authorize(context, { ...hop, headers: fields })));
  }
  if (
    proxy &&
    !isTunnel &&
    proxyAuthorization !== undefined &&
    fieldValue(fields, 'Proxy-Authorization') === undefined
  ) {
    fields.push({ name: 'Proxy-Authorization', value: proxyAuthorization });
  }

  const trust =
    hop.target.scheme === 'https'
      ? (await import('./trust.ts')).trustFor(hop.target, settings, request.verifyTls)
      : undefined;
  return {
    outgoing: {
      method: hop.method,
      target: hop.target,
      version,
      headers: completeHeaders(hop.method, hop.target, version, fields, hop.body),
      ...(hop.body ? { body: hop.body } : {}),
    },
    route: {
      target: hop.target,
      http2: version === 'HTTP/2',
      timeoutMs: request.timeoutMs ?? settings.timeoutMs,
      mostBytes: request.mostBytes ?? mostBytes,
      connectTimeoutMs: request.connectTimeoutMs ?? request.timeoutMs ?? settings.timeoutMs,
      ...(proxy ? { proxy } : {}),
      ...(isTunnel && proxyAuthorization !== undefined ? { proxyAuthorization } : {}),
      ...(trust ? { trust } : {}),
    },
  };
}

async function authorize({ auth, digest }: HopContext, hop: Hop): Promise<HeaderField[]> {
  if (auth?.scheme === 'basic') return [{ name: 'Authorization', value: auth.value }];
  if (auth?.scheme === 'aws') return (await import('./aws.ts')).signForAws(auth, hop);
  if (auth?.scheme !== 'digest' || !digest) return [];
  const { answerDigest } = await import('./digest.ts');
  const value = answerDigest(digest.challenge, {
    user: auth.user,
    password: auth.password,
    method: hop.method,
    uri: hop.target.path,
    body: hop.body ?? new Uint8Array(),
    count: digest.count,
  });
  return [{ name: 'Authorization', value }];
}

function basicOf(proxy: Target): string | undefined {
  if (!proxy.userInfo) return undefined;
  return `Basic ${Buffer.from(`${proxy.userInfo.user}:${proxy.userInfo.password}`, 'utf8').toString('base64')}`;
}
