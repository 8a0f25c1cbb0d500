import * as vscode from 'vscode';
import type { Token } from '../core/jwt/token.ts';
import type { Secret } from '../core/secret.ts';

/** The token that Decode Token read last, for the sidebar. In memory only. */
export interface Decoded {
  /** `selection`, `clipboard`, … */
  readonly from: string;
  readonly secret: Secret;
  readonly token: Token;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface DecodedToken extends vscode.Disposable {
  readonly latest: Decoded | undefined;
  show(decoded: Decoded): void;
  readonly onDidChange: vscode.Event<void>;
}

export function createDecodedToken(): DecodedToken {
  const changed = new vscode.EventEmitter<void>();
  let latest: Decoded | undefined;
  return {
    get latest() {
      return latest;
    },
    show(decoded) {
      latest = decoded;
      changed.fire();
    },
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}
