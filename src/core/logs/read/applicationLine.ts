import { known } from '../known.ts';
import type { LogFields } from '../logRecord.ts';
import { type LogTime, readTimeAt } from '../logTime.ts';
import { idsIn } from '../requestIds.ts';
import type { ServerClock } from '../serverClock.ts';
import { readRails } from './rails.ts';
import { requestIn } from './requestIn.ts';

/**
 * Reads a line that begins with its time, as logging libraries write it: Monolog and Laravel, Python's logging, gunicorn,
 * logback, log4j, Spring Boot, Serilog, winston, zap, Ruby's Logger, Go, PHP's own error log. Undefined for other lines.
 */
export function readApplicationLine(line: string, clock: ServerClock): LogFields | undefined {
  // Ruby: `I, [2026-11-27T10:00:00.123456 #7]  INFO -- : message`
  const ruby = /^[DIWEFA], (?=\[)/.exec(line)?.[0].length ?? 0;
  const bracket = line[ruby] === '[';
  const time = readTimeAt(line, ruby + (bracket ? 1 : 0), clock);
  if (!time) return undefined;
  if (0 < ruby) return rubyLine(line, time);
  return monolog(line, time) ?? timed(line, time, bracket);
}

/** What Rails says stands behind the head of Ruby's Logger as it does without it. */
function rubyLine(line: string, time: LogTime): LogFields {
  const after = line.slice(time.end).replace(/^[^\]]{0,40}\]\s{1,3}/, '');
  const head = /^([A-Z]{3,7}) -- [^:]{0,80}: /.exec(after);
  const message = head ? after.slice(head[0].length) : after;
  const fields = made(message, time, head?.[1], message, undefined);
  const rails = readRails(message);
  return rails ? { ...fields, ...rails, at: time.at, step: time.step } : fields;
}

/** `[2026-11-27 10:00:00] production.ERROR: message {"exception":…} []` */
function monolog(line: string, time: LogTime): LogFields | undefined {
  const head = /^\] ([\w.-]{1,60})\.(DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL|ALERT|EMERGENCY): /.exec(
    line.slice(time.end, time.end + 90),
  );
  if (!head) return undefined;
  const by = /^(?:local|production|staging|testing|development|dev|prod|stage)$/.test(head[1] ?? '')
    ? 'laravel'
    : 'monolog';
  return made(line, time, head[2], line.slice(time.end + head[0].length), by);
}

const levelWord =
  /(?:^|[\s[(<:|])(trace|debug|information|info|notice|warning|warn|error|err|critical|crit|fatal|severe|alert|emerg(?:ency)?|inf|wrn|ftl|dbg|vrb)(?=$|[\s\])>:|,])/i;

/** Level and message: the level is the first word that is one, close to the time; what lies between is the logger's. */
function timed(line: string, time: LogTime, bracket: boolean): LogFields | undefined {
  const after = line.slice(time.end).replace(bracket ? /^[^\]]{0,40}\]/ : /^[\])]/, '');
  const found = levelWord.exec(after.slice(0, 120));
  const php = /^ PHP (?:Fatal error|Parse error|Warning|Notice|Deprecated): {1,2}/.exec(after);
  if (php) return made(line, time, 'error', after.slice(php[0].length), 'php');
  // `[10:00:00 INF] message`
  const inBracket = bracket ? /^ ?([A-Z]{3,11})\] /.exec(line.slice(time.end, time.end + 16)) : undefined;
  if (inBracket && levelWord.test(inBracket[1] ?? ''))
    return made(line, time, inBracket[1], line.slice(time.end + inBracket[0].length), undefined);
  if (!found) return made(line, time, undefined, after.replace(/^[\s\-:]{1,5}/, ''), undefined);
  const before = after.slice(0, found.index).trim();
  const rest = after.slice(found.index + found[0].length).replace(/^[\s\])>:|,-]{1,8}/, '');
  return made(line, time, found[1], before.length <= 60 ? messageOf(rest) : after.trimStart(), writerOf(rest, before));
}

/** Without the process, the thread and the logger's name before it, where a dash or a colon ends them. */
function messageOf(rest: string): string {
  // Spring Boot: `12 --- [app] [nio-8080-exec-1] o.s.s.w.a.Filter : message`
  const spring = /^(?:\d{1,9} )?--- (?:\[[^\]]{0,80}\] ?){1,3} ?[\w.$[\]/-]{1,120} {0,40}: /.exec(rest);
  if (spring) return rest.slice(spring[0].length);
  // Ruby: `-- : message`; its first dashes are gone
  const ruby = /^(?:-- )?[\w.-]{0,60}: (?=\S)/.exec(rest);
  const logger = /^(?:\[[^\]]{0,80}\] ?)?[\w.$/-]{1,120}(?: - |: | : )/.exec(rest);
  const cut = logger ?? ruby;
  return cut &&
    !/\s/.test(
      cut[0]
        .trim()
        .replace(/ ?[-:]$/, '')
        .replace(/^\[[^\]]*\] /, ''),
    )
    ? rest.slice(cut[0].length)
    : rest;
}

function writerOf(rest: string, before: string): string | undefined {
  if (/^(?:\d{1,9} )?--- \[/.test(rest)) return 'spring';
  if (/^\[?[\w-]{1,60}\]?$/.test(before) && /^[\w.$]{1,120} - /.test(rest)) return 'logback';
  return undefined;
}

function made(
  line: string,
  time: LogTime,
  level: string | undefined,
  message: string,
  by: string | undefined,
): LogFields {
  const ids = idsIn(line.slice(0, 4_000));
  const short: Readonly<Record<string, string>> = {
    inf: 'info',
    wrn: 'warn',
    err: 'error',
    ftl: 'fatal',
    dbg: 'debug',
    vrb: 'trace',
  };
  const lower = level?.toLowerCase();
  return known<LogFields>({
    kind: 'application',
    by,
    at: time.at,
    step: time.step,
    zone: time.zone,
    level: lower === undefined ? undefined : (short[lower] ?? lower),
    message: message.slice(0, 8_000),
    ...requestIn(line),
    requestIds: ids.length === 0 ? undefined : ids,
  });
}
