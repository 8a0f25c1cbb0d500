import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore } from '../../src/core/auth/memoryStore.ts';
import { explain } from '../../src/core/explain.ts';
import { parse } from '../../src/core/http/parse.ts';
import type { ProofFacts } from '../../src/core/prove/proof.ts';
import type { Report } from '../../src/core/report.ts';
import { plain } from '../../src/core/text.ts';
import { createMemory, planProof, prove, runRequest } from '../../src/run/index.ts';
import type { Answered, RunHost } from '../../src/run/run.ts';

/** One request that is refused, and what is known about it before and after it was proven. */
export interface Proved {
  readonly outcome: Answered;
  readonly before: Report;
  readonly after: Report;
  readonly proof: ProofFacts;
  /** What was shown before it went: `GET http://…: Send it without credentials`. */
  readonly steps: readonly string[];
}

export interface ProvingWorld {
  /** Sends the named request as a user, proves what was refused, and explains it anew. A text says why nothing was proven. */
  proved(
    name: string,
    user?: string,
    options?: { readonly confirm?: boolean; readonly signal?: AbortSignal },
  ): Promise<Proved | string>;
  close(): Promise<void>;
}

/** A folder with one `.http` file and its users, and what a shell lends. */
export async function createProvingWorld(
  requests: string,
  users: Readonly<Record<string, Readonly<Record<string, string>>>>,
  settings: Partial<RunHost['settings']> = {},
): Promise<ProvingWorld> {
  const directory = await mkdtemp(join(tmpdir(), 'why401-prove-'));
  await writeFile(join(directory, 'http-client.env.json'), JSON.stringify({ $users: users }));
  const file = parse(requests);
  const path = join(directory, 'api.http');
  const host: RunHost = {
    sessions: createMemoryStore(),
    prompt: async () => undefined,
    confirm: async () => false,
    now: Date.now,
    processEnv: {},
    settings: {
      timeoutMs: 10_000,
      followRedirects: true,
      rememberCookies: true,
      clientCertificates: {},
      certificateAuthorities: [],
      insecureHosts: [],
      ...settings,
    },
  };
  return {
    async proved(name, user, { confirm, signal = new AbortController().signal } = {}) {
      const request = file.requests.find((it) => it.name === name);
      if (!request) throw new Error(`no request ${name}`);
      const memory = createMemory();
      const target = { path, file, request, root: directory, ...(user === undefined ? {} : { user }) };
      const outcome = await runRequest(target, memory, host, signal);
      if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
      const before = explain(outcome.exchange, Date.now(), { known: outcome.secrets });
      const plan = await planProof(target, outcome, before, { memory, host, signal });
      if (typeof plan === 'string') return plan;
      const steps: string[] = [];
      const proof = await prove(plan, {
        memory,
        host,
        signal,
        show: ({ method, url, experiment }) => steps.push(`${method} ${url}: ${plain(experiment.title)}`),
        ...(confirm === undefined ? {} : { confirm: async () => confirm }),
      });
      const after = explain(outcome.exchange, Date.now(), { known: outcome.secrets, proof });
      return { outcome, before, after, proof, steps };
    },
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

/** The table and what follows, to read when a test fails. */
export function told({ before, after, proof }: Proved): string {
  const best = (it: Report) =>
    `${it.findings[0]?.id} ${it.findings[0]?.certainty}: ${it.findings[0] && plain(it.findings[0].summary)}`;
  return [
    `before  ${best(before)}`,
    ...proof.findings.map(
      (it, i) =>
        `  ${plain(it.experiment.title)} → ${it.exchange?.response.status ?? it.failed}  ${proof.shown[i]?.answer}  ${plain(proof.shown[i]?.says ?? { parts: [] })}`,
    ),
    ...(proof.doubt ? [`  doubt: ${plain(proof.doubt)}`] : []),
    `after   ${best(after)}`,
    `ruled out: ${after.ruledOut.map((it) => it.id).join(' ')}`,
  ].join('\n');
}
