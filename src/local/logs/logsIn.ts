import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { confLogs } from './confLogs.ts';
import { whyUnreadable } from './denied.ts';
import { type FoundLogs, joinFound } from './foundLog.ts';

const deepest = 5;
const mostEntries = 5_000;
const mostLogs = 100;

/**
 * The logs in a folder and below it (`storage/logs/*.log`, `log/development.log`, `logs/`), and those that a server's
 * configuration in it names. Folders of dependencies and hidden ones are passed over.
 */
export async function logsIn(folder: string): Promise<FoundLogs> {
  const state: State = { logs: [], confs: [], entries: 0, problems: [] };
  await walk(folder, 0, false, state);
  const named: FoundLogs[] = [];
  const elsewhere: FoundLogs[] = [];
  for (const conf of state.confs.slice(0, 10)) {
    const logs = await confLogs(conf);
    // Only what lies in the folder: a configuration for a container names paths inside of it.
    if (logs) elsewhere.push(logs);
    if (logs)
      named.push({
        logs: logs.logs.filter((it) => resolve(it.path).startsWith(join(resolve(folder), '/'))),
        problems: [],
      });
  }
  const own = { logs: state.logs.map((path) => ({ path, formats: [] })), problems: state.problems };
  const found = joinFound([own, ...named]);
  // A folder of configuration alone (/etc/nginx): its logs lie elsewhere.
  return found.logs.length === 0 && 0 < elsewhere.length ? joinFound([own, ...elsewhere]) : found;
}

interface State {
  readonly logs: string[];
  readonly confs: string[];
  readonly problems: string[];
  entries: number;
}

async function walk(folder: string, depth: number, isLogFolder: boolean, state: State): Promise<void> {
  let entries: Awaited<ReturnType<typeof list>>;
  try {
    entries = await list(folder);
  } catch (error) {
    if (depth === 0 || isLogFolder) state.problems.push(await whyUnreadable(folder, error));
    return;
  }
  const names = new Set(entries.map((it) => it.name));
  for (const it of entries) {
    if (mostEntries < ++state.entries || mostLogs <= state.logs.length) return;
    const path = join(folder, it.name);
    if (it.isDirectory()) {
      if (depth < deepest && !passedOver.test(it.name))
        await walk(path, depth + 1, isLogFolder || /^(?:logs?|nginx|apache2|httpd)$/i.test(it.name), state);
    } else if (it.isFile()) {
      if (/^(?:nginx|httpd|apache2)\.conf$/i.test(it.name)) state.confs.push(path);
      else if (isLog(it.name, names, isLogFolder)) state.logs.push(path);
    }
  }
}

async function list(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const passedOver = /^(?:\.|node_modules$|vendor$|bower_components$|__pycache__$|venv$|site-packages$|target$|dist$)/;

/** A rotated file counts by itself only where the one it was rotated from is gone. */
function isLog(name: string, beside: ReadonlySet<string>, isLogFolder: boolean): boolean {
  if (/^(?:npm-debug|yarn-(?:debug|error)|lerna-debug|pnpm-debug)/.test(name)) return false;
  if (/\.(?:log|jsonl|ndjson)$|(?:^|[_-])log$/i.test(name)) return true;
  if (isLogFolder && /^(?:access|error)(?:\.(?:json|txt))?$|\.json$/i.test(name)) return true;
  const base = /^(.{1,200}?(?:\.log|_log))[.-][\d.T_-]{1,20}(?:\.gz)?$|^(.{1,200}?(?:\.log|_log))\.gz$/i.exec(name);
  return base !== null && !beside.has(base[1] ?? base[2] ?? '');
}
