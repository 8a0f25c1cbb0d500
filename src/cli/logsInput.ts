import { readFile } from 'node:fs/promises';
import { type LogSource, readLogsConfig } from '../core/logs/config.ts';
import { readTimeAt } from '../core/logs/logTime.ts';
import { visibleLine } from '../core/print/visible.ts';
import { computerOffset } from '../local/logs/computerClock.ts';
import type { Io } from './io.ts';

/**
 * `90s`, `30m`, `1h`, `2d` before now, or a time: `2026-11-27T10:00`, `2026-11-27`, `10:00`, by this computer's zone where it
 * names none. Milliseconds since the epoch; undefined for anything else.
 */
export function readSince(text: string, now: number): number | undefined {
  const ago = /^(\d{1,6})(s|m|h|d|w)$/.exec(text);
  if (ago) return now - Number(ago[1]) * (units[ago[2] ?? ''] ?? 0);
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? `${text}T00:00:00`
    : text.replace(/^((?:\d{4}-\d{2}-\d{2}[T ])?\d{2}:\d{2})(?!:)/, '$1:00');
  const time = readTimeAt(whole, 0, { offsetAt: computerOffset, now });
  return time && time.end === whole.length ? time.at : undefined;
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The sources that the arguments name: paths, with the format that is given for them, and those of a file. */
export async function readSources(
  paths: readonly string[],
  { config, format }: { readonly config: string | undefined; readonly format: string | undefined },
  io: Io,
): Promise<readonly LogSource[] | { readonly wrong: string }> {
  const own = paths.map((path): LogSource => ({ kind: 'path', path, ...(format === undefined ? {} : { format }) }));
  if (config === undefined) return own;
  let json: unknown;
  try {
    json = JSON.parse(await readFile(config, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read';
    return { wrong: `--config ${visibleLine(config)}: ${why}.` };
  }
  const { sources, problems } = readLogsConfig(json, io.env);
  for (const it of problems) io.err(`why401: ${visibleLine(it)}\n`);
  return sources.length === 0 && 0 < problems.length
    ? { wrong: `--config ${visibleLine(config)} names no log.` }
    : [...own, ...sources];
}
