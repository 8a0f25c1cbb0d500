import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createMemoryStore } from '../../src/core/auth/memoryStore.ts';
import { decodeUtf8 } from '../../src/core/http/decode.ts';
import type { Problem } from '../../src/core/http/httpFile.ts';
import { parse } from '../../src/core/http/parse.ts';
import { createMemory, runRequest } from '../../src/run/index.ts';
import type { RunHost, RunOutcome } from '../../src/run/run.ts';
import type { SendSettings } from '../../src/send/outcome.ts';
import { answer, type Loopback, rawServer, type Seen, settings } from '../send/loopback.ts';

export interface Run {
  readonly outcomes: readonly RunOutcome[];
  /** What arrived during this run, in order. */
  readonly seen: readonly Seen[];
  readonly problems: readonly Problem[];
  /** Set when the document could not be read at all. */
  readonly unreadable?: string;
}

export interface RunOptions {
  readonly server?: Loopback;
  readonly settings?: Partial<SendSettings>;
  readonly host?: Partial<RunHost>;
  readonly extension?: '.http' | '.rest';
  /** More files of the folder, by name. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly environment?: string;
  readonly user?: string;
}

/** A server that answers everything with 200 and `ok`. */
export function plainServer(t: TestContext): Promise<Loopback> {
  return rawServer(t, () => answer('200 OK', ['Content-Type: text/plain'], 'ok'));
}

/** A host that no test is meant to ask. */
export const quietHost: Omit<RunHost, 'settings'> = {
  prompt: (question) => Promise.reject(new Error(`asked for ${question.label}`)),
  confirm: (question) => Promise.reject(new Error(`asked: ${question}`)),
  now: () => 1_795_000_000_000,
  processEnv: {},
  sessions: createMemoryStore(),
};

/**
 * Writes the document to a file and sends all its requests, as one run. `ORIGIN` in the text stands for
 * `http://127.0.0.1:port` of the server, `HOST` for `127.0.0.1:port`.
 */
export async function runDocument(
  t: TestContext,
  document: string | Uint8Array,
  options: RunOptions = {},
): Promise<Run> {
  const server = options.server ?? (await plainServer(t));
  const folder = await mkdtemp(join(tmpdir(), 'why401-conformance-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(options.files ?? {})) await writeFile(join(folder, name), content);
  const path = join(folder, `probe${options.extension ?? '.http'}`);
  const filled = typeof document === 'string' ? fill(document, server) : document;
  await writeFile(path, filled);
  const decoded = decodeUtf8(await readFile(path));
  if ('problem' in decoded) return { outcomes: [], seen: [], problems: [], unreadable: decoded.problem };

  const file = parse(decoded.text);
  const before = server.seen.length;
  const session = createMemory();
  const batch = {};
  const host: RunHost = { ...quietHost, ...options.host, settings: { ...settings, ...options.settings } };
  const outcomes: RunOutcome[] = [];
  for (const request of file.requests) {
    const choice = {
      ...(options.environment === undefined ? {} : { environment: options.environment }),
      ...(options.user === undefined ? {} : { user: options.user }),
    };
    const target = { path, file, request, root: folder, batch, ...choice };
    outcomes.push(await runRequest(target, session, host, new AbortController().signal));
  }
  return { outcomes, seen: server.seen.slice(before), problems: file.problems };
}

function fill(document: string, server: Loopback): string {
  return document.replaceAll('ORIGIN', server.origin).replaceAll('HOST', `127.0.0.1:${server.port}`);
}

/** The values of a field as they arrived, in order; the name is compared as it stands on the wire. */
export function valuesOf(seen: Seen | undefined, name: string): string[] {
  return (seen?.fields ?? []).filter((it) => it.startsWith(`${name}:`)).map((it) => it.slice(name.length + 1).trim());
}

/** Octets as Latin-1, the way the server keeps them. */
export function octets(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** True when nothing left: every request was refused before the network. */
export function refused(run: Run): boolean {
  return (
    run.seen.length === 0 &&
    (run.unreadable !== undefined || run.outcomes.every((it) => it.kind === 'unsendable' || it.kind === 'failed'))
  );
}
