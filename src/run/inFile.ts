import type { RunContext } from './context.ts';
import { environmentsOf } from './contextFor.ts';
import { reviveLogins } from './logins.ts';
import type { ReachedFile } from './otherFiles.ts';

/** Where a request of another file runs: with that file's environment files and sessions, and the rest of the run. */
export async function contextIn({ path, file }: ReachedFile, context: RunContext): Promise<RunContext> {
  if (path === context.target.path) return context;
  const target = { ...context.target, path, file };
  await reviveLogins(target, context.host, context.state);
  return { ...context, target, environments: await environmentsOf(target, context.batch, context.host) };
}
