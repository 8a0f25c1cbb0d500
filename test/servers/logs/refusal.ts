import type { CauseId } from '../../../src/core/causeIds.ts';
import type { PreparedRequest } from '../../../src/send/request.ts';

/** One request to a real server, how it is refused, and what its log must tell. */
export interface Refusal {
  readonly path: string;
  readonly port?: string;
  readonly method?: string;
  readonly headers?: PreparedRequest['headers'];
  readonly body?: string;
  readonly auth?: PreparedRequest['auth'];
  /** Over TLS, with this certificate of a client, or none. */
  readonly tls?: 'none' | 'client' | 'selfSigned' | 'expired';
  /** Sent before, at the same path: to use up a limit, or to hold a connection. */
  readonly before?: 'once' | 'held';
  readonly status: number;
  /** The cause that leads; several where the exchange may tell more than the log. */
  readonly cause: readonly CauseId[];
  /** In the log's line; none where the server writes nothing about it. */
  readonly line?: RegExp;
}

export const basic = (user: string, password: string) => ({
  name: 'Authorization',
  value: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

export const bearer = { name: 'Authorization', value: 'Bearer abcdefghijklmnopqrstuvwxyz' };
