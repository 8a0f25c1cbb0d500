import { asDirective, unknownAs } from '../core/variables/asUser.ts';
import type { Environments } from '../core/variables/environments.ts';
import { unknownChoice } from '../core/variables/unknownChoice.ts';
import { readEnvironments } from '../local/envFiles.ts';
import { openContext, type RunBatch, type RunContext, unsendable } from './context.ts';
import { reviveLogins } from './logins.ts';
import { readImports } from './otherFiles.ts';
import type { Cancelled, RunHost, RunOutcome, RunProblem, RunTarget, Unsendable } from './run.ts';

/** What a request of a file runs with; else why nothing of the file can be sent. */
export async function contextFor(
  target: RunTarget,
  batch: RunBatch,
  lent: Pick<RunContext, 'memory' | 'host' | 'signal'>,
): Promise<RunContext | Unsendable | Cancelled> {
  const { host, signal } = lent;
  const refused = target.file.problems.filter((it) => it.refuses);
  if (refused.length) return unsendable(...refused.map(({ message, span }) => ({ message, span })));
  if (signal.aborted) return { kind: 'cancelled' };
  const environments = await environmentsOf(target, batch, host);
  const importing = batch.imports.get(target.path) ?? readImports(target, host);
  batch.imports.set(target.path, importing);
  const wrong = wrongChoice(target, environments);
  if (wrong) return unsendable(wrong, ...brokenFiles(environments));
  const context = openContext({ ...lent, target, environments, imports: await importing, batch });
  await reviveLogins(target, host, context.state);
  return context;
}

/** The environment files of a `.http` file, read once in a run. */
export function environmentsOf(
  { path, root }: Pick<RunTarget, 'path' | 'root'>,
  batch: RunBatch,
  host: RunHost,
): Promise<Environments> {
  const reading =
    batch.environments.get(path) ??
    readEnvironments(path, {
      ...(root === undefined ? {} : { root }),
      openText: (it) => host.openText?.(it),
      restClientVariables: host.restClientVariables,
    });
  batch.environments.set(path, reading);
  return reading;
}

/** A variable may have no value because its file could not be read. */
export function withBrokenFiles(
  outcome: RunOutcome,
  { environments, imports }: Pick<RunContext, 'environments' | 'imports'>,
): RunOutcome {
  const lacks = outcome.kind === 'unsendable' && outcome.problems.some((it) => it.variable);
  return lacks
    ? { ...outcome, problems: [...outcome.problems, ...imports.problems, ...brokenFiles(environments)] }
    : outcome;
}

function wrongChoice(target: RunTarget, environments: Environments): RunProblem | undefined {
  const unknown = unknownChoice(environments, target);
  if (!unknown) return undefined;
  const as = asDirective(target.request)?.argument === target.user && unknownAs(target.request, environments.users);
  if (as) return { message: as.message, span: as.span };
  return { message: `${unknown.what}, so nothing was sent. ${unknown.known}` };
}

function brokenFiles(environments: Environments): readonly RunProblem[] {
  return environments.problems
    .filter((it) => it.severity === 'error')
    .map(({ file, line, column, message }) => ({ message: `${message} (${file}:${line}:${column})` }));
}
