import type * as vscode from 'vscode';
import type { Begun } from '../../run/index.ts';
import type { App } from '../app.ts';
import { UserError } from '../userError.ts';

/** Says why nobody is signed in: the refused call as an exchange with its explanation, else words. */
export async function showFailure(
  app: App,
  document: vscode.TextDocument,
  label: string,
  outcome: Exclude<Begun, { kind: 'begun' | 'cancelled' }>,
): Promise<void> {
  if (outcome.kind === 'failed') throw new UserError(outcome.message);
  const entry = { label, at: app.now(), outcome, ...(await app.reader.failedFirst(outcome, document.uri)) };
  if (!entry.exchange) throw new UserError(problemsOf(outcome));
  app.history.add(entry);
  app.revealSidebar(entry);
}

function problemsOf({ problems }: Extract<Begun, { kind: 'unsendable' }>): string {
  return problems.map((it) => it.message.replaceAll('`', '')).join(' ');
}
