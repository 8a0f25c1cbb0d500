import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createMemoryStore } from '../../src/core/auth/memoryStore.ts';
import { explainRefusals } from '../../src/core/explainAll.ts';
import { parse } from '../../src/core/http/parse.ts';
import type { Matrix } from '../../src/core/matrix/matrix.ts';
import { createMemory } from '../../src/run/index.ts';
import { type MatrixOptions, runMatrix } from '../../src/run/matrix.ts';
import type { RunHost } from '../../src/run/run.ts';
import { close } from '../../src/send/dispose.ts';
import { settings } from '../send/loopback.ts';
import { quietHost } from './conformance.ts';

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly cookie: string;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface World {
  readonly origin: string;
  readonly arrived: Arrived[];
  /** The most requests that were being answered at once. */
  readonly busiest: () => number;
}

/** Starts an API; it ends with the test. */
export async function startApi(
  t: TestContext,
  reply: (it: Arrived, count: number) => Answer | Promise<Answer>,
): Promise<World> {
  const arrived: Arrived[] = [];
  let busy = 0;
  let busiest = 0;
  const server = createServer(async (request, response) => {
    busiest = Math.max(busiest, ++busy);
    const it = await read(request);
    arrived.push(it);
    await send(response, await reply(it, arrived.length));
    busy--;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    await close();
    server.close().closeAllConnections();
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    busiest: () => busiest,
  };
}

async function read(request: IncomingMessage): Promise<Arrived> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    token: /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '',
    cookie: request.headers.cookie ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

async function send(response: ServerResponse, { status, headers, body }: Answer): Promise<void> {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  await new Promise<void>((resolve) => response.end(JSON.stringify(body ?? {}), resolve));
}

export interface Given {
  readonly text: string;
  /** The whole of http-client.env.json; `ORIGIN` stands for the world's here and in the text. */
  readonly environments: object;
  readonly users?: readonly string[];
  readonly host?: Partial<RunHost>;
  readonly options?: Partial<MatrixOptions>;
}

/** Writes a file with its environments and runs its matrix. */
export async function matrixOf(t: TestContext, world: World, given: Given): Promise<Matrix> {
  const folder = await mkdtemp(join(tmpdir(), 'why401-matrix-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const fill = (it: string) => it.replaceAll('ORIGIN', world.origin);
  await writeFile(join(folder, 'http-client.env.json'), fill(JSON.stringify(given.environments)));
  const host: RunHost = { ...quietHost, settings, sessions: createMemoryStore(), now: Date.now, ...given.host };
  return runMatrix(
    {
      files: [{ path: join(folder, 'x.http'), root: folder, file: parse(fill(given.text)) }],
      environment: 'dev',
      ...(given.users ? { users: given.users } : {}),
      host,
      memory: createMemory(),
    },
    {
      signal: new AbortController().signal,
      explain: (exchange) => explainRefusals([exchange], Date.now())[0]?.report,
      ...given.options,
    },
  );
}

/** A row a line: `GET /orders: admin 200, viewer 403`. */
export function grid({ rows, users, cells }: Matrix): string[] {
  return rows.map((row, i) => {
    const mine = cells.filter((it) => it.row === i);
    const told = mine.map((it) => {
      const { outcome } = it;
      const what = outcome.kind === 'answered' ? outcome.status : outcome.kind === 'failed' ? 'failed' : outcome.why;
      return `${users[it.user]?.name} ${what}`;
    });
    return `${row.method} ${row.target.replace(/^https?:\/\/[^/]*/, '')}: ${told.join(', ')}`;
  });
}

/** `admin good`, and why where it is not. */
export function standings({ users }: Matrix): string[] {
  return users.map((it) => `${it.name} ${it.state}`);
}
