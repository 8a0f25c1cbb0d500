import * as vscode from 'vscode';
import type { CareScene, Remark } from '../core/care/remark.ts';

/** What could be better about tokens. The reader comes with the engine: nothing is said until that is loaded. */
export interface Care extends vscode.Disposable {
  of(scene: CareScene): readonly Remark[];
  /** The reader is there. */
  readonly onDidChange: vscode.Event<void>;
}

export function createCare(log: vscode.LogOutputChannel): Care {
  const changed = new vscode.EventEmitter<void>();
  let read: ((scene: CareScene) => readonly Remark[]) | undefined;
  let asked = false;

  async function load(): Promise<void> {
    read = (await import('./explaining.ts')).careFor;
    changed.fire();
  }

  return {
    of(scene) {
      if (!asked) {
        asked = true;
        load().catch((error: unknown) => {
          log.error('token care', error instanceof Error ? error : String(error));
        });
      }
      return read?.(scene) ?? [];
    },
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}
