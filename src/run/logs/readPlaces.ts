import type { LogRecord } from '../../core/logs/logRecord.ts';
import type { ServerClock } from '../../core/logs/serverClock.ts';
import { runCommand } from '../../local/logs/commandLog.ts';
import { readText } from '../../local/logs/readLog.ts';
import { readWithRotated } from '../../local/logs/readWithRotated.ts';
import type { TimeRange } from '../../local/logs/timeRange.ts';
import type { LogsHost } from './host.ts';
import type { LogPlaces } from './places.ts';

export interface ReadPlaces {
  readonly records: readonly LogRecord[];
  readonly problems: readonly string[];
  /** Places that gave nothing but a problem. */
  readonly unread: number;
  /** Some log has more in that time than is read. */
  readonly cut: boolean;
}

/** What is to be read of each place. */
export interface PlacesQuery extends TimeRange {
  readonly clock: ServerClock;
  /** Of logs of requests only the lines that hold this. */
  readonly holds?: string;
  readonly mostBytes: number;
}

/** Reads the lines of a time wherever they are. */
export async function readPlaces(places: LogPlaces, query: PlacesQuery, host: LogsHost): Promise<ReadPlaces> {
  const parts: Part[] = [];
  const { clock, ...range } = query;
  const { logs, stdin, commands, remotes } = places;
  const total = logs.length + commands.length + remotes.length;
  let done = 0;
  for (const { path, formats } of logs) {
    host.progress?.(done++, total);
    parts.push(await readWithRotated(path, { ...range, reading: { clock, formats }, signal: host.signal }));
  }
  for (const { formats } of stdin) {
    const part = readText('standard input', host.stdin ?? new Uint8Array(), {
      ...range,
      reading: { clock, formats },
      signal: host.signal,
    });
    parts.push({ records: part.records, problems: [], cut: false });
  }
  for (const { command, formats } of commands) {
    host.progress?.(done++, total);
    const { bytes, problem } = await runCommand(command, host.signal);
    const part = readText(command.join(' ').slice(0, 200), bytes, {
      ...range,
      reading: { clock, formats },
      signal: host.signal,
    });
    parts.push({ records: part.records, problems: problem === undefined ? [] : [problem], cut: false });
  }
  for (const it of remotes) {
    host.progress?.(done++, total);
    parts.push(await askRemote(it, query, host));
  }
  return {
    records: parts.flatMap((it) => it.records),
    problems: parts.flatMap((it) => it.problems),
    unread: parts.filter((it) => 0 < it.problems.length && it.records.length === 0).length,
    cut: parts.some((it) => it.cut),
  };
}

/** What one place gave. */
type Part = Omit<ReadPlaces, 'unread'>;

async function askRemote(source: LogPlaces['remotes'][number], query: PlacesQuery, host: LogsHost): Promise<Part> {
  if (!host.settings) return { records: [], problems: [], cut: false };
  const { askLogServer } = await import('../../send/logs/askLogServer.ts');
  const to = query.to ?? host.now();
  const answer = await askLogServer(
    source,
    { from: (query.from ?? to - 3_600_000) - 5_000, to: to + 5_000 },
    { clock: query.clock, formats: source.formats },
    { settings: host.settings, signal: host.signal, now: () => host.now() },
  );
  return { records: answer.records, problems: answer.problem === undefined ? [] : [answer.problem], cut: false };
}
