import * as vscode from 'vscode';
import { UserError } from './userError.ts';

/** Throws where the window is not trusted: what opens a socket asks first. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new UserError(
    'This window is in Restricted Mode: Why401 reads and explains here, and sends nothing until the folder is trusted.',
    [{ title: 'Manage Trust', command: 'workbench.trust.manage' }],
  );
}
