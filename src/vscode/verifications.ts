import * as vscode from 'vscode';
import { isAbout, type Verification } from '../core/jwt/verification.ts';
import type { Secret } from '../core/secret.ts';

/** What was found out about tokens in this window. In memory only: it holds the tokens. */
export interface Verifications extends vscode.Disposable {
  /** Oldest first. */
  readonly all: readonly Verification[];
  /** The newest about a token. */
  of(token: Secret): Verification | undefined;
  add(verification: Verification): void;
  readonly onDidChange: vscode.Event<void>;
}

/** More tokens than a person verifies in one window. */
const most = 50;

export function createVerifications(): Verifications {
  const changed = new vscode.EventEmitter<void>();
  let all: readonly Verification[] = [];
  return {
    get all() {
      return all;
    },
    of: (token) => all.findLast((it) => isAbout(it, token)),
    add(verification) {
      all = [...all, verification].slice(-most);
      changed.fire();
    },
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}
