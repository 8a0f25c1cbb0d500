import * as vscode from 'vscode';
import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { parse } from '../core/http/parse.ts';
import { requestAt } from '../core/http/position.ts';

/** The open `.http` documents, each parsed once a version. */
export interface Documents extends vscode.Disposable {
  parsed(document: vscode.TextDocument): HttpFile;
  /** The `.http` document in use: the active editor's, else the one that was active last and is still open. */
  readonly active: vscode.TextDocument | undefined;
  readonly all: readonly vscode.TextDocument[];
  /** The request under the cursor of the active editor. */
  requestAtCursor(): { readonly document: vscode.TextDocument; readonly request: RequestBlock } | undefined;
  /** An `.http` document was opened, edited or closed, or another one became active. */
  readonly onDidChange: vscode.Event<vscode.TextDocument | undefined>;
}

export function isHttp(document: vscode.TextDocument): boolean {
  return document.languageId === 'http';
}

export function createDocuments(): Documents {
  const cache = new WeakMap<vscode.TextDocument, { readonly version: number; readonly file: HttpFile }>();
  const changed = new vscode.EventEmitter<vscode.TextDocument | undefined>();
  let last = httpDocument(vscode.window.activeTextEditor);

  function parsed(document: vscode.TextDocument): HttpFile {
    const known = cache.get(document);
    if (known?.version === document.version) return known.file;
    const file = parse(document.getText());
    cache.set(document, { version: document.version, file });
    return file;
  }

  const subscriptions = vscode.Disposable.from(
    changed,
    vscode.workspace.onDidOpenTextDocument((it) => isHttp(it) && changed.fire(it)),
    vscode.workspace.onDidChangeTextDocument((it) => isHttp(it.document) && changed.fire(it.document)),
    vscode.workspace.onDidCloseTextDocument((it) => {
      if (!isHttp(it)) return;
      if (it === last) last = undefined;
      changed.fire(it);
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      const now = httpDocument(editor);
      if (!now || now === last) return;
      last = now;
      changed.fire(now);
    }),
  );

  return {
    parsed,
    get active() {
      return httpDocument(vscode.window.activeTextEditor) ?? last;
    },
    get all() {
      return vscode.workspace.textDocuments.filter(isHttp);
    },
    requestAtCursor() {
      const editor = vscode.window.activeTextEditor;
      if (!editor || !isHttp(editor.document)) return undefined;
      const offset = editor.document.offsetAt(editor.selection.active);
      const file = parsed(editor.document);
      const request = requestAt(file, offset);
      return request && { document: editor.document, request };
    },
    onDidChange: changed.event,
    dispose: () => subscriptions.dispose(),
  };
}

function httpDocument(editor: vscode.TextEditor | undefined): vscode.TextDocument | undefined {
  return editor && isHttp(editor.document) ? editor.document : undefined;
}
