import type { Body, HeaderField, Timings } from '../core/exchange.ts';
import { readBody } from './body.ts';
import { isForwarded, type Route, seconds } from './connect.ts';
import { SendFailure } from './failure.ts';
import { describeError, type Situation } from './failures.ts';
import { endsConnection, type Outgoing, toBytes } from './outgoing.ts';
import { connectionsFor } from './pools.ts';
import { mostBytes, Received } from './received.ts';
import { hostAndPort } from './target.ts';
import { type Connection, placeholder } from './wire.ts';

/** What came back for one message. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly httpVersion: string;
  readonly headers: readonly HeaderField[];
  readonly body: Body;
  readonly timings: Timings;
  readonly sentAt: number;
  /** Why the certificate would have been refused, where verification is off. */
  readonly unverified?: string;
}

let messageCount = 0;

/** Sends one message and takes the whole answer. Rejects with SendFailure alone; an abort ends it at any stage. */
export async function roundTrip(
  outgoing: Outgoing,
  route: Route,
  signal: AbortSignal,
  now: () => number,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryOnce(outgoing, route, signal, now);
    if (!(outcome instanceof SendFailure)) return outcome;
    // A server may close an idle connection just as a request leaves on it. What changes nothing when it comes twice
    // is sent again (RFC 9112, 9.3.1).
    if (!(outcome instanceof ClosedWhileIdle) || 3 <= attempt || !idempotent.has(outgoing.method)) throw outcome;
  }
}

const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** A connection that had served before was closed before the answer began. */
class ClosedWhileIdle extends SendFailure {}

function tryOnce(
  outgoing: Outgoing,
  route: Route,
  signal: AbortSignal,
  now: () => number,
): Promise<Answer | SendFailure> {
  const number = String(++messageCount);
  const address = hostAndPort(route.proxy && isForwarded(route) ? route.proxy : route.target);
  const { pool, messages, last } = connectionsFor(route);
  const received = new Received();

  return new Promise((resolve) => {
    const start = performance.now();
    let stage: Situation['stage'] = 'connect';
    let settled = false;
    let controller: { abort(reason: Error): void } | undefined;
    let timer: NodeJS.Timeout | undefined;
    let connection: Connection | undefined;
    let fresh = false;
    let sentAt = 0;
    let leftAt = 0;
    let firstByte: number | undefined;
    let bodySince = 0;
    let status = 0;
    let statusText = '';
    let headers: HeaderField[] = [];

    const fail = (error: unknown) => {
      if (settled) return;
      settled = true;
      finish();
      received.close();
      const failure = describeError(error, { stage, address, proxy: isForwarded(route) });
      const idle = failure.failure === 'reset' && connection !== undefined && !fresh && status === 0;
      resolve(
        idle ? new ClosedWhileIdle(failure.failure, failure.message) : status ? withStatus(failure, status) : failure,
      );
      controller?.abort(failure);
    };
    const cancel = () => fail(new SendFailure('cancelled', `Cancelled ${cancelledAt[stage]}.`));
    const finish = () => {
      clearTimeout(timer);
      messages.delete(number);
      signal.removeEventListener('abort', cancel);
    };
    const limit = () => {
      timer ??= setTimeout(() => {
        fail(stage === 'body' ? bodyTimeout(address, route.timeoutMs) : headersTimeout(address, route.timeoutMs));
      }, route.timeoutMs);
      timer.refresh();
    };
    const leaves = (on: Connection) => {
      connection = on;
      fresh = on.used === 0;
      stage = 'request';
      sentAt = now();
      leftAt = performance.now();
      limit();
    };

    if (signal.aborted) {
      cancel();
      return;
    }
    signal.addEventListener('abort', cancel, { once: true });
    if (!route.http2) {
      messages.set(number, {
        bytes: toBytes(outgoing, isForwarded(route)),
        leaves,
        left() {
          if (settled || stage !== 'request') return;
          stage = 'headers';
          limit();
        },
      });
    }

    pool.dispatch(route.http2 ? http2Message(outgoing) : http1Message(outgoing, number), {
      onRequestStart(it) {
        controller = it;
        if (settled) {
          it.abort(new Error('cancelled'));
          return;
        }
        if (route.http2 && last.connection) {
          leaves(last.connection);
          last.connection.used++;
        }
      },
      onResponseStart(it, code, fields, text) {
        if (settled || code < 200) return;
        stage = 'body';
        firstByte = performance.now() - leftAt;
        bodySince = performance.now();
        status = code;
        statusText = text ?? '';
        headers = readHeaders('rawHeaders' in it ? it.rawHeaders : undefined, fields);
        limit();
      },
      onResponseData(_, chunk) {
        if (settled) return;
        limit();
        if (20 * route.timeoutMs < performance.now() - bodySince) fail(bodyTooLong(address, 20 * route.timeoutMs));
        else if (mostBytes < received.size + chunk.length) fail(bodyTooLarge(address));
        else {
          try {
            received.add(chunk);
          } catch {
            fail(
              new SendFailure(
                'body-file',
                'The answer is larger than 5 MB, and no temporary file can be written for it.',
              ),
            );
          }
        }
      },
      onResponseEnd() {
        if (settled) return;
        settled = true;
        received.close();
        const total = performance.now() - start;
        readBody(received, headers, signal).then(
          (body) => {
            finish();
            if (signal.aborted) {
              resolve(new SendFailure('cancelled', `Cancelled ${cancelledAt.body}.`));
              return;
            }
            const answer: Answer = {
              status,
              statusText,
              httpVersion: route.http2 ? 'HTTP/2' : `HTTP/${connection?.answered ?? '1.1'}`,
              headers,
              body,
              timings: {
                ...(fresh ? connection?.opening : {}),
                ...(firstByte === undefined ? {} : { firstByte }),
                total,
              },
              sentAt,
              ...(connection?.unverified === undefined ? {} : { unverified: connection.unverified }),
            };
            // undici frees the connection in the next turn: a request that follows at once shall find it.
            setImmediate(resolve, answer);
          },
          (error: unknown) => {
            finish();
            resolve(describeError(error, { stage, address, proxy: false }));
          },
        );
      },
      onResponseError(_, error) {
        fail(error);
      },
    });
  });
}

const cancelledAt: Record<Situation['stage'], string> = {
  connect: 'while connecting; nothing was sent',
  tls: 'during the TLS handshake; nothing was sent',
  request: 'while the request was being sent',
  headers: 'while waiting for the answer; the request had been sent',
  body: 'while the answer came in',
};

function http1Message(outgoing: Outgoing, number: string) {
  return {
    path: placeholder(number),
    // To undici a method matters in one respect: the answer to HEAD has no body.
    method: outgoing.method === 'HEAD' ? ('HEAD' as const) : ('GET' as const),
    ...(endsConnection(outgoing) ? { reset: true } : {}),
  };
}

function http2Message(outgoing: Outgoing) {
  return {
    path: latin1(outgoing.target.path),
    method: outgoing.method,
    headers: outgoing.headers.flatMap(({ name, value }) => (name === 'content-length' ? [] : [name, latin1(value)])),
    ...(outgoing.body?.length ? { body: outgoing.body } : {}),
  };
}

/** undici writes strings as Latin-1: each octet of the UTF-8 form becomes one character. */
function latin1(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

/**
 * As they came: order, case, duplicates; values that are not UTF-8 are read as Latin-1. Over HTTP/2 Node joins repeated
 * fields other than Set-Cookie with commas, which means the same (RFC 9110, 5.3).
 */
function readHeaders(raw: unknown, fields: Readonly<Record<string, string | string[] | undefined>>): HeaderField[] {
  if (Array.isArray(raw)) {
    const headers: HeaderField[] = [];
    for (let i = 0; i + 1 < raw.length; i += 2) headers.push({ name: fieldText(raw[i]), value: fieldText(raw[i + 1]) });
    return headers;
  }
  return Object.entries(fields).flatMap(([name, value]) =>
    [value ?? []].flat().map((it) => ({ name, value: fieldText(Buffer.from(it, 'latin1')) })),
  );
}

function fieldText(bytes: unknown): string {
  if (!(bytes instanceof Uint8Array)) return String(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8');
  return text.includes('\ufffd') ? buffer.toString('latin1') : text;
}

function headersTimeout(address: string, timeoutMs: number): SendFailure {
  return new SendFailure(
    'timeout-headers',
    `${address} took the request but did not answer within ${seconds(timeoutMs)}. It may still be at work; the time limit is a setting.`,
  );
}

function bodyTimeout(address: string, timeoutMs: number): SendFailure {
  return new SendFailure('timeout-body', `${address} began to answer, then nothing came for ${seconds(timeoutMs)}.`);
}

function bodyTooLong(address: string, ms: number): SendFailure {
  return new SendFailure(
    'timeout-body',
    `${address} was still sending its answer after ${seconds(ms)}; a stream without an end looks like that.`,
  );
}

function bodyTooLarge(address: string): SendFailure {
  return new SendFailure('protocol', `The answer of ${address} is larger than 1 GB; the connection was closed.`);
}

function withStatus(failure: SendFailure, status: number): SendFailure {
  return new SendFailure(failure.failure, `${failure.message} Its status was ${status}.`);
}
