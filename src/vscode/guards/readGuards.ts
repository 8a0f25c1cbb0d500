import type * as vscode from 'vscode';
import type { GuardRemark, Route } from '../../core/guards/route.ts';

/** What the source code of a folder says of its routes. */
export interface ReadGuards {
  readonly folder: vscode.Uri;
  readonly routes: readonly Route[];
  readonly remarks: readonly GuardRemark[];
  /** How many source files were looked at. */
  readonly files: number;
  /** What was not read, and why: a sentence each. */
  readonly left: readonly string[];
}
