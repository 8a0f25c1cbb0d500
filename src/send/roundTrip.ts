import type { Body, HeaderField, Timings } from '../core/exchange.ts';
import { readBody } from './body.ts';
import { isForwarded, type Route, seconds } from './connect.ts';
import { SendFailure } from './failure.ts';
import { describeError, type Situation } from './failures.ts';
import { overHttp1 } from './http1.ts';
import { overHttp2 } from './http2.ts';
import type { Outgoing } from './outgoing.ts';
import { Received } from './received.ts';
import { hostAndPort } from './target.ts';
import type { Connection } from './wire.ts';

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
  const address = hostAndPort(route.proxy && isForwarded(route) ? route.proxy : route.target);
  const received = new Received();
  const waiting = waitingFor(signal);

  return new Promise((resolve) => {
    const start = performance.now();
    let stage: Situation['stage'] = 'connect';
    let settled = false;
    let leave: ((reason: Error) => void) | undefined;
    let timer: NodeJS.Timeout | undefined;
    let connection: Connection | undefined;
    let fresh = false;
    let sentAt = 0;
    let leftAt = 0;
    let firstByte: number | undefined;
    let bodySince = 0;
    let status = 0;
    let statusText = '';
    let headers: readonly HeaderField[] = [];

    const fail = (error: unknown) => {
      if (settled) return;
      settled = true;
      finish();
      received.close();
      const failure = describeError(error, {
        stage,
        address,
        proxy: isForwarded(route),
        newTls: route.trust !== undefined && fresh,
        newPlain: route.trust === undefined && fresh,
      });
      const idle = failure.failure === 'reset' && connection !== undefined && !fresh && status === 0;
      resolve(
        idle ? new ClosedWhileIdle(failure.failure, failure.message) : status ? withStatus(failure, status) : failure,
      );
      leave?.(failure);
    };
    const cancel = () => fail(new SendFailure('cancelled', `Cancelled ${cancelledAt[stage]}.`));
    const finish = () => {
      clearTimeout(timer);
      waiting.delete(cancel);
    };
    const limit = () => {
      timer ??= setTimeout(() => {
        fail(late[stage === 'body' || stage === 'request' ? stage : 'headers'](address, seconds(route.timeoutMs)));
      }, route.timeoutMs);
      timer.refresh();
    };
    if (signal.aborted) {
      cancel();
      return;
    }
    waiting.add(cancel);
    const over = route.http2 ? overHttp2 : overHttp1;
    leave = over(outgoing, route, {
      leaves(on) {
        connection = on;
        fresh = on.used === 0;
        stage = 'request';
        sentAt = now();
        leftAt = performance.now();
        limit();
      },
      left() {
        if (settled || stage !== 'request') return;
        stage = 'headers';
        limit();
      },
      head(code, text, fields) {
        if (settled || code < 200) return;
        stage = 'body';
        firstByte = performance.now() - leftAt;
        bodySince = performance.now();
        status = code;
        statusText = text;
        headers = fields;
        limit();
      },
      data(chunk) {
        if (settled) return;
        limit();
        if (20 * route.timeoutMs < performance.now() - bodySince) fail(bodyTooLong(address, 20 * route.timeoutMs));
        else if (route.mostBytes < received.size + chunk.length) fail(bodyTooLarge(address, route.mostBytes));
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
      end() {
        if (settled) return;
        settled = true;
        received.close();
        const total = performance.now() - start;
        const done = (body: Body) => {
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
          // undici frees the connection in the turn after this one: a request that follows at once shall find it.
          queueMicrotask(() => setImmediate(resolve, answer));
        };
        const body = readBody(received, headers, signal, route.mostBytes);
        if (!(body instanceof Promise)) {
          done(body);
          return;
        }
        body.then(done, (error: unknown) => {
          finish();
          resolve(describeError(error, { stage, address, proxy: false }));
        });
      },
      failed: fail,
    });
  });
}

const waitingBySignal = new WeakMap<AbortSignal, Set<() => void>>();

/** Whom to tell when a signal aborts: one listener for all requests, as adding and removing one for each is slow. */
function waitingFor(signal: AbortSignal): Set<() => void> {
  const known = waitingBySignal.get(signal);
  if (known) return known;
  const waiting = new Set<() => void>();
  waitingBySignal.set(signal, waiting);
  signal.addEventListener('abort', () => {
    for (const cancel of waiting) cancel();
  });
  return waiting;
}

const cancelledAt: Record<Situation['stage'], string> = {
  connect: 'while connecting; nothing was sent',
  tls: 'during the TLS handshake; nothing was sent',
  request: 'while the request was being sent',
  headers: 'while waiting for the answer; the request had been sent',
  body: 'while the answer came in',
};

const changeLimit = 'The time limit is a setting, and # @timeout 2 m above a request is one for it alone.';

/** What to say when a time limit ends a stage. */
const late = {
  request: (address: string, limit: string) =>
    new SendFailure('timeout-headers', `${address} did not take the whole request within ${limit}. ${changeLimit}`),
  headers: (address: string, limit: string) =>
    new SendFailure(
      'timeout-headers',
      `${address} took the request but did not answer within ${limit}. It may still be at work. ${changeLimit}`,
    ),
  body: (address: string, limit: string) =>
    new SendFailure('timeout-body', `${address} began to answer, then nothing came for ${limit}.`),
};

function bodyTooLong(address: string, ms: number): SendFailure {
  return new SendFailure(
    'timeout-body',
    `${address} was still sending its answer after ${seconds(ms)}; a stream without an end looks like that.`,
  );
}

function bodyTooLarge(address: string, most: number): SendFailure {
  const limit = most < 1e6 ? `${Math.round(most / 1000)} kB` : most < 1e9 ? `${Math.round(most / 1e6)} MB` : '1 GB';
  return new SendFailure('protocol', `The answer of ${address} is larger than ${limit}; the connection was closed.`);
}

function withStatus(failure: SendFailure, status: number): SendFailure {
  return new SendFailure(failure.failure, `${failure.message} Its status was ${status}.`);
}
