import type * as vscode from 'vscode';
import type { Exchange } from '../../core/exchange.ts';
import type { RunStatuses } from '../../core/matrix/compareRuns.ts';
import type { Matrix } from '../../core/matrix/matrix.ts';
import type { Secret } from '../../core/secret.ts';
import type { App } from '../app.ts';

import { UserError } from '../userError.ts';
import type { UnderWay } from './shown.ts';

export interface MatrixRun {
  readonly environment?: string;
  readonly users: readonly string[];
  readonly abort: AbortController;
  readonly underWay: UnderWay;
  readonly before?: RunStatuses;
  /** Ids of requests that change something and are to be sent all the same. */
  readonly confirmed: ReadonlySet<string>;
  /** Something came. */
  onProgress(): void;
}

export interface Ran {
  readonly matrix: Matrix;
  /** What the sender knew to be secret of an exchange; asked for once its cell was explained. */
  secretsOf(exchange: Exchange): readonly Secret[];
}

/** The users of a file's environments. Throws UserError where there are none. */
export async function usersOf(app: App, document: vscode.TextDocument): Promise<readonly string[]> {
  const { users } = await app.environments.read(document);
  if (users.length === 0)
    throw new UserError(
      'No users here: "$users" at the top of http-client.env.json names them, each with its variables.',
    );
  return users;
}

/** Sends a file's requests as each user. Throws UserError where nothing may be sent. */
export async function sendMatrix(app: App, document: vscode.TextDocument, it: MatrixRun): Promise<Ran> {
  const [{ reportOf }, own] = await Promise.all([import('../explaining.ts'), app.signs.of(document.uri)]);
  const known = new WeakMap<Exchange, readonly Secret[]>();
  const matrix = await app.runner.lend(
    document,
    it.abort,
    async (run, { path, root, file }, { memory, host, signal }) => {
      const { runMatrix } = await run.loadMatrix();
      return runMatrix(
        {
          files: [{ path, file, ...(root === undefined ? {} : { root }) }],
          ...(it.environment === undefined ? {} : { environment: it.environment }),
          users: it.users,
          host,
          memory,
        },
        {
          signal,
          explain(exchange, secrets) {
            known.set(exchange, secrets);
            return reportOf(exchange, app.now(), { known: secrets, own, verifications: app.verifications.all });
          },
          confirmUnsafe: async (rows) => rows.filter(({ id }) => it.confirmed.has(id)),
          onStart(rows, users) {
            it.underWay.begin(rows, users);
            it.onProgress();
          },
          onProgress(done, _total, cell) {
            it.underWay.came(done, cell);
            it.onProgress();
          },
          ...(it.before ? { before: it.before } : {}),
        },
      );
    },
  );
  return { matrix, secretsOf: (exchange) => known.get(exchange) ?? [] };
}
