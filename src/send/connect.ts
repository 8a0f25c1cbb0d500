import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { certificateProblem } from './certificate.ts';
import { SendFailure } from './failure.ts';
import { describeError } from './failures.ts';
import { hostAndPort, originOf, type Target } from './target.ts';
import type { Trust } from './trust.ts';
import type { Connection } from './wire.ts';

/** Where a connection goes and how. */
export interface Route {
  readonly target: Target;
  readonly http2: boolean;
  /** An HTTP proxy between here and there. */
  readonly proxy?: Target;
  /** Value of Proxy-Authorization, where the proxy wants one. */
  readonly proxyAuthorization?: string;
  readonly trust?: Trust;
  /** Limit of each stage of the opening: name and TCP, proxy, TLS. */
  readonly connectTimeoutMs: number;
  /** Limit of each wait for data. */
  readonly timeoutMs: number;
  /** Limit of the answer's body, encoded or decoded. */
  readonly mostBytes: number;
}

/** The proxy is asked for each URL rather than for a tunnel: plain HTTP/1. */
export function isForwarded(route: Route): boolean {
  return route.proxy !== undefined && !route.trust && !route.http2;
}

/** What two requests must have in common to share a connection: all that decides whom it reaches and who is trusted. */
export function routeKey(route: Route): string {
  const proxy = route.proxy ? `${originOf(route.proxy)} ${route.proxyAuthorization ?? ''}` : '';
  return [
    originOf(route.target),
    route.http2,
    proxy,
    route.trust?.key ?? '',
    route.timeoutMs,
    route.connectTimeoutMs,
  ].join('\n');
}

/** Opens a connection up to the point where a request can be written. Rejects with SendFailure alone. */
export async function openConnection(route: Route): Promise<Connection> {
  const { socket, opening } = await openPath(route);
  try {
    return await finishConnection(route, socket, opening);
  } finally {
    underway.delete(socket);
  }
}

/** Gives up connections that are not open yet, so that they don't outlive the requests they were for. */
export function abandonConnecting(): void {
  for (const socket of underway) socket.destroy(new SendFailure('cancelled', 'Cancelled while connecting.'));
}

/** Sockets on their way to becoming a connection. */
const underway = new Set<Socket>();

async function finishConnection(route: Route, socket: Socket, opening: Connection['opening']): Promise<Connection> {
  // HTTP/2 without TLS is by prior knowledge (RFC 9113, 3.3).
  if (!route.trust) return { socket, opening, used: 0, answered: undefined };

  const start = performance.now();
  const secured = await secure(route, route.trust, socket, false);
  return {
    socket: secured.socket,
    opening: { ...opening, tls: performance.now() - start },
    ...(secured.unverified === undefined ? {} : { unverified: secured.unverified }),
    used: 0,
    answered: undefined,
  };
}

/** TCP, and a tunnel through the proxy where the way needs one. */
async function openPath(route: Route): Promise<{ socket: Socket; opening: { dns?: number; connect: number } }> {
  const { socket, dns, connect } = await openTcp(
    route.proxy ?? route.target,
    route.connectTimeoutMs,
    route.proxy !== undefined,
  );
  const opening = { ...(dns === undefined ? {} : { dns }), connect };
  if (!route.proxy || isForwarded(route)) return { socket, opening };
  const start = performance.now();
  const { openTunnel } = await import('./tunnel.ts');
  await openTunnel(socket, route.proxy, route.target, route.proxyAuthorization, route.connectTimeoutMs);
  return { socket, opening: { ...opening, connect: connect + performance.now() - start } };
}

function openTcp(
  to: Target,
  timeoutMs: number,
  isProxy: boolean,
): Promise<{ socket: Socket; dns?: number; connect: number }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let dns: number | undefined;
    const socket = connectTcp({
      host: to.host,
      port: to.port,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
      noDelay: true,
    });
    underway.add(socket);
    socket.once('close', () => underway.delete(socket));
    const fail = (error: unknown) => {
      clearTimeout(timer);
      socket.destroy();
      reject(describeError(error, { stage: 'connect', address: hostAndPort(to), proxy: isProxy }));
    };
    const timer = setTimeout(() => {
      const what = isProxy ? 'The proxy' : 'The server';
      const stage = dns === undefined && !isIP(to.host) ? 'its name was not resolved' : 'no TCP connection came about';
      fail(
        new SendFailure(
          'timeout-connect',
          `${what} ${hostAndPort(to)} could not be reached within ${seconds(timeoutMs)}: ${stage}. Check the address, the VPN and the firewall.`,
        ),
      );
    }, timeoutMs);

    socket.once('lookup', () => {
      if (!isIP(to.host)) dns = performance.now() - start;
    });
    socket.once('error', fail);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      // undici adds its own listener in the same turn or after TLS; until then a reset must not crash the process.
      socket.on('error', () => {});
      const connect = performance.now() - start - (dns ?? 0);
      resolve({ socket, connect, ...(dns === undefined ? {} : { dns }) });
    });
  });
}

/** TLS over an open way, and the verdict on the certificate. */
async function secure(
  route: Route,
  trust: Trust,
  tcp: Socket,
  withSystem: boolean,
): Promise<{ socket: TLSSocket; unverified?: string }> {
  const socket = await handshake(route, trust, tcp, withSystem);
  if (socket.authorized || !trust.verify) {
    if (socket.authorized) return { socket };
    return { socket, unverified: certificateProblem(socket, route.target.host).message };
  }

  const problem = certificateProblem(socket, route.target.host);
  socket.destroy();
  // Nothing but a handshake has happened: look again with the authorities of the operating system.
  if (problem.unknownIssuer && !withSystem) {
    return secure(route, trust, (await openPath(route)).socket, true);
  }
  throw new SendFailure('tls-certificate', `${hostAndPort(route.target)}: ${problem.message} Nothing was sent.`);
}

function handshake(route: Route, trust: Trust, tcp: Socket, withSystem: boolean): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const address = hostAndPort(route.target);
    let socket: TLSSocket | undefined;
    const fail = (error: unknown) => {
      clearTimeout(timer);
      socket?.destroy();
      tcp.destroy();
      reject(describeError(error, { stage: 'tls', address, proxy: false }));
    };
    const closed = () => fail(Object.assign(new Error(), { code: 'ECONNRESET' }));
    const timer = setTimeout(
      () =>
        fail(
          new SendFailure(
            'timeout-connect',
            `${address} accepted the connection, but the TLS handshake was not finished within ${seconds(route.connectTimeoutMs)}. Is this port one that speaks TLS?`,
          ),
        ),
      route.connectTimeoutMs,
    );
    try {
      socket = connectTls({
        socket: tcp,
        host: route.target.host,
        ...(isIP(route.target.host) ? {} : { servername: route.target.host }),
        ALPNProtocols: [route.http2 ? 'h2' : 'http/1.1'],
        secureContext: trust.context(withSystem),
        // The verdict is asked for in `secure`, before a byte is written: refused here, the certificate would be gone
        // and nobody could say what is wrong with it.
        rejectUnauthorized: false,
      });
    } catch (error) {
      fail(error);
      return;
    }
    socket.once('error', fail);
    socket.once('close', closed);
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      socket?.off('error', fail).off('close', closed);
      socket?.on('error', () => {});
      if (!socket) return;
      if (route.http2 && socket.alpnProtocol !== 'h2') {
        fail(
          new SendFailure(
            'protocol',
            `${address} does not offer HTTP/2, which the request line asks for. No other version was used in its place; nothing was sent.`,
          ),
        );
        return;
      }
      resolve(socket);
    });
  });
}

/** `30 seconds`, `1.5 seconds`, `1 second`. */
export function seconds(ms: number): string {
  return ms === 1000 ? '1 second' : `${ms / 1000} seconds`;
}
