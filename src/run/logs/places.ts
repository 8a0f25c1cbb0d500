import { stat } from 'node:fs/promises';
import type { LogSource } from '../../core/logs/config.ts';
import type { LineFormat } from '../../core/logs/formats/format.ts';
import { namedFormat } from '../../core/logs/formats/namedFormat.ts';
import { confLogs } from '../../local/logs/confLogs.ts';
import { whyUnreadable } from '../../local/logs/denied.ts';
import { discoverLogs } from '../../local/logs/discoverLogs.ts';
import { type FoundLog, type FoundLogs, joinFound } from '../../local/logs/foundLog.ts';
import { logsIn } from '../../local/logs/logsIn.ts';
import { expandWildcards, hasWildcard } from '../../local/logs/wildcard.ts';

/** Where lines are to be had from. */
export interface LogPlaces {
  readonly logs: readonly FoundLog[];
  readonly commands: readonly (Extract<LogSource, { kind: 'command' }> & { readonly formats: readonly LineFormat[] })[];
  readonly remotes: readonly (Extract<LogSource, { kind: 'loki' | 'elasticsearch' }> & {
    readonly formats: readonly LineFormat[];
  })[];
  readonly stdin: readonly FoundLog[];
  readonly problems: readonly string[];
  /** Nobody said where: the well-known places were searched. */
  readonly discovered: boolean;
}

/** Turns sources into files, programs and servers; without any, what is installed here and lies in the folders. */
export async function findPlaces(sources: readonly LogSource[], folders: readonly string[]): Promise<LogPlaces> {
  const discovered = sources.length === 0;
  const found: FoundLogs[] = discovered ? [await discoverLogs(folders)] : [];
  const problems: string[] = [];
  const places = { commands: [] as LogPlaces['commands'][number][], remotes: [] as LogPlaces['remotes'][number][] };
  const stdin: FoundLog[] = [];
  for (const it of sources) {
    const format = it.format === undefined ? undefined : namedFormat(it.format);
    if (it.format !== undefined && !format)
      problems.push(`${it.format} is no format of nginx or Apache; lines are read by their look.`);
    const formats = format ? [format] : [];
    if (it.kind === 'command') places.commands.push({ ...it, formats });
    else if (it.kind !== 'path') places.remotes.push({ ...it, formats });
    else if (it.path === '-') stdin.push({ path: '-', formats });
    else found.push(withFormats(await fromPath(it.path), formats));
  }
  const { logs, problems: more } = joinFound(found);
  return { logs, ...places, stdin, problems: [...more, ...problems], discovered };
}

function withFormats({ logs, problems }: FoundLogs, formats: readonly LineFormat[]): FoundLogs {
  return { logs: logs.map((it) => ({ ...it, formats: [...formats, ...it.formats] })), problems };
}

async function fromPath(path: string): Promise<FoundLogs> {
  if (!hasWildcard(path) || (await exists(path))) return fromOne(path);
  const paths = await expandWildcards(path);
  if (paths.length === 0) return { logs: [], problems: [`${path}: nothing has such a name.`] };
  return joinFound(await Promise.all(paths.map(fromOne)));
}

async function fromOne(path: string): Promise<FoundLogs> {
  try {
    const info = await stat(path);
    if (info.isDirectory()) {
      const found = await logsIn(path);
      return found.logs.length + found.problems.length === 0
        ? { logs: [], problems: [`${path}: no log was found in it.`] }
        : found;
    }
    if (!info.isFile()) return { logs: [], problems: [`${path} is no file: pipe what it gives, and name - for it.`] };
  } catch (error) {
    return { logs: [], problems: [await whyUnreadable(path, error)] };
  }
  return (await confLogs(path)) ?? { logs: [{ path, formats: [] }], problems: [] };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
