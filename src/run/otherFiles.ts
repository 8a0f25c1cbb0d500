import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { parse } from '../core/http/parse.ts';
import { requestNamed } from '../core/http/requestNamed.ts';
import { importsOf } from '../core/scripts/otherFiles.ts';
import { readOtherFile } from '../local/otherFile.ts';
import type { RunContext } from './context.ts';
import type { RunHost, RunProblem, RunTarget } from './run.ts';

/** Another `.http` file that a run reaches. */
export interface ReachedFile {
  /** Absolute. */
  readonly path: string;
  readonly file: HttpFile;
}

export interface Imports {
  /** Imported files and those that they import, nearest first; each once. */
  readonly files: readonly ReachedFile[];
  /** Imports of the file itself that cannot be read. */
  readonly problems: readonly RunProblem[];
}

/** More files than these are no folder of requests any more. */
const mostFiles = 100;

/** Reads what a file imports, and what that imports. Files that import each other are read once. */
export async function readImports(target: RunTarget, host: RunHost): Promise<Imports> {
  const files: ReachedFile[] = [];
  const problems: RunProblem[] = [];
  const seen = new Set([target.path]);
  const waiting: ReachedFile[] = [{ path: target.path, file: target.file }];
  for (let from = waiting.shift(); from; from = waiting.shift()) {
    for (const { path, span } of importsOf(from.file)) {
      const found = mostFiles <= files.length ? tooMany : await openFile(path, from.path, target, host);
      if ('problem' in found) {
        const place = from.path === target.path ? { span } : {};
        problems.push({ message: `The import of ${path} does not work. ${found.problem}`, ...place });
      } else if (!seen.has(found.path)) {
        seen.add(found.path);
        files.push(found);
        waiting.push(found);
      }
    }
  }
  return { files, problems };
}

const tooMany = { problem: `More than ${mostFiles} files are not read.` };

async function openFile(
  path: string,
  from: string,
  { root }: RunTarget,
  host: RunHost,
): Promise<ReachedFile | { readonly problem: string }> {
  const found = await readOtherFile(path, from, root, host.openText && ((it) => host.openText?.(it)));
  if ('problem' in found) return found;
  const file = parse(found.text);
  const refused = file.problems.find((it) => it.refuses);
  return refused ? { problem: `${path}: ${refused.message}` } : { path: found.path, file };
}

/** The same file once for a run: its definitions bind once, too. */
export function reach(path: string, { target, host, batch }: RunContext): Promise<ReachedFile | { problem: string }> {
  const key = `${target.path}\n${path}`;
  const reading = batch.reached.get(key) ?? openFile(path, target.path, target, host);
  batch.reached.set(key, reading);
  return reading;
}

/** The request that a name refers to from a request of the context's file: of that file, else of those it imports. */
export function findNamed(
  name: string,
  at: number,
  { target, imports }: Pick<RunContext, 'target' | 'imports'>,
): (ReachedFile & { readonly request: RequestBlock }) | undefined {
  const own = requestNamed(target.file, name, at);
  if (own) return { path: target.path, file: target.file, request: own };
  for (const it of imports.files) {
    const request = it.path === target.path ? undefined : requestNamed(it.file, name, it.file.text.length);
    if (request) return { ...it, request };
  }
  return undefined;
}
