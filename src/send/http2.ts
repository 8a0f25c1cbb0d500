import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import { openConnection, type Route, routeKey } from './connect.ts';
import { SendFailure } from './failure.ts';
import type { Outgoing } from './outgoing.ts';
import { originOf } from './target.ts';
import { type Connection, readFields, type Taker } from './wire.ts';

interface Session {
  readonly session: ClientHttp2Session;
  readonly connection: Connection;
  /** Streams under way. */
  busy: number;
}

const kept = new Map<string, Promise<Session>>();

/** An idle connection is ended after this time. */
const idleMs = 10_000;

/**
 * Sends one message of HTTP/2. Node's own client, as undici joins repeated fields into one: here each leaves by itself,
 * in order, and each that comes back is told apart. What it returns gives the message up.
 */
export function overHttp2(outgoing: Outgoing, route: Route, taker: Taker): (reason: Error) => void {
  let stream: ClientHttp2Stream | undefined;
  let given: Error | undefined;
  sessionFor(route).then(
    (it) => {
      if (given) return;
      try {
        taker.leaves(it.connection);
        it.connection.used++;
        stream = begin(it, outgoing, taker);
      } catch (error) {
        taker.failed(error);
      }
    },
    (error: unknown) => taker.failed(error),
  );
  return (reason) => {
    given = reason;
    stream?.close(8);
  };
}

/** Ends every connection of HTTP/2. */
export async function closeHttp2(): Promise<void> {
  const sessions = [...kept.values()];
  kept.clear();
  for (const it of await Promise.allSettled(sessions)) if (it.status === 'fulfilled') it.value.session.destroy();
}

function begin(on: Session, outgoing: Outgoing, taker: Taker): ClientHttp2Stream {
  const host = outgoing.headers.find((it) => it.name === 'host')?.value;
  const fields = [
    ':method',
    outgoing.method,
    ':scheme',
    outgoing.target.scheme,
    ':authority',
    octets(host ?? outgoing.target.authority),
    ':path',
    octets(outgoing.target.path),
    ...outgoing.headers.flatMap(({ name, value }) => (name === 'host' ? [] : [name, octets(value)])),
  ];
  const stream = on.session.request(fields, { endStream: !outgoing.body?.length });
  // An idle connection doesn't keep the process alive.
  if (on.busy++ === 0) on.session.ref();
  let ended = false;
  stream.on('response', (_headers, _flags, raw: unknown) => {
    const all = readFields(Array.isArray(raw) ? raw : []);
    const status = Number(all.find((it) => it.name === ':status')?.value ?? 0);
    taker.head(
      status,
      '',
      all.filter((it) => !it.name.startsWith(':')),
    );
  });
  stream.on('data', (chunk: Uint8Array) => taker.data(chunk));
  stream.on('end', () => {
    ended = !stream.aborted && (stream.rstCode === 0 || stream.rstCode === undefined);
    if (ended) taker.end();
  });
  stream.on('error', (error) => taker.failed(error));
  stream.on('close', () => {
    if (--on.busy === 0) on.session.unref();
    if (!ended) taker.failed(Object.assign(new Error(), { code: 'ECONNRESET' }));
  });
  if (outgoing.body?.length) stream.end(outgoing.body, () => taker.left());
  else taker.left();
  return stream;
}

/** Node writes strings as Latin-1: each octet of the UTF-8 form becomes one character. */
function octets(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

function sessionFor(route: Route): Promise<Session> {
  const key = routeKey(route);
  const existing = kept.get(key);
  if (existing) return existing;

  const forget = () => {
    if (kept.get(key) === opened) kept.delete(key);
  };
  const opened = openSession(route, forget);
  kept.set(key, opened);
  opened.catch(forget);
  return opened;
}

async function openSession(route: Route, forget: () => void): Promise<Session> {
  const connection = await openConnection(route);
  const { connect } = await import('node:http2');
  const session = connect(originOf(route.target), {
    createConnection: () => connection.socket,
    settings: { enablePush: false, maxHeaderListSize: 256 * 1024 },
  });
  // Streams report what becomes of them; without a listener here an idle connection's end would end the process.
  session.on('error', forget);
  session.on('goaway', forget);
  session.on('close', forget);
  session.setTimeout(idleMs, () => {
    forget();
    session.close();
  });
  await new Promise<void>((resolve, reject) => {
    session.once('remoteSettings', () => resolve());
    const notHttp2 = () =>
      new SendFailure(
        'protocol',
        `${originOf(route.target)} accepted the connection but does not speak HTTP/2. Leave HTTP/2 out of the request line, or check that the port and the scheme are right. Nothing was sent.`,
      );
    session.once('error', (error) => reject('code' in error && error.code === 'ERR_HTTP2_ERROR' ? notHttp2() : error));
    session.once('close', () => reject(notHttp2()));
    setTimeout(() => reject(notHttp2()), route.connectTimeoutMs).unref();
  });
  return { session, connection, busy: 0 };
}
