import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import { listen } from '../loopback.ts';

/** A request as it came, its body read. */
export interface Came {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly form: URLSearchParams;
}

/** An answer; undefined: none ever comes. */
export type Reply =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | undefined;

/** An authorization server that answers what a test says: text as it is, all else as JSON. */
export async function fakeServer(
  t: TestContext,
  reply: (came: Came, origin: string) => Reply | Promise<Reply>,
): Promise<{ readonly origin: string; readonly came: Came[] }> {
  const came: Came[] = [];
  let origin = '';
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', async () => {
      const it: Came = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        form: new URLSearchParams(body),
      };
      came.push(it);
      answer(response, await reply(it, origin));
    });
  });
  const { port } = await listen(t, server);
  origin = `http://127.0.0.1:${port}`;
  return { origin, came };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === undefined) return;
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {});
  response.on('error', () => {});
  response.writeHead(reply.status ?? 200, { 'Content-Type': 'application/json', ...reply.headers }).end(text);
}
