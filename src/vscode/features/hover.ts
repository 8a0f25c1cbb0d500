import * as vscode from 'vscode';
import { findTokensInText } from '../../core/jwt/find.ts';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { httpFiles, toMarkdownString, toRange } from '../convert.ts';
import { setting } from '../settings.ts';

/** A line longer than this is data, not text to read. */
const longestLine = 20_000;

/** Explains the request, decodes the token, tells the variable's value: whatever is under the mouse. */
export function registerHover(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(httpFiles, {
      provideHover: async (document, position) => {
        const { hoverAt } = await app.checks.engine();
        const found = hoverAt(app, document, document.offsetAt(position));
        if (!found) return undefined;
        const markdown = toMarkdownString(found.markdown);
        if (found.opens) markdown.isTrusted = { enabledCommands: [commands.openEvidence] };
        return new vscode.Hover(markdown, toRange(document, found.span));
      },
    }),
    vscode.languages.registerHoverProvider('*', {
      async provideHover(document, position) {
        if (document.languageId === 'http' || !setting('hover.allFiles', document)) return undefined;
        const line = document.lineAt(position);
        if (longestLine < line.text.length) return undefined;
        const at = position.character;
        const token = findTokensInText(line.text).find(({ span }) => span.start <= at && at <= span.end);
        if (!token) return undefined;
        const start = document.offsetAt(line.range.start);
        const span = { start: start + token.span.start, end: start + token.span.end };
        const { tokenHover } = await app.checks.engine();
        return new vscode.Hover(toMarkdownString(tokenHover(app, token.raw)), toRange(document, span));
      },
    }),
  );
}
