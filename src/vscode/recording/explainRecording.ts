import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { UserError } from '../userError.ts';
import type { Read } from './messages.ts';
import { type Reading, readAside } from './readAside.ts';

/** What takes less is not worth a notification. */
const patienceMs = 400;

/** A text and where it is from. */
export interface Source {
  /** `shop.har`, `the clipboard` */
  readonly name: string;
  readonly uri?: vscode.Uri;
  readonly content: string | Uint8Array;
}

/** Reads and explains a text beside the editor's own work, and shows in the sidebar what is in it. */
export async function explainRecording(app: App, { name, uri, content }: Source): Promise<void> {
  const threadFile = vscode.Uri.joinPath(app.extensionUri, 'dist', 'thread.cjs').fsPath;
  const rules = await app.signs.sourcesOf(uri);
  const reading = readAside(threadFile, { content, now: app.now(), rules });
  const read = await withProgress(name, reading);
  if (!read) return;
  if (read.count === 0) {
    reading.end();
    throw new UserError(`Why401 took ${name} for ${read.saw}. ${read.problems.join(' ')}`.trim());
  }
  await app.recordings.open({ name, read, reading, ...(uri ? { uri } : {}) });
  app.revealSidebar();
}

async function withProgress(name: string, reading: Reading): Promise<Read | undefined> {
  const late = Symbol('late');
  const first = await Promise.race([reading.read, sleep(patienceMs, late)]);
  if (first !== late) return reading.read;
  const options = { location: vscode.ProgressLocation.Notification, title: `Explaining ${name}`, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    token.onCancellationRequested(() => reading.end());
    let before = 0;
    reading.onProgress = ({ done, of, refusals }) => {
      const increment = ((done - before) / of) * 100;
      before = done;
      const found = `${refusals} ${refusals === 1 ? 'refusal' : 'refusals'}`;
      progress.report({ increment, message: `entry ${done} of ${of}, ${found}` });
    };
    return reading.read;
  });
}
