import { resolve } from 'node:path';
import { decodeUtf8 } from '../core/http/decode.ts';
import type { HttpFile } from '../core/http/httpFile.ts';
import { parse } from '../core/http/parse.ts';
import { lineOf } from '../core/http/position.ts';
import { type RunStatuses, statusKey } from '../core/matrix/compareRuns.ts';
import { readMatrixJson } from '../core/matrix/matrixJson.ts';
import { visibleLine } from '../core/print/visible.ts';
import { unknownChoice } from '../core/variables/unknownChoice.ts';
import { readEnvironments } from '../local/envFiles.ts';
import type { Io } from './io.ts';
import { readBytes } from './readInput.ts';

/** A file whose requests are to be sent. */
export interface MatrixSource {
  /** Absolute. */
  readonly path: string;
  /** As it was given. */
  readonly shown: string;
  readonly file: HttpFile;
}

type Wrong = { readonly wrong: string };

/** Reads and parses the files, each once. */
export async function readSources(paths: readonly string[], io: Io): Promise<readonly MatrixSource[] | Wrong> {
  const sources = new Map<string, MatrixSource>();
  for (const shown of paths) {
    const path = shown === '-' ? resolve('stdin.http') : resolve(shown);
    if (sources.has(path)) continue;
    const bytes = await readBytes(shown, io);
    const decoded = 'problem' in bytes ? { problem: `${bytes.problem}.` } : decodeUtf8(bytes);
    if ('problem' in decoded) return { wrong: `${visibleLine(shown)}: ${decoded.problem}` };
    const file = parse(decoded.text);
    const refused = file.problems.find((it) => it.refuses);
    if (refused) {
      const line = lineOf(file, refused.span.start) + 1;
      return { wrong: `${visibleLine(shown)}:${line}: ${visibleLine(refused.message)} Nothing was sent.` };
    }
    sources.set(path, { path, shown, file });
  }
  return [...sources.values()];
}

/** Whom to ask as: those that were named, else all of `$users`. `known`: all of `$users`. */
export async function readUsers(
  sources: readonly MatrixSource[],
  values: { readonly env?: string; readonly users?: string },
): Promise<{ readonly chosen: readonly string[]; readonly known: readonly string[] } | Wrong> {
  const all = await Promise.all(sources.map((it) => readEnvironments(it.path, {})));
  const broken = all.flatMap((it) => it.problems).find((it) => it.severity === 'error');
  if (broken)
    return {
      wrong: visibleLine(`${broken.file}:${broken.line}:${broken.column}: ${broken.message} Nothing was sent.`),
    };
  for (const [i, environments] of all.entries()) {
    const unknown = values.env === undefined ? undefined : unknownChoice(environments, { environment: values.env });
    if (unknown)
      return { wrong: `${visibleLine(sources[i]?.shown ?? '')}: ${visibleLine(`${unknown.what}. ${unknown.known}`)}` };
  }
  const known = [...new Set(all.flatMap((it) => it.users))];
  if (known.length === 0)
    return {
      wrong:
        'No environment file has $users, so there is nobody to ask as. Write them beside the file, in http-client.env.json: {"$users": {"admin": {"token": "…"}, "anonymous": {}}}',
    };
  if (values.users === undefined) return { chosen: known, known };
  const chosen = [...new Set(values.users.split(',').map((it) => it.trim()))].filter((it) => it !== '');
  const unknown = chosen.find((it) => !known.includes(it));
  if (unknown !== undefined)
    return { wrong: visibleLine(`The user ${unknown} is not known here. There are: ${known.join(', ')}.`) };
  return chosen.length === 0 ? { wrong: '--users names nobody.' } : { chosen, known };
}

/** The statuses of an earlier run, from its `--json` output. */
export async function readBefore(path: string, io: Io): Promise<RunStatuses | Wrong> {
  const bytes = await readBytes(path, io);
  const decoded = 'problem' in bytes ? { problem: `${bytes.problem}.` } : decodeUtf8(bytes);
  if ('problem' in decoded) return { wrong: `--before ${visibleLine(path)}: ${decoded.problem} Nothing was sent.` };
  const cells = readMatrixJson(decoded.text);
  if (!cells)
    return {
      wrong: `--before ${visibleLine(path)}: it holds no output of why401 matrix --json. Nothing was sent.`,
    };
  return new Map(
    cells.flatMap(({ file, id, user, status }) =>
      status === null ? [] : [[statusKey(resolve(file), id, user), status] as const],
    ),
  );
}
