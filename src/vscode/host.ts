import * as vscode from 'vscode';
import type { SessionStore } from '../core/auth/session.ts';
import type { RunHost } from '../run/run.ts';
import type { SignInHost } from '../send/oauth/obtained.ts';
import { openText, restClientVariables } from './environments.ts';
import { sendSettings } from './settings.ts';
import { withoutLinks } from './userError.ts';

/** What a run asks of the editor: questions to the person, unsaved text, settings, the clock. */
export function createHost(scope: vscode.Uri, sessions: SessionStore, signIn: SignInHost, now: () => number): RunHost {
  return {
    sessions,
    signIn,
    account: async (provider, scopes) => (await import('./sessions/index.ts')).accountToken(provider, scopes),
    async prompt({ label, secret, initial, choices }) {
      if (choices) return vscode.window.showQuickPick([...choices], { title: label, ignoreFocusOut: true });
      return vscode.window.showInputBox({
        title: label,
        password: secret,
        ignoreFocusOut: true,
        ...(initial === undefined ? {} : { value: initial }),
      });
    },
    async confirm(question) {
      const go = 'Send';
      return (await vscode.window.showWarningMessage(withoutLinks(question), { modal: true }, go)) === go;
    },
    openText,
    now,
    processEnv: process.env,
    restClientVariables: restClientVariables(scope),
    settings: sendSettings(scope),
  };
}
