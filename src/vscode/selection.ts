import * as vscode from 'vscode';

/** The chosen environment and user of this workspace: names only, never values. */
export interface Selection extends vscode.Disposable {
  readonly environment: string | undefined;
  readonly user: string | undefined;
  choose(part: 'environment' | 'user', name: string | undefined): void;
  readonly onDidChange: vscode.Event<void>;
}

export function createSelection(state: vscode.Memento): Selection {
  const changed = new vscode.EventEmitter<void>();
  return {
    get environment() {
      return state.get<string>('environment');
    },
    get user() {
      return state.get<string>('user');
    },
    choose(part, name) {
      // The memento answers from memory at once; writing it to disk may take its time.
      void state.update(part, name);
      changed.fire();
    },
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}
