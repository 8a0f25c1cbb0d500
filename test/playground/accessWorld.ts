import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMemoryStore } from '../../src/core/auth/memoryStore.ts';
import { explainRefusals } from '../../src/core/explainAll.ts';
import { parse } from '../../src/core/http/parse.ts';
import type { Matrix } from '../../src/core/matrix/matrix.ts';
import { isBreach } from '../../src/core/matrix/tallyMatrix.ts';
import { plain } from '../../src/core/text.ts';
import { type Playground, startPlayground, writeExample } from '../../src/playground/index.ts';
import type { HoleName } from '../../src/playground/shop/holes.ts';
import { createMemory } from '../../src/run/index.ts';
import { runMatrix } from '../../src/run/matrix.ts';
import { quietHost } from '../run/conformance.ts';
import { settings } from '../send/loopback.ts';

export interface ExampleShop {
  readonly playground: Playground;
  /** The file `access.http` of the example. */
  readonly file: string;
  stop(): Promise<void>;
}

/** Starts the playground with its example beside it, some of the shop's holes open. */
export async function startShop(
  options: { readonly holes?: readonly HoleName[]; readonly clock?: () => number } = {},
): Promise<ExampleShop> {
  const playground = await startPlayground(options);
  const directory = await mkdtemp(join(tmpdir(), 'why401-shop-'));
  await writeExample(directory, playground, fileURLToPath(new URL('../../media/example', import.meta.url)));
  return {
    playground,
    file: join(directory, 'access.http'),
    async stop() {
      await playground.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Sends the example's requests as each of its users. */
export async function shopMatrix({ file }: ExampleShop): Promise<Matrix> {
  const document = parse(await readFile(file, 'utf8'));
  return runMatrix(
    {
      files: [{ path: file, file: document }],
      environment: 'playground',
      host: { ...quietHost, settings, sessions: createMemoryStore(), now: Date.now },
      memory: createMemory(),
    },
    {
      signal: new AbortController().signal,
      explain: (exchange) => explainRefusals([exchange], Date.now())[0]?.report,
    },
  );
}

/** The cells that are other than wanted: `GET /shop/orders/1002 as editor: opened 200`. */
export function breaches({ rows, users, cells }: Matrix): string[] {
  return cells.filter(isBreach).map(({ row, user, verdict, outcome }) => {
    const status = outcome.kind === 'answered' ? outcome.status : outcome.kind;
    return `${nameOf(rows[row])} as ${users[user]?.name}: ${verdict} ${status}`;
  });
}

/** What is noted: `GET /shop/orders/1002 as editor: shows what belongs to viewer: owner is vic`. */
export function notes({ rows, users, cells }: Matrix): string[] {
  return cells.flatMap(({ row, user, notes }) =>
    notes.map((it) => `${nameOf(rows[row])} as ${users[user]?.name}: ${plain(it)}`),
  );
}

function nameOf(row: Matrix['rows'][number] | undefined): string {
  return `${row?.method} ${row?.target.replace('{{api}}', '')}`;
}
