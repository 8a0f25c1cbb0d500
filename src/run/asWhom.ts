import type { RequestBlock } from '../core/http/httpFile.ts';
import { asDirective, unknownAs } from '../core/variables/asUser.ts';
import { asUser, type RunContext, unsendable } from './context.ts';
import { reviveLogins } from './logins.ts';
import type { Unsendable } from './run.ts';

/** Where a request that others refer to runs: as the user of its `# @as`, whoever waits for it. */
export function contextOf(request: RequestBlock, context: RunContext): RunContext {
  const as = asDirective(request);
  return as ? asUser(as.argument, context) : context;
}

/** The same, ready to run it. */
export async function readyContextOf(request: RequestBlock, context: RunContext): Promise<RunContext | Unsendable> {
  const its = contextOf(request, context);
  if (its === context) return context;
  const unknown = unknownAs(request, context.environments.users);
  if (unknown) return unsendable({ message: unknown.message, span: unknown.span });
  await reviveLogins(its.target, its.host, its.state);
  return its;
}
