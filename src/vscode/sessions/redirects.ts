import * as vscode from 'vscode';
import type { RedirectReceiver } from '../../send/oauth/obtained.ts';
import type { Callbacks } from './callbacks.ts';

/** Where the browser comes back to: this computer's loopback, the editor's own address, or an address typed in by hand. */
export interface Redirects {
  /** @param wanted the registered redirect URI, where the configuration has one */
  receiver(wanted: string | undefined): Promise<RedirectReceiver>;
}

export type Listen = (wanted: string | undefined) => Promise<RedirectReceiver>;

/** For one sign-in. `listen`: a listener on this computer's loopback. */
export function createRedirects(callbacks: Callbacks, listen: Listen): Redirects {
  async function atEditor(wanted: string | undefined): Promise<RedirectReceiver> {
    // Without encoding: it would turn `?a=1&b=2` of an editor in the browser into one long name.
    const redirectUri = wanted ?? (await vscode.env.asExternalUri(vscode.Uri.parse(ownAddress()))).toString(true);
    const waiting = callbacks.wait();
    return {
      redirectUri,
      expect: (state) => waiting.expect(state),
      received: async (signal) =>
        `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${await waiting.received(signal)}`,
      close: () => waiting.close(),
    };
  }

  return {
    async receiver(wanted) {
      if (wanted === undefined) return isLocal() ? listen(undefined) : atEditor(undefined);
      if (wanted.startsWith(`${vscode.env.uriScheme}://`)) return atEditor(wanted);
      if (!isLoopback(wanted)) return typedIn(wanted);
      const receiver = await listen(wanted);
      return isLocal() ? receiver : reachable(receiver);
    },
  };
}

/** Whether the browser that opens runs where this code runs. */
function isLocal(): boolean {
  return vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}

export function ownAddress(): string {
  return `${vscode.env.uriScheme}://why401.why401/callback`;
}

function isLoopback(url: string): boolean {
  return /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=$|[:/?])/i.test(url);
}

/**
 * A listener on the remote computer's loopback: the editor leads the same port of the person's computer there, where it
 * can. Where it cannot, the browser ends at a page that does not load, whose address says all.
 */
async function reachable(receiver: RedirectReceiver): Promise<RedirectReceiver> {
  await vscode.env.asExternalUri(vscode.Uri.parse(new URL(receiver.redirectUri).origin));
  return {
    ...receiver,
    received(signal) {
      const done = new AbortController();
      const either = AbortSignal.any([signal, done.signal]);
      const offer = 'Paste Address';
      const typed = Promise.resolve(
        vscode.window.showInformationMessage(
          'The browser shows a page that cannot be reached? Its address will do.',
          offer,
        ),
      ).then(async (it) => {
        if (it === offer && !done.signal.aborted) return askForAddress(receiver.redirectUri, either);
        return new Promise<never>(() => undefined);
      });
      return Promise.race([receiver.received(either), typed]).finally(() => done.abort());
    },
  };
}

/** The browser goes to a page of somebody else's, which nobody here can listen to. */
function typedIn(wanted: string): RedirectReceiver {
  return {
    redirectUri: wanted,
    received: (signal) => askForAddress(wanted, signal),
    close: () => undefined,
  };
}

/** Asks for the address that the browser ended at; rejects where the person gives none. */
function askForAddress(wanted: string, signal: AbortSignal): Promise<string> {
  const box = vscode.window.createInputBox();
  box.title = 'Finish Signing In';
  box.prompt = `After signing in, the browser goes to ${wanted}. Copy its whole address and paste it here.`;
  box.placeholder = `${wanted}?code=…`;
  box.ignoreFocusOut = true;
  box.password = true;
  return new Promise<string>((resolve, reject) => {
    const giveUp = () => reject(new Error('No address was given.'));
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', () => box.hide(), { once: true });
    box.onDidAccept(() => {
      const address = box.value.trim();
      if (address.startsWith(wanted) && /[?#]/.test(address)) {
        resolve(address);
        box.hide();
      } else box.validationMessage = `The address begins with ${wanted} and holds what the server answered: ?code=…`;
    });
    box.onDidHide(giveUp);
    box.show();
  }).finally(() => box.dispose());
}
