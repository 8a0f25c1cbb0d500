import * as vscode from 'vscode';
import { hasBetterRefusal } from '../../core/better/hasBetterRefusal.ts';
import type { App } from '../app.ts';
import { isProvable } from '../provable.ts';

/** Tells the editor's menus and keys what there is: something sent, an outcome, a refusal, a request under way. */
export function registerContextKeys(app: App): vscode.Disposable {
  const set = (key: string, value: boolean) =>
    void vscode.commands.executeCommand('setContext', `why401.${key}`, value);
  return vscode.Disposable.from(
    app.runner.onDidChange(() => {
      set('sending', app.runner.sending !== undefined);
      set('sent', true);
    }),
    app.history.onDidChange((it) => {
      set('answered', true);
      set('refused', it.report !== undefined);
      set('provable', isProvable(it));
      set('better', it.report !== undefined && hasBetterRefusal(it.report));
    }),
  );
}
