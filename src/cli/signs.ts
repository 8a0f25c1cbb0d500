import type { Server } from '../core/facts/sign.ts';
import { visibleLine } from '../core/print/visible.ts';
import { findSigns, folderOf, readSignFile } from '../local/signFiles.ts';
import type { Io } from './io.ts';

/**
 * Rules of one's own for a command: those of `--signs FILE` first, then those found from the folder upward. What cannot
 * be read of them is said on standard error; only a FILE that was named and gives no rules is wrong.
 */
export async function ownSigns(
  named: string | undefined,
  beside: string,
  io: Io,
): Promise<readonly Server[] | { readonly wrong: string }> {
  const given = named === undefined ? undefined : await readSignFile(named, named);
  const found = await findSigns(folderOf(beside));
  const problems = [...(given?.problems ?? []), ...found.problems];
  for (const { file, line, column, message } of problems) {
    io.err(`why401: ${visibleLine(`${file}:${line}:${column}: ${message}`)}\n`);
  }
  if (named !== undefined && given?.servers.length === 0)
    return { wrong: `--signs ${visibleLine(named)} gives no rules.` };
  return [...(given?.servers ?? []), ...found.servers];
}
