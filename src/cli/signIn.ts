import { spawn } from 'node:child_process';
import { visibleLine } from '../core/print/visible.ts';
import type { SignInHost } from '../send/oauth/obtained.ts';
import type { Io } from './io.ts';

/**
 * Signing in from a terminal: addresses and codes are printed to standard error, and a person opens them. Where nobody
 * can be asked only grants that need nobody are tried, so a question there is answered by going on and saying so.
 */
export function terminalSignIn(io: Io, ask: (question: string) => Promise<boolean>): SignInHost {
  return {
    async openBrowser(url) {
      io.err(`Sign in with your browser:\n  ${visibleLine(url)}\n`);
      await openInBrowser(url);
      return true;
    },
    async showDeviceCode({ userCode, verificationUri, expiresAt }) {
      const minutes = Math.max(1, Math.round((expiresAt - io.now()) / 60_000));
      io.err(
        `Open ${visibleLine(verificationUri)} and type the code ${visibleLine(userCode)} (good for ${minutes} min).\n`,
      );
    },
    async confirm(question) {
      if (io.canAsk) return ask(question);
      io.err(`why401: ${visibleLine(question)} Going on, as nobody can be asked here.\n`);
      return true;
    },
  };
}

/** A try: the address is printed as well, so that it works without a desktop. */
function openInBrowser(url: string): Promise<void> {
  const { protocol } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return Promise.resolve();
  const opener = openers[process.platform] ?? (process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open'] : []);
  const [command, ...args] = opener;
  if (command === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve());
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}

/** `rundll32` takes the address as one argument; `start` would hand it to a shell. */
const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
