import * as vscode from 'vscode';
import type { Route } from '../../core/guards/route.ts';
import { visibleLine } from '../../core/print/visible.ts';
import type { App } from '../app.ts';
import { asCommand, commands } from '../contributions.ts';
import { shorten, withoutIcons } from '../convert.ts';
import { guardWords } from './guardWords.ts';
import type { ReadGuards } from './readGuards.ts';
import { seenWords } from './seenBy.ts';
import { seenIn } from './seenIn.ts';

/** More on one line, such as the routes of a resource, are told as one. */
const mostOnLine = 3;

/** Above each route of a source file: its guards, and who got in. */
export function lensesFor(app: App, document: vscode.TextDocument): vscode.CodeLens[] {
  for (const read of app.guards.all) {
    const file = pathIn(read, document.uri);
    if (file === undefined) continue;
    const lines = byLine(read.routes.filter((it) => it.file === file && it.line <= document.lineCount));
    if (lines.size === 0) continue;
    const seen = seenIn(app, read);
    return [...lines].flatMap(([line, routes]) => {
      const range = document.lineAt(line - 1).range;
      return routes.slice(0, mostOnLine).map((route, at) => {
        const more = at === mostOnLine - 1 ? routes.length - mostOnLine : 0;
        const told = [
          ...(routes.length === 1 ? [] : [`${route.method} ${route.path}`]),
          guardWords(route),
          seenWords(seen.get(route) ?? [], app.now()),
          more <= 0 ? '' : `and ${more} more`,
        ];
        const title = withoutIcons(shorten(visibleLine(told.filter((it) => it !== '').join(' · ')), 160));
        const { method, path } = route;
        const command = asCommand(commands.showRoute, title, { uri: document.uri.toString(), line, method, path });
        return new vscode.CodeLens(range, command);
      });
    });
  }
  return [];
}

function byLine(routes: readonly Route[]): ReadonlyMap<number, readonly Route[]> {
  const lines = new Map<number, Route[]>();
  for (const it of routes) lines.set(it.line, [...(lines.get(it.line) ?? []), it]);
  return lines;
}

function pathIn({ folder }: ReadGuards, uri: vscode.Uri): string | undefined {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return uri.scheme === folder.scheme && uri.path.startsWith(root) ? uri.path.slice(root.length) : undefined;
}
