import type { Socket } from 'node:net';
import type { HeaderField, HttpResponse } from '../core/exchange.ts';
import { SendFailure } from './failure.ts';
import { describeError } from './failures.ts';
import { hostAndPort, type Target } from './target.ts';

/** The proxy answered CONNECT with a refusal (407, 403, …): an answer to explain, not a failure of the network. */
export class TunnelRefused extends SendFailure {
  readonly request: readonly HeaderField[];
  readonly response: HttpResponse;

  constructor(proxy: Target, request: readonly HeaderField[], response: HttpResponse) {
    super('proxy', `The proxy ${hostAndPort(proxy)} refused the tunnel with ${response.status}.`);
    this.request = request;
    this.response = response;
  }
}

const mostHead = 64 * 1024;
const mostBody = 64 * 1024;

/** Asks a proxy for a tunnel (CONNECT, RFC 9110, 9.3.6); afterwards the socket leads to `to`. Rejects with SendFailure. */
export function openTunnel(
  socket: Socket,
  proxy: Target,
  to: Target,
  authorization: string | undefined,
  timeoutMs: number,
): Promise<void> {
  const request: HeaderField[] = [{ name: 'Host', value: hostAndPort(to) }];
  if (authorization !== undefined) request.push({ name: 'Proxy-Authorization', value: authorization });

  return new Promise((resolve, reject) => {
    let bytes: Buffer = Buffer.alloc(0);
    const settle = () => {
      clearTimeout(timer);
      socket.off('data', take).off('error', fail).off('end', end);
      socket.pause();
    };
    const fail = (error: unknown) => {
      settle();
      socket.destroy();
      reject(describeError(error, { stage: 'headers', address: hostAndPort(proxy), proxy: true }));
    };
    const refuse = (response: HttpResponse) => fail(new TunnelRefused(proxy, request, response));
    const end = () => {
      const answer = readAnswer(bytes);
      if (answer && !isSuccess(answer)) refuse(answer.response);
      else fail(Object.assign(new Error(), { code: 'ECONNRESET' }));
    };
    const timer = setTimeout(
      () =>
        fail(
          new SendFailure(
            'timeout-connect',
            `The proxy ${hostAndPort(proxy)} accepted the connection, but did not open a tunnel to ${hostAndPort(to)} within ${timeoutMs / 1000} seconds.`,
          ),
        ),
      timeoutMs,
    );
    const take = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const answer = readAnswer(bytes);
      if (!answer) {
        const isHttp = bytes.subarray(0, 5).toString('latin1') === 'HTTP/'.slice(0, bytes.length);
        if (!isHttp || mostHead < bytes.length) {
          fail(
            new SendFailure(
              'proxy',
              `${hostAndPort(proxy)} does not answer like an HTTP proxy. Check the proxy's address.`,
            ),
          );
        }
        return;
      }
      if (isSuccess(answer)) {
        settle();
        // What follows the head belongs to TLS already.
        if (answer.rest.length) socket.unshift(answer.rest);
        resolve();
      } else if (answer.complete) {
        refuse(answer.response);
      }
    };
    socket.on('data', take).on('error', fail).on('end', end);
    const fields = request.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
    socket.write(`CONNECT ${hostAndPort(to)} HTTP/1.1\r\n${fields}\r\n`);
  });
}

interface ReadAnswer {
  readonly response: HttpResponse;
  readonly rest: Buffer;
  /** The body has come as far as its length says, or as far as it is shown. */
  readonly complete: boolean;
}

function isSuccess(answer: ReadAnswer): boolean {
  return 200 <= answer.response.status && answer.response.status < 300;
}

/** Undefined while the head is incomplete. */
function readAnswer(bytes: Buffer): ReadAnswer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const lines = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = /^(HTTP\/\d\.\d) (\d{3}) ?(.{0,200})/.exec(lines[0] ?? '');
  if (!status) return undefined;

  const headers = lines.slice(1).flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }];
  });
  const rest = bytes.subarray(end + 4);
  const length = Number(headers.find((it) => it.name.toLowerCase() === 'content-length')?.value ?? Number.NaN);
  const shown = rest.subarray(0, Number.isNaN(length) ? mostBody : Math.min(length, mostBody));
  const type = headers.find((it) => it.name.toLowerCase() === 'content-type')?.value ?? '';
  const whole = length <= mostBody && shown.length === length;
  return {
    rest,
    // Without a length the body lasts until the proxy closes; what has come with the head is enough to explain it.
    complete: Number.isNaN(length) || mostBody <= rest.length || length <= rest.length,
    response: {
      status: Number(status[2]),
      statusText: status[3] ?? '',
      httpVersion: status[1] ?? 'HTTP/1.1',
      headers,
      body: {
        text: shown.toString('utf8'),
        size: whole ? shown.length : -1,
        mimeType: type.split(';', 1)[0]?.trim().toLowerCase() ?? '',
      },
    },
  };
}
