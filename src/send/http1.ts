import type { Pool } from 'undici';
import UndiciPool from 'undici/lib/dispatcher/pool.js';
import { isForwarded, openConnection, type Route, routeKey } from './connect.ts';
import { describeError } from './failures.ts';
import { endsConnection, type Outgoing, toMessage } from './outgoing.ts';
import { hostAndPort, originOf } from './target.ts';
import { type Message, readFields, type Taker, writeMessages } from './wire.ts';

/** Connections of one kind to one place, and the messages that wait for one, by number. */
interface Connections {
  readonly pool: Pool;
  readonly messages: Map<string, Message>;
}

const kept = new Map<string, Connections>();
let messageCount = 0;

/** Sends one message of HTTP/1 over a pooled connection. What it returns gives the message up. */
export function overHttp1(outgoing: Outgoing, route: Route, taker: Taker): (reason: Error) => void {
  const { pool, messages } = connectionsFor(route);
  const number = String(++messageCount);
  let controller: { abort(reason: Error): void } | undefined;
  let given: Error | undefined;
  messages.set(number, {
    ...toMessage(outgoing, isForwarded(route)),
    leaves: (connection) => taker.leaves(connection),
    left: () => taker.left(),
  });

  pool.dispatch(
    {
      path: `/${number}`,
      // To undici a method matters in one respect: the answer to HEAD has no body.
      method: outgoing.method === 'HEAD' ? 'HEAD' : 'GET',
      ...(endsConnection(outgoing) ? { reset: true } : {}),
    },
    {
      onRequestStart(it) {
        controller = it;
        if (given) it.abort(given);
      },
      onResponseStart(it, status, _fields, statusText) {
        const raw: unknown = 'rawHeaders' in it ? it.rawHeaders : undefined;
        taker.head(status, statusText ?? '', Array.isArray(raw) ? readFields(raw) : []);
      },
      onResponseData(_, chunk) {
        taker.data(chunk);
      },
      onResponseEnd() {
        messages.delete(number);
        taker.end();
      },
      onResponseError(_, error) {
        messages.delete(number);
        taker.failed(error);
      },
    },
  );
  return (reason) => {
    given = reason;
    messages.delete(number);
    controller?.abort(reason);
  };
}

/** Ends every connection of HTTP/1. */
export async function closeHttp1(): Promise<void> {
  const pools = [...kept.values()];
  kept.clear();
  await Promise.all(pools.map(({ pool }) => pool.destroy()));
}

function connectionsFor(route: Route): Connections {
  const key = routeKey(route);
  const existing = kept.get(key);
  if (existing) return existing;

  const messages = new Map<string, Message>();
  const address = hostAndPort(route.target);
  const pool = new UndiciPool(originOf(route.target), {
    connections: 64,
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: 256 * 1024,
    // The time limits are ours: they know the stage.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (_options, done) => {
      openConnection(route).then(
        (connection) => {
          writeMessages(connection, messages);
          done(null, connection.socket);
        },
        (error: unknown) => done(describeError(error, { stage: 'connect', address, proxy: false }), null),
      );
    },
  });
  const made = { pool, messages };
  kept.set(key, made);
  return made;
}
