import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';

/** Why a file cannot be read, and which group or command would help: whole sentences. */
export async function whyUnreadable(path: string, error: unknown): Promise<string> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `${path}: there is no such file.`;
  if (code === 'EISDIR') return `${path} is a directory.`;
  if (code === 'EACCES' || code === 'EPERM') return denied(path);
  if (typeof code === 'string' && code.startsWith('Z_')) return `${path} is not what gzip writes, or was cut short.`;
  return `${path} cannot be read: the system says ${typeof code === 'string' ? code : 'no more'}.`;
}

async function denied(path: string): Promise<string> {
  const what = `This user may not read ${path}.`;
  // Windows, where a file has no group.
  if (process.getuid === undefined) return `${what} Run the command as an administrator once.`;
  const once = 'or once: sudo why401 logs …';
  // Where the folder may not be entered, what is in it cannot be asked about.
  const [place, info] = await nearest(path);
  if (!info) return `${what} ${once[0]?.toUpperCase()}${once.slice(1)}`;
  const needed = info.isDirectory() ? 0o010 : 0o040;
  const group = await nameOf('/etc/group', info.gid);
  const inside = place === path ? '' : ` (it is the folder ${place} that is closed)`;
  if ((info.mode & needed) !== 0 && info.gid !== 0 && group !== undefined && !process.getgroups?.().includes(info.gid))
    return `${what} The group ${group} may${inside}: sudo usermod -aG ${group} ${userName()}, then sign in again; ${once}`;
  const owner = (await nameOf('/etc/passwd', info.uid)) ?? String(info.uid);
  return `${what} Only its owner ${owner} may${inside}: sudo setfacl -m u:${userName()}:${info.isDirectory() ? 'rx' : 'r'} ${place}; ${once}`;
}

async function nearest(path: string): Promise<readonly [string, Stats | undefined]> {
  let place = path;
  for (let depth = 0; depth < 20; depth++) {
    const info = await stat(place).catch(() => undefined);
    if (info) return [place, info];
    const above = dirname(place);
    if (above === place) break;
    place = above;
  }
  return [path, undefined];
}

/** `adm:x:4:syslog,ada` */
async function nameOf(file: string, id: number): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const line = text.split('\n').find((it) => it.split(':')[2] === String(id));
  const name = line?.split(':', 1)[0];
  return name !== undefined && /^[\w.-]{1,64}$/.test(name) ? name : undefined;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '$USER';
  }
}
