import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * The older files of a log that is rotated, newest first: `access.log.1`, `access.log.2.gz` (logrotate), `access.log-20261127`
 * (`dateext`), `access.log.2026-11-27`, `access.log.1764230400` (rotatelogs). At most sixty.
 */
export async function rotatedOf(path: string): Promise<readonly string[]> {
  const name = basename(path);
  const names = await readdir(dirname(path)).catch(() => []);
  const aged: { readonly name: string; readonly age: number }[] = [];
  for (const it of names) {
    const age = it.startsWith(name) && it !== name ? ageOf(it.slice(name.length)) : undefined;
    if (age !== undefined) aged.push({ name: it, age });
  }
  aged.sort((a, b) => a.age - b.age);
  return aged.slice(0, 60).map((it) => join(dirname(path), it.name));
}

/** Greater is older: the number of a rotation, or a date counted backward. Undefined for what is no rotation. */
function ageOf(suffix: string): number | undefined {
  const rest = /^[.-](\d{1,3})(?:\.gz)?$/.exec(suffix)?.[1];
  if (rest !== undefined) return Number(rest);
  const date = /^[.-](\d{4})-?(\d{2})-?(\d{2})(?:[-T_.]?(\d{2,6}))?(?:\.gz)?$/.exec(suffix);
  if (date) return 1e13 - Number(`${date[1]}${date[2]}${date[3]}`) * 1e4 - Number((date[4] ?? '0').slice(0, 4));
  const seconds = /^\.(\d{10})(?:\.gz)?$/.exec(suffix)?.[1];
  return seconds === undefined ? undefined : 1e13 - Number(seconds);
}
