import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import type { Secret } from '../core/secret.ts';

/** A request with every variable resolved, ready to leave. Header values are in clear: they go onto the wire. */
export interface PreparedRequest extends Omit<ResolvedRequest, 'assumedHttps'> {
  /** Values in it that are known to be secrets. */
  readonly secrets?: readonly Secret[];
  /** Overrides by directive. */
  readonly followRedirects?: boolean;
  readonly useCookies?: boolean;
  /** Longest wait for data, in milliseconds; for a connection as well, where that has no limit of its own. */
  readonly timeoutMs?: number;
  /** Longest wait for each stage of a connection (name and TCP, proxy, TLS), in milliseconds. */
  readonly connectTimeoutMs?: number;
  readonly verifyTls?: boolean;
  /** A longer answer, encoded or decoded, is not fetched to its end. */
  readonly mostBytes?: number;
}
