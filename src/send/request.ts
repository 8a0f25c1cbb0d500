import type { HeaderField } from '../core/exchange.ts';
import type { Secret } from '../core/secret.ts';

/** A request with every variable resolved, ready to leave. Header values are in clear: they go onto the wire. */
export interface PreparedRequest {
  readonly method: string;
  /** Absolute URL. The octets of path and query go onto the wire exactly as they stand here. */
  readonly url: string;
  /** An instruction: the exchange uses this version or fails. */
  readonly version?: 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2' | 'HTTP/3';
  /** In the order, case and number written. */
  readonly headers: readonly HeaderField[];
  readonly body?: Uint8Array;
  /** Credentials that are computed per request: `Digest user pass`, `AWS id secret …`. */
  readonly auth?: RequestAuth;
  /** Overrides by directive. */
  readonly followRedirects?: boolean;
  readonly useCookies?: boolean;
  /** Longest wait for data, in milliseconds; for a connection as well, where that has no limit of its own. */
  readonly timeoutMs?: number;
  /** Longest wait for each stage of a connection (name and TCP, proxy, TLS), in milliseconds. */
  readonly connectTimeoutMs?: number;
  readonly verifyTls?: boolean;
}

export type RequestAuth =
  | { readonly scheme: 'digest'; readonly user: string; readonly password: Secret }
  | {
      readonly scheme: 'aws';
      readonly accessKeyId: string;
      readonly secretAccessKey: Secret;
      readonly sessionToken?: Secret;
      readonly region?: string;
      readonly service?: string;
    };
