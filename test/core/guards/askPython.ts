import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's own Python, which has Debian's packages. */
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/** Why a framework of Python cannot be asked here; false where it can. */
export function withoutPython(modules: readonly string[], packages: readonly string[]): string | false {
  const { status } = spawnSync(python, ['-c', `import ${modules.join(', ')}`]);
  return status === 0 ? false : `${modules.join(', ')} not installed here: apt-get install ${packages.join(' ')}`;
}

/** What a script beside the tests prints as JSON. */
export function askPython<T>(script: string, ...args: readonly string[]): T {
  const { stdout, stderr, status } = spawnSync(python, [join(import.meta.dirname, script), ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script} failed: ${stderr}`);
  return JSON.parse(stdout);
}
