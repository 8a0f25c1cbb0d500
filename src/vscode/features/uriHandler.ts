import * as vscode from 'vscode';
import type { App } from '../app.ts';

/** The editor's own address, where a browser comes back to after signing in. */
export function registerUriHandler(app: App): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri({ query }) {
      if (!app.callbacks.arrived(query)) app.log.warn('A browser came back from a sign-in that nobody waits for here.');
    },
  });
}
