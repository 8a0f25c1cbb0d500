import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import type { Cookies } from '../../src/send/cookies.ts';
import { close } from '../../src/send/dispose.ts';
import type { SendSettings } from '../../src/send/outcome.ts';
import type { PreparedRequest } from '../../src/send/request.ts';
import { type SendOptions, type Sent, send } from '../../src/send/send.ts';

/** Turns up on the wire to the right origin and nowhere else. */
export const canary = 'canary-3f9a7c51d2e84b06';

/** A message as a server on a socket saw it. */
export interface Seen {
  readonly line: string;
  /** `Name: value` lines, in order. */
  readonly fields: readonly string[];
  readonly body: string;
  /** Everything, as Latin-1. */
  readonly octets: string;
}

export interface Loopback {
  readonly port: number;
  readonly origin: string;
  readonly seen: Seen[];
  readonly sockets: Set<Socket>;
  /** All that came in, as Latin-1. */
  readonly octets: () => string;
}

type Reply = string | Buffer | undefined;

/** Listens on a free port and ends with the test. */
export async function listen(t: TestContext, server: Server): Promise<{ port: number; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    await close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

/** A server that shows the octets: it answers each message with what `reply` gives, and not at all for undefined. */
export async function rawServer(
  t: TestContext,
  reply: (seen: Seen, socket: Socket, count: number) => Reply,
): Promise<Loopback> {
  const seen: Seen[] = [];
  let octets = '';
  const server = createServer((socket) => {
    let pending = '';
    socket.on('data', (chunk) => {
      octets += chunk.toString('latin1');
      pending += chunk.toString('latin1');
      for (let message = takeMessage(pending); message; message = takeMessage(pending)) {
        pending = pending.slice(message.octets.length);
        seen.push(message);
        const answer = reply(message, socket, seen.length);
        if (answer !== undefined && !socket.destroyed) socket.write(answer);
      }
    });
  });
  const { port, sockets } = await listen(t, server);
  return { port, origin: `http://127.0.0.1:${port}`, seen, sockets, octets: () => octets };
}

function takeMessage(octets: string): Seen | undefined {
  const end = octets.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line = '', ...fields] = octets.slice(0, end).split('\r\n');
  const length = Number(/^content-length: (\d+)$/im.exec(fields.join('\n'))?.[1] ?? 0);
  const chunked = fields.some((it) => /^transfer-encoding: chunked$/i.test(it));
  const bodyEnd = chunked ? octets.indexOf('0\r\n\r\n', end) + 5 : end + 4 + length;
  if (octets.length < bodyEnd || (chunked && bodyEnd === 4)) return undefined;
  return { line, fields, body: octets.slice(end + 4, bodyEnd), octets: octets.slice(0, bodyEnd) };
}

/** A whole answer of HTTP/1.1. */
export function answer(status: string, fields: readonly string[] = [], body: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(body);
  const head = [`HTTP/1.1 ${status}`, ...fields, `Content-Length: ${bytes.length}`, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'utf8'), bytes]);
}

export const settings: SendSettings = {
  timeoutMs: 5000,
  followRedirects: true,
  rememberCookies: true,
  clientCertificates: {},
  certificateAuthorities: [],
  insecureHosts: [],
};

/** A request written short: `name: value` lines. */
export function request(method: string, url: string, fields: readonly string[] = [], body?: string): PreparedRequest {
  const headers = fields.map((it) => {
    const colon = it.indexOf(':');
    return { name: it.slice(0, colon), value: it.slice(colon + 1).trim() };
  });
  return { method, url, headers, ...(body === undefined ? {} : { body: Buffer.from(body) }) };
}

/** Sends with the settings of the tests, the time of a fixed clock and no proxy of this computer's. */
export function sendIt(
  prepared: PreparedRequest,
  changes: Partial<SendSettings> = {},
  options: Partial<SendOptions> & { readonly cookies?: Cookies } = {},
): Promise<Sent> {
  return send(prepared, {
    settings: { ...settings, ...changes },
    signal: new AbortController().signal,
    now: () => 1_795_000_000_000,
    environment: {},
    ...options,
  });
}

/** The exchange, or a failed test that says what came instead. */
export function answered(sent: Sent) {
  if (sent.kind === 'failed') throw new Error(`expected an answer, got ${sent.code}: ${sent.message}`);
  return sent.exchange;
}

/** The failure, or a failed test. */
export function failed(sent: Sent) {
  if (sent.kind === 'answered') throw new Error(`expected a failure, got ${sent.exchange.response.status}`);
  return sent;
}
