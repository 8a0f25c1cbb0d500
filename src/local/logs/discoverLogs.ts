import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { exists } from '../exists.ts';
import { confLogs } from './confLogs.ts';
import { whyUnreadable } from './denied.ts';
import { type FoundLogs, joinFound } from './foundLog.ts';
import { logsIn } from './logsIn.ts';
import { wellKnownConfs, wellKnownLogs } from './wellKnown.ts';
import { expandWildcards } from './wildcard.ts';

/**
 * The logs of the servers that are installed here and of the folder that is worked in. `root` stands before the well-known
 * places; tests give one. What is there and cannot be read is said with what would help.
 */
export async function discoverLogs(folders: readonly string[], root = ''): Promise<FoundLogs> {
  const found: FoundLogs[] = [];
  for (const conf of wellKnownConfs) {
    const path = `${root}${conf}`;
    if (!(await exists(path))) continue;
    const logs = await confLogs(path);
    // What a default configuration names and nobody wrote yet is no news.
    if (logs) found.push({ logs: logs.logs, problems: logs.problems.filter((it) => !it.endsWith('does not exist.')) });
  }
  for (const pattern of wellKnownLogs) found.push(await matching(`${root}${pattern}`));
  for (const folder of folders) found.push(await logsIn(folder));
  return joinFound(found);
}

async function matching(pattern: string): Promise<FoundLogs> {
  const folder = dirname(pattern);
  const problem = await readdir(folder).then(
    () => undefined,
    (error: unknown) => (isDenied(error) ? whyUnreadable(folder, error) : undefined),
  );
  if (problem !== undefined) return { logs: [], problems: [await problem] };
  const paths = (await expandWildcards(pattern)).filter((it) => isCurrentLog(basename(it)));
  const there = await Promise.all(paths.map(exists));
  return { logs: paths.filter((_, i) => there[i]).map((path) => ({ path, formats: [] })), problems: [] };
}

function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}

/** `access.log`, `error_log`, `ssl_access_log`; what was rotated is found from it. */
function isCurrentLog(name: string): boolean {
  return /(?:\.log|_log|\.jsonl?|^(?:access|error))$/i.test(name);
}
