import type * as vscode from 'vscode';
import { createApp } from './app.ts';

/** Registers everything at once. No file is read and nothing is awaited. */
export function activate(context: vscode.ExtensionContext): void {
  const app = createApp(context);
  context.subscriptions.push(app);
}
