import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { asRef, commands } from '../contributions.ts';
import { bestFix, carryOut } from '../fixes.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Apply Best Fix: of the last answer, or the fix that a lens, a quick fix or the sidebar names. */
export function registerApplyFix(app: App): vscode.Disposable {
  return registerCommand(app, commands.applyFix, async (argument) => {
    const { ref, finding, fix } = readChoice(argument);
    const entry = ref ? app.history.of(ref) : app.history.latest;
    const chosen = entry?.report?.findings[finding]?.fixes[fix ?? bestFix(app, entry)];
    if (!entry || !chosen) throw new UserError('The last answer suggests no fix.');
    await carryOut(app, entry, chosen);
  });
}

function readChoice(argument: unknown) {
  const none = { ref: undefined, finding: 0, fix: undefined };
  if (typeof argument !== 'object' || argument === null) return none;
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  return {
    ref: 'ref' in argument ? asRef(argument.ref) : undefined,
    finding: 'finding' in argument ? number(argument.finding) : 0,
    fix: 'fix' in argument ? number(argument.fix) : undefined,
  };
}
