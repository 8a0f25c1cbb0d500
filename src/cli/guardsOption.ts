import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Route } from '../core/guards/route.ts';
import { visibleLine } from '../core/print/visible.ts';
import type { Io } from './io.ts';

/** The routes of `--guards DIR`; undefined without the option. What was not read of DIR is said on standard error. */
export async function routesIn(
  folder: string | undefined,
  io: Io,
): Promise<readonly Route[] | { readonly wrong: string } | undefined> {
  if (folder === undefined) return undefined;
  const isFolder = await stat(folder).then(
    (it) => it.isDirectory(),
    () => false,
  );
  if (!isFolder) return { wrong: `--guards ${visibleLine(folder)} is no folder that can be read.` };
  const { GuardsFolder } = await import('../local/guards/folder.ts');
  const found = await new GuardsFolder(resolve(folder)).read();
  for (const it of found.left) io.err(`why401: ${visibleLine(it)}\n`);
  if (found.routes.length === 0) io.err(`why401: No route was found in ${visibleLine(folder)}.\n`);
  return found.routes;
}
