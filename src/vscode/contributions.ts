import * as vscode from 'vscode';
import type { App } from './app.ts';
import type { RequestRef } from './requestId.ts';
import { UserError } from './userError.ts';

/** Every command, by what it does. package.json declares the same: the contract test compares. */
export const commands = {
  send: 'why401.send',
  sendAll: 'why401.sendAll',
  resend: 'why401.resend',
  cancel: 'why401.cancel',
  explainLast: 'why401.explainLast',
  explainText: 'why401.explainText',
  decodeToken: 'why401.decodeToken',
  selectEnvironment: 'why401.selectEnvironment',
  selectUser: 'why401.selectUser',
  applyFix: 'why401.applyFix',
  copyExplanation: 'why401.copyExplanation',
  copyCurl: 'why401.copyCurl',
  clearCookies: 'why401.clearCookies',
  openExample: 'why401.openExample',
  showLog: 'why401.showLog',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

/** What a code lens, a hover, the sidebar or a test may hand over; menus and keys hand over whatever they like. */
export interface CommandArguments {
  'why401.send': [ref: RequestRef];
  'why401.sendAll': [];
  'why401.resend': [];
  'why401.cancel': [];
  'why401.explainLast': [ref: RequestRef];
  'why401.explainText': [text: string];
  'why401.decodeToken': [token: string];
  'why401.selectEnvironment': [name: string];
  'why401.selectUser': [name: string];
  'why401.applyFix': [choice: FixChoice];
  'why401.copyExplanation': [];
  'why401.copyCurl': [ref: RequestRef];
  'why401.clearCookies': [];
  'why401.openExample': [];
  'why401.showLog': [];
}

/** One fix of the last answer to a request; both numbers count from 0. */
export interface FixChoice {
  readonly ref?: RequestRef;
  readonly finding: number;
  readonly fix: number;
}

export const views = { sidebar: 'why401.sidebar' } as const;

/** The reference that a lens or the sidebar handed over; menus hand over a URI, keys nothing. */
export function asRef(argument: unknown): RequestRef | undefined {
  if (typeof argument !== 'object' || argument === null || !('uri' in argument) || !('id' in argument))
    return undefined;
  const { uri, id } = argument;
  return typeof uri === 'string' && typeof id === 'string' ? { uri, id } : undefined;
}

/** A command for a code lens, a code action or a link. */
export function asCommand<K extends CommandId>(
  id: K,
  title: string,
  ...args: CommandArguments[K] | []
): vscode.Command {
  return { command: id, title, arguments: args };
}

/**
 * Registers a command. A UserError becomes a message with its buttons; anything else is a bug: it goes into the log,
 * and a short message offers the log. `run` gets what it was called with, unchecked.
 */
export function registerCommand(app: App, id: CommandId, run: (argument: unknown) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown) => {
    try {
      return await run(argument);
    } catch (error) {
      if (error instanceof UserError) void tell(error);
      else void tellBug(app, id, error);
      return undefined;
    }
  });
}

async function tell(error: UserError): Promise<void> {
  const chosen = await vscode.window.showWarningMessage(error.message, ...error.actions.map((it) => it.title));
  const action = error.actions.find((it) => it.title === chosen);
  if (action) await vscode.commands.executeCommand(action.command);
}

async function tellBug(app: App, id: CommandId, error: unknown): Promise<void> {
  app.log.error(id, error instanceof Error ? error : String(error));
  const show = 'Show Log';
  if ((await vscode.window.showErrorMessage(`Why401 could not finish: ${id}.`, show)) === show) app.log.show();
}
