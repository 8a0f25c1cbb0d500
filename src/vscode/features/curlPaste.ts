import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { httpFiles } from '../convert.ts';

/** A pasted curl command becomes a request; the menu of the paste offers the plain text, too. */
export function registerCurlPaste(app: App): vscode.Disposable {
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('why401', 'curl');
  return vscode.languages.registerDocumentPasteEditProvider(
    httpFiles,
    {
      async provideDocumentPasteEdits(document, ranges, data, _context, cancel) {
        const [range] = ranges;
        const text = await data.get('text/plain')?.asString();
        if (text === undefined || !range || 1 < ranges.length || !mayBeCurl.test(text) || longest < text.length) return;
        const { pasteCurl } = await import('../importing/index.ts');
        if (cancel.isCancellationRequested) return;
        const place = placeOf(app, document, range);
        const pasted = pasteCurl(text, place);
        if (!pasted) return;
        const written = `${place.before}${pasted.text}${place.after}`;
        const edit = new vscode.DocumentPasteEdit(written, 'Insert as HTTP Request', kind);
        if (place.inBody) edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
        return [edit];
      },
    },
    { providedPasteEditKinds: [kind], pasteMimeTypes: ['text/plain'] },
  );
}

const mayBeCurl = /^\s*(?:\S{1,3}\s+|PS [^\n]*>\s*)?curl(?:\.exe)?\s/;
const longest = 500_000;

/** What the text around the cursor asks for: a separator of its own, or none where the block has no request yet. */
function placeOf(app: App, document: vscode.TextDocument, range: vscode.Range) {
  const file = app.documents.parsed(document);
  const from = document.offsetAt(range.start);
  const to = document.offsetAt(range.end);
  const before = file.text.slice(0, from);
  const separator = Math.max(before.lastIndexOf('\n###'), before.startsWith('###') ? 0 : -1);
  const block = before.slice(separator === -1 ? 0 : separator + 1);
  const hasRequest = file.requests.some(
    (it) => from - block.length <= it.requestSpan.start && it.requestSpan.start < from,
  );
  const inBody = file.requests.some((it) => it.bodySpan && it.bodySpan.start < from && to < it.bodySpan.end);
  const lineBreak = before === '' || before.endsWith('\n') ? '' : '\n';
  const gap = hasRequest && !before.endsWith('\n\n') ? '\n' : '';
  const behind = file.text.slice(to);
  const next = behind.trimStart();
  return {
    hasSeparator: separator !== -1 && !hasRequest,
    inBody,
    before: `${lineBreak}${gap}`,
    after: next === '' || next.startsWith('###') ? '' : '\n###\n',
  };
}
