import * as vscode from 'vscode';
import type { DeviceCode, RedirectReceiver, SignInHost } from '../../send/oauth/obtained.ts';
import { withoutLinks } from '../userError.ts';
import type { Callbacks } from './callbacks.ts';
import { openExactly } from './openExactly.ts';
import { createRedirects, type Listen } from './redirects.ts';
import { showProgress } from './showProgress.ts';

/** It always says itself where the browser comes back to. */
export type EditorSignIn = SignInHost & Required<Pick<SignInHost, 'receiver'>>;

/**
 * What the editor lends for signing in once: a browser, a way back, words on the screen.
 * @param cancel ends the run, where the person cancels
 */
export function createSignInHost(callbacks: Callbacks, listen: Listen, cancel: () => void): EditorSignIn {
  const redirects = createRedirects(callbacks, listen);
  let back = new AbortController();

  return {
    async receiver(wanted) {
      const receiver = await redirects.receiver(wanted);
      back = new AbortController();
      return untilClosed(receiver, back);
    },
    async openBrowser(url) {
      if (!(await openExactly(url))) return false;
      void showProgress(`Waiting for the sign-in at ${hostOf(url)} in the browser`, back.signal, cancel);
      return true;
    },
    async showDeviceCode(code) {
      if (!(await askToEnter(code))) return cancel();
      const title = `Enter ${code.userCode} at ${hostOf(code.verificationUri)}`;
      void showProgress(title, code.done, cancel, code.expiresAt);
    },
    async confirm(question) {
      const yes = 'Continue';
      return (await vscode.window.showWarningMessage(withoutLinks(question), { modal: true }, yes)) === yes;
    },
  };
}

/** Nothing is waited for any more once it is closed. */
function untilClosed(receiver: RedirectReceiver, closed: AbortController): RedirectReceiver {
  return {
    redirectUri: receiver.redirectUri,
    expect: (state) => receiver.expect?.(state),
    received: (signal) => receiver.received(signal),
    close() {
      closed.abort();
      receiver.close();
    },
  };
}

/** Shows the code; false: the person does not want to. */
async function askToEnter({ userCode, verificationUri, verificationUriComplete }: DeviceCode): Promise<boolean> {
  const open = 'Copy Code and Open Page';
  const copy = 'Copy Code';
  const chosen = await vscode.window.showInformationMessage(
    `Enter the code ${withoutLinks(userCode)} to sign in`,
    { modal: true, detail: `On any device, at ${verificationUri}` },
    open,
    copy,
  );
  if (chosen === undefined) return false;
  await vscode.env.clipboard.writeText(userCode);
  if (chosen === open) await openExactly(verificationUriComplete ?? verificationUri);
  return true;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'the authorization server';
}
