import * as vscode from 'vscode';
import type { App } from '../app.ts';

/** The editor's own address, where a browser comes back to after signing in. */
export function registerUriHandler(app: App): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri({ query, fragment }) {
      // The implicit grant answers behind `#` (RFC 6749, 4.2.2).
      const answer = [query, fragment].filter((it) => it !== '').join('&');
      if (!app.callbacks.arrived(answer))
        app.log.warn('A browser came back from a sign-in that nobody waits for here.');
    },
  });
}
