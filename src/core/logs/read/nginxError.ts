import { readAddress } from '../address.ts';
import { known } from '../known.ts';
import type { LogFields } from '../logRecord.ts';
import { readTimeAt } from '../logTime.ts';
import { idsIn } from '../requestIds.ts';
import { readRequestLine } from '../requestLine.ts';
import type { ServerClock } from '../serverClock.ts';

/** `2026/11/27 10:00:00 [error] 7#7: *45 message, client: …, server: …, request: "…", host: "…"` (nginx, Angie, OpenResty). */
export function readNginxError(line: string, clock: ServerClock): LogFields | undefined {
  if (line[4] !== '/') return undefined;
  const time = readTimeAt(line, 0, clock);
  if (!time) return undefined;
  const head = /^ \[(debug|info|notice|warn|error|crit|alert|emerg)\] \d{1,10}#\d{1,10}: (?:\*(\d{1,20}) )?/.exec(
    line.slice(time.end, time.end + 70),
  );
  if (!head) return undefined;
  const rest = line.slice(time.end + head[0].length);
  const split = contextAt(rest);
  const context = split < 0 ? '' : rest.slice(split);
  const request = readRequestLine(quotedValue(context, 'request') ?? '');
  const address = /^, client: ([^,]{1,60})/.exec(context)?.[1];
  const ids = [...(head[2] === undefined ? [] : [`*${head[2]}`]), ...idsIn(context)];
  return known<LogFields>({
    kind: 'error',
    by: 'nginx',
    at: time.at,
    step: time.step,
    zone: time.zone,
    level: head[1],
    message: split < 0 ? rest : rest.slice(0, split),
    method: request?.method,
    target: request?.target,
    status: undefined,
    address: address === undefined ? undefined : (readAddress(address) ?? address),
    host: quotedValue(context, 'host'),
    user: undefined,
    requestIds: ids.length === 0 ? undefined : ids,
  });
}

/** Where nginx's own account of the connection begins: the first one outside of quotes, which may be what a client sent. */
function contextAt(rest: string): number {
  let first = -1;
  let quotes = 0;
  let counted = 0;
  for (let at = rest.indexOf(mark); 0 <= at; at = rest.indexOf(mark, at + 1)) {
    if (first < 0) first = at;
    for (; counted < at; counted++) if (rest[counted] === '"') quotes++;
    if (quotes % 2 === 0) return at;
  }
  return first;
}

const mark = ', client: ';

function quotedValue(context: string, name: string): string | undefined {
  const start = context.indexOf(`, ${name}: "`);
  if (start < 0) return undefined;
  const from = start + name.length + 5;
  const end = context.indexOf('"', from);
  return context.slice(from, end < 0 ? undefined : end);
}
