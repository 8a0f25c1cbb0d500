import type { Pool } from 'undici';
import UndiciPool from 'undici/lib/dispatcher/pool.js';
import { openConnection, type Route } from './connect.ts';
import { describeError } from './failures.ts';
import { hostAndPort, originOf } from './target.ts';
import { type Connection, type Message, writeMessages } from './wire.ts';

/** Connections of one kind to one place. */
export interface Connections {
  readonly pool: Pool;
  /** Messages waiting for a connection, by number. */
  readonly messages: Map<string, Message>;
  /** The connection opened last: HTTP/2 has but one, so it is the one in use. */
  readonly last: { connection: Connection | undefined };
}

const kept = new Map<string, Connections>();

/** The connections for a route; those with other certificates, proxies or trust are never shared. */
export function connectionsFor(route: Route): Connections {
  const proxy = route.proxy ? `${originOf(route.proxy)} ${route.proxyAuthorization ?? ''}` : '';
  const key = [originOf(route.target), route.http2, proxy, route.trust?.key ?? '', route.timeoutMs].join('\n');
  const existing = kept.get(key);
  if (existing) return existing;

  const messages = new Map<string, Message>();
  const last: Connections['last'] = { connection: undefined };
  const pool = new UndiciPool(originOf(route.target), {
    connections: route.http2 ? 1 : 64,
    pipelining: 1,
    allowH2: route.http2,
    ...(route.http2 && !route.trust ? { useH2c: true } : {}),
    maxHeaderSize: 256 * 1024,
    // The time limits are ours: they know the stage.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (_options, done) => {
      openConnection(route).then(
        (connection) => {
          last.connection = connection;
          if (!route.http2) writeMessages(connection, messages);
          done(null, connection.socket);
        },
        (error: unknown) =>
          done(describeError(error, { stage: 'connect', address: hostAndPort(route.target), proxy: false }), null),
      );
    },
  });
  const made = { pool, messages, last };
  kept.set(key, made);
  return made;
}

/** Ends every connection. */
export async function closeConnections(): Promise<void> {
  const pools = [...kept.values()];
  kept.clear();
  await Promise.all(pools.map(({ pool }) => pool.destroy()));
}
