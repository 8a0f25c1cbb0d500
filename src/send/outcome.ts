import type { Exchange } from '../core/exchange.ts';
import type { Secret } from '../core/secret.ts';
import type { RequestIdHeader } from './requestId.ts';

/** How to reach the network, as the user set it. */
export interface SendSettings {
  readonly timeoutMs: number;
  readonly followRedirects: boolean;
  readonly rememberCookies: boolean;
  /** The header that gets an id of the request; absent for none. */
  readonly requestId?: RequestIdHeader;
  readonly proxy?: string;
  /** `example.org:8443` → files; PEM or PFX. */
  readonly clientCertificates: Readonly<
    Record<
      string,
      { readonly cert?: string; readonly key?: string; readonly pfx?: string; readonly passphrase?: Secret }
    >
  >;
  /** PEM files trusted besides the system's. */
  readonly certificateAuthorities: readonly string[];
  /** Hosts (`host:port`) whose certificate is not verified. */
  readonly insecureHosts: readonly string[];
}

export const failureCodes = [
  'dns',
  'refused',
  'unreachable',
  'reset',
  'tls-certificate',
  'tls-handshake',
  'timeout-connect',
  'timeout-headers',
  'timeout-body',
  'protocol',
  'too-many-redirects',
  'redirect-refused',
  'proxy',
  'body-file',
  'cancelled',
  'other',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** No answer came from the network. */
export interface Failed {
  readonly kind: 'failed';
  readonly code: FailureCode;
  /** Plain words: what happened, at which stage, what to do. */
  readonly message: string;
  /** What was answered before it failed (earlier hops). */
  readonly earlier: readonly Exchange[];
}
