import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';

/** Resend: what was sent last, as its text stands now. */
export function registerResend(app: App): vscode.Disposable {
  return registerCommand(app, commands.resend, () => app.runner.resend().then(() => undefined));
}
