import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createMemoryStore } from '../../src/core/auth/memoryStore.ts';
import type { SessionStore } from '../../src/core/auth/session.ts';
import { parse } from '../../src/core/http/parse.ts';
import { createMemory, type RunMemory, runRequest } from '../../src/run/index.ts';
import type { RunHost, RunOutcome, RunTarget } from '../../src/run/run.ts';
import { settings } from '../send/loopback.ts';
import { quietHost } from './conformance.ts';

/** One server that gives tokens and takes them, and what a test may turn about it. */
export interface World {
  readonly origin: string;
  /** Bodies that came to /token, as forms, in order. */
  readonly tokenCalls: URLSearchParams[];
  /** Methods and paths of everything else, with the token they carried. */
  readonly apiCalls: string[];
  /** What the next tokens live for, in seconds. */
  lifetime: number;
  rotates: boolean;
  /** Answers the next token calls instead. */
  tokenAnswer?: { readonly status: number; readonly body: object };
  /** Every header field of those others: `name: value`. */
  readonly fields: string[];
  /** Takes no token, not even a fresh one. */
  refusesAll: boolean;
  /** Waits before a token is given, in milliseconds. */
  delay: number;
  /** Ends every token that was given so far. */
  endAll(): void;
  /** Milliseconds since the epoch by the clock of the run; tests move it. */
  now: number;
}

/** Starts the world; it ends with the test. */
export async function startWorld(t: TestContext): Promise<World> {
  const good = new Map<string, 'access' | 'refresh'>();
  let count = 0;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close().closeAllConnections());
  const world: World = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenCalls: [],
    apiCalls: [],
    lifetime: 600,
    fields: [],
    refusesAll: false,
    rotates: true,
    delay: 0,
    now: Date.UTC(2026, 5, 1, 12),
    endAll: () => good.clear(),
  };

  function give(form: URLSearchParams): { status: number; body: object } {
    if (world.tokenAnswer) return world.tokenAnswer;
    const old = form.get('refresh_token');
    if (old !== null && !good.delete(old))
      return { status: 400, body: { error: 'invalid_grant', error_description: 'The refresh token was already used' } };
    count++;
    if (old !== null && !world.rotates) good.set(old, 'refresh');
    const refresh = form.get('grant_type') === 'client_credentials' ? undefined : `refresh-token-number-${count}`;
    const given = old !== null && !world.rotates ? undefined : refresh;
    good.set(`access-token-number-${count}`, 'access');
    if (given !== undefined) good.set(given, 'refresh');
    const body = {
      access_token: `access-token-number-${count}`,
      token_type: 'Bearer',
      expires_in: world.lifetime,
      ...(given === undefined ? {} : { refresh_token: given }),
    };
    return { status: 200, body };
  }

  server.on('request', async (request, response) => {
    const body = await bodyOf(request);
    const json = (status: number, value: object, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(JSON.stringify(value));
    };
    if (request.url === '/token') {
      const form = new URLSearchParams(body);
      world.tokenCalls.push(form);
      await new Promise((resolve) => setTimeout(resolve, world.delay));
      const { status, body: answer } = give(form);
      return json(status, answer);
    }
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    world.fields.push(...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`));
    world.apiCalls.push(`${request.method} ${request.url} ${token}`);
    if (request.url === '/scoped')
      return json(403, {}, { 'WWW-Authenticate': 'Bearer error="insufficient_scope", scope="write"' });
    if (good.get(token) === 'access' && !world.refusesAll) return json(200, { ok: true });
    const challenge = 'Bearer error="invalid_token", error_description="The access token expired"';
    return json(401, { error: 'invalid_token' }, { 'WWW-Authenticate': challenge });
  });
  return world;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A shell for the world: one window, with its store and its questions. */
export interface Shell {
  readonly memory: RunMemory;
  readonly sessions: SessionStore;
  readonly questions: string[];
  target(text: string): RunTarget;
  host: RunHost;
  send(text: string, more?: Partial<RunTarget>): Promise<RunOutcome>;
}

/** @param auth the `Security.Auth` of the environment `dev`; `ORIGIN` stands for the world's */
export async function openShell(
  t: TestContext,
  world: World,
  auth: object,
  more: Partial<RunHost> = {},
): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), 'why401-tokens-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const environment = JSON.stringify({ dev: { Security: { Auth: auth } }, $users: { ada: {}, vic: {} } });
  await writeFile(join(folder, 'http-client.env.json'), environment.replaceAll('ORIGIN', world.origin));
  const sessions = more.sessions ?? createMemoryStore();
  const questions: string[] = [];
  const memory = createMemory();
  const host: RunHost = {
    ...quietHost,
    settings,
    sessions,
    now: () => world.now,
    confirm: async (question) => {
      questions.push(question);
      return true;
    },
    ...more,
  };
  const target = (text: string): RunTarget => {
    const file = parse(text.replaceAll('ORIGIN', world.origin));
    const request = file.requests.at(-1);
    if (!request) throw new Error('the text holds no request');
    return { path: join(folder, 'x.http'), root: folder, file, request, environment: 'dev' };
  };
  return {
    memory,
    sessions,
    questions,
    host,
    target,
    send: (text, other = {}) => runRequest({ ...target(text), ...other }, memory, host, new AbortController().signal),
  };
}
