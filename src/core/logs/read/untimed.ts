import { known } from '../known.ts';
import type { LogFields } from '../logRecord.ts';
import type { ServerClock } from '../serverClock.ts';
import { readRails } from './rails.ts';
import { requestIn } from './requestIn.ts';

/**
 * Reads lines that tell no time, or not where others do: Rails (`Completed 401`),
 * Django (`Forbidden (CSRF cookie not set.): /a`), ASP.NET Core's console (`warn: Category[3]`), Python's default
 * (`WARNING:name:message`), uvicorn (`INFO:     …`).
 */
export function readUntimed(line: string, clock: ServerClock): LogFields | undefined {
  return readRails(line, clock) ?? django(line) ?? dotnet(line) ?? python(line);
}

function django(line: string): LogFields | undefined {
  const found =
    /^(Unauthorized|Forbidden|Bad Request|Not Found|Method Not Allowed|Too Many Requests)(?: \([^\n]{1,300}?\)| \([A-Z]{3,7}\))?: (\/\S{0,4000})$/.exec(
      line,
    );
  return found
    ? known<LogFields>({ kind: 'application', by: 'django', level: 'warning', message: line, target: found[2] })
    : undefined;
}

function dotnet(line: string): LogFields | undefined {
  const found = /^(trce|dbug|info|warn|fail|crit): ([\w.`+]{3,200})\[(\d{1,9})\]/.exec(line);
  if (!found) return undefined;
  const levels: Readonly<Record<string, string>> = { trce: 'trace', dbug: 'debug', fail: 'error', crit: 'critical' };
  const level = found[1] ?? '';
  const message = line.slice(found[0].length).trim();
  return known<LogFields>({ kind: 'application', by: 'aspnet', level: levels[level] ?? level, message });
}

function python(line: string): LogFields | undefined {
  const found = /^(DEBUG|INFO|WARNING|ERROR|CRITICAL):(?:([\w.]{1,120}):| {1,8})(?=\S)/.exec(line);
  if (!found) return undefined;
  const message = line.slice(found[0].length);
  return known<LogFields>({
    kind: 'application',
    by: 'python',
    level: found[1]?.toLowerCase(),
    message,
    ...requestIn(message),
  });
}
