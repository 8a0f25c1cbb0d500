import { cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Framework, Linked } from '../../../src/core/guards/framework.ts';
import { Grammars } from '../../../src/local/guards/grammars.ts';
import { ProjectIndex } from '../../../src/local/guards/projectIndex.ts';

let grammars: Promise<Grammars> | undefined;

/** What a framework's reader says of these sources: path → text. */
export async function readSources(framework: Framework, sources: Readonly<Record<string, string>>): Promise<Linked> {
  const files = { paths: Object.keys(sources), read: async (path: string) => sources[path] };
  const [found] = await new ProjectIndex([framework], await builtGrammars()).read(files);
  return found?.linked ?? { routes: [], remarks: [] };
}

export function builtGrammars(): Promise<Grammars> {
  grammars ??= loadGrammars();
  return grammars;
}

/** The grammars and the engine, from where npm put them, in one folder. */
async function loadGrammars(): Promise<Grammars> {
  const resolve = createRequire(import.meta.url).resolve;
  const folder = join(import.meta.dirname, '../../../.cache/grammars');
  await mkdir(folder, { recursive: true });
  await cp(join(dirname(resolve('@vscode/tree-sitter-wasm')), '.'), folder, { recursive: true });
  await cp(resolve('web-tree-sitter/web-tree-sitter.wasm'), join(folder, 'web-tree-sitter.wasm'));
  return new Grammars(folder);
}
