import * as vscode from 'vscode';
import type { CareScene, Remark } from '../core/care/remark.ts';
import type { Exchange } from '../core/exchange.ts';

/** What could be better about tokens. The reader comes with the engine: nothing is said until that is loaded. */
export interface Care extends vscode.Disposable {
  /** `calls`: what was sent with the token or before it. */
  of(scene: CareScene, calls: readonly Exchange[]): readonly Remark[];
  /** The reader is there. */
  readonly onDidChange: vscode.Event<void>;
}

export function createCare(log: vscode.LogOutputChannel): Care {
  const changed = new vscode.EventEmitter<void>();
  let read: Care['of'] | undefined;
  let asked = false;

  async function load(): Promise<void> {
    read = (await import('./explaining.ts')).careFor;
    changed.fire();
  }

  return {
    of(scene, calls) {
      if (!asked) {
        asked = true;
        load().catch((error: unknown) => {
          log.error('token care', error instanceof Error ? error : String(error));
        });
      }
      return read?.(scene, calls) ?? [];
    },
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}
