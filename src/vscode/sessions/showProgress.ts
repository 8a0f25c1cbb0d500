import * as vscode from 'vscode';
import { withoutLinks } from '../userError.ts';

/**
 * Says in a notification what is waited for, until `done`; Cancel there calls `cancel`.
 * @param until milliseconds since the epoch: how long there is, counted down
 */
export function showProgress(title: string, done: AbortSignal, cancel: () => void, until?: number): Thenable<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: withoutLinks(title), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    token.onCancellationRequested(cancel);
    const tell = () => until !== undefined && progress.report({ message: clock(until - Date.now()) });
    tell();
    const timer = setInterval(tell, 1000);
    return new Promise<void>((resolve) => {
      const end = () => {
        clearInterval(timer);
        resolve();
      };
      if (done.aborted) return end();
      done.addEventListener('abort', end, { once: true });
      token.onCancellationRequested(end);
    });
  });
}

/** `14:05 left` */
function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`;
}
