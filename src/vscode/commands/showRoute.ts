import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands, type RouteChoice } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { showRequest } from '../showRequest.ts';

/** From a route in the source code to what is known of it: its last answer, else its request, else its row in the audit. */
export function registerShowRoute(app: App): vscode.Disposable {
  return registerCommand(app, commands.showRoute, async (argument) => {
    const choice = asChoice(argument);
    const uri = choice && vscode.Uri.parse(choice.uri, true);
    const folder = uri && vscode.workspace.getWorkspaceFolder(uri)?.uri;
    const read = folder && app.guards.of(folder);
    const route = read?.routes.find(
      (it) => it.line === choice?.line && it.method === choice.method && it.path === choice.path,
    );
    if (!read || !route) return;
    const { openAudit, requestFor } = await import('../guards/index.ts');
    const ref = await requestFor(app, read, route);
    if (!ref) return openAudit(app, read.folder, route);
    await showRequest(app, ref);
    if (app.history.show(ref)) app.revealSidebar(app.history.of(ref));
  });
}

function asChoice(argument: unknown): RouteChoice | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { uri, line, method, path }: Partial<Record<keyof RouteChoice, unknown>> = argument;
  if (typeof uri !== 'string' || typeof line !== 'number' || typeof method !== 'string' || typeof path !== 'string')
    return undefined;
  return { uri, line, method, path };
}
