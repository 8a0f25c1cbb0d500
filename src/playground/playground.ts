import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApi } from './api.ts';
import type { Clock } from './issuer/consent.ts';
import { createIssuer, type Issuer } from './issuer.ts';
import { type Call, problem, send } from './respond.ts';
import { createSessions } from './sessions.ts';
import { createHoles, type HoleName, type Holes } from './shop/holes.ts';

/** The demo server while it runs. Loopback only. */
export interface Playground {
  /** `http://127.0.0.1:4010` */
  readonly origin: string;
  readonly port: number;
  readonly issuer: Issuer;
  /** Which of the shop's rules are broken. */
  readonly holes: Holes;
  close(): Promise<void>;
}

const bodyLimit = 64 * 1024;

/**
 * Starts a small API and token issuer on 127.0.0.1 that can refuse in every way a developer meets.
 * @param options.port 0 or absent: any free port. Rejects with the system's error when the port is taken.
 * @param options.holes those that are open from the start; `POST /playground/rules` opens and closes them as well
 * @param options.clock what time it is there, so that a test can let codes and tokens grow old
 */
export async function startPlayground(
  options: { readonly port?: number; readonly clock?: Clock; readonly holes?: readonly HoleName[] } = {},
): Promise<Playground> {
  const clock = options.clock ?? Date.now;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const issuer = await createIssuer(origin, clock);
  const holes = createHoles(options.holes ?? []);
  const routes = createApi(issuer, createSessions(clock), clock, holes);

  /** Answers one request; a handler that throws is a bug of ours and answers 500. */
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await read(request, origin);
    if (!call)
      return send(response, problem(413, 'Too large', `The playground reads bodies up to ${bodyLimit} bytes.`));
    const handler = routes.get(`${call.method} ${call.path}`);
    send(
      response,
      handler ? await handler(call) : problem(404, 'Not found', `There is no ${call.method} ${call.path} here.`),
    );
  }

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, problem(500, 'A fault in the playground', String(error)));
      else response.destroy();
    });
  });

  return {
    origin,
    port,
    issuer,
    holes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage, origin: string): Promise<Call | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (bodyLimit < size) return undefined;
    chunks.push(chunk);
  }
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    address: request.socket.remoteAddress ?? 'an unknown address',
    origin,
  };
}
