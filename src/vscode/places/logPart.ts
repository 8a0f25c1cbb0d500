import * as vscode from 'vscode';
import { textAround } from '../../local/logs/textAround.ts';

/** The scheme of documents that show a part of a log. */
export const partScheme = 'why401-log';

/** The document that shows what stands around that byte of a log. */
export function logUri(file: string, offset: number): vscode.Uri {
  return vscode.Uri.from({
    scheme: partScheme,
    path: `${vscode.Uri.file(file).path.replace(/\.gz$/i, '')} (in part)`,
    query: JSON.stringify({ file, offset }),
  });
}

/** The text of such a document. */
export async function textOfPart(uri: vscode.Uri): Promise<string> {
  const { file, offset }: { file?: unknown; offset?: unknown } = JSON.parse(uri.query);
  if (typeof file !== 'string' || typeof offset !== 'number') return '';
  return (await textAround(file, offset)).text;
}
