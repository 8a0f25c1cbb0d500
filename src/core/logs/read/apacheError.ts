import { readAddress } from '../address.ts';
import { known } from '../known.ts';
import type { LogFields } from '../logRecord.ts';
import { type LogTime, readTimeAt } from '../logTime.ts';
import { idsIn } from '../requestIds.ts';
import type { ServerClock } from '../serverClock.ts';

/**
 * `[Fri Nov 27 10:00:00.123456 2026] [auth_basic:error] [pid 7:tid 8] (13)…: [client 192.0.2.1:4711] AH01617: message`
 * (Apache 2.4, and 2.2 without module and process), and formats of one's own that keep to brackets: an id of the request
 * in brackets is taken for one.
 */
export function readApacheError(line: string, clock: ServerClock): LogFields | undefined {
  if (line[0] !== '[') return undefined;
  const groups = leadingGroups(line);
  let time: LogTime | undefined;
  let level: string | undefined;
  let module: string | undefined;
  let address: string | undefined;
  const ids: string[] = [];
  for (const it of groups.inner) {
    const read = time ? undefined : readTimeAt(it, 0, clock);
    const named = /^(?:([\w.-]{0,40}):)?(emerg|alert|crit|error|warn|notice|info|debug|trace[1-8])$/.exec(it);
    const client = /^(?:client|remote) (\S{2,60})$/.exec(it);
    if (read) time = read;
    else if (named) {
      module ??= named[1];
      level ??= named[2];
    } else if (client) address ??= client[1];
    else ids.push(...(/^(?:pid|tid) /.test(it) ? [] : idsIn(it)));
  }
  if (!time || level === undefined) return undefined;
  let message = line.slice(groups.end).trimStart();
  // `(13)Permission denied: [client …] AH…`, `mod_x.c(12): [client …] AH…`
  const later = /^([^[]{0,300}?)\[(?:client|remote) (\S{2,60})\] ?/.exec(message);
  if (later && address === undefined) {
    address = later[2];
    message = `${later[1]}${message.slice(later[0].length)}`;
  }
  // Modules of others number nothing: their name tells what the words mean (`evasive20`).
  if (module && module !== 'core' && !/AH\d{5}|^ModSecurity|^mod_/.test(message)) message = `${module}: ${message}`;
  const unique = modSecurityField(message, 'unique_id');
  if (unique !== undefined) ids.push(unique);
  const referer = message.lastIndexOf(', referer: ');
  if (0 <= referer) message = message.slice(0, referer);
  return known<LogFields>({
    kind: 'error',
    by: 'apache',
    at: time.at,
    step: time.step,
    zone: time.zone,
    level,
    message,
    target: modSecurityField(message, 'uri'),
    host: modSecurityField(message, 'hostname'),
    address: address === undefined ? undefined : clientAddress(address),
    requestIds: ids.length === 0 ? undefined : ids,
  });
}

/** Apache writes no brackets around an IPv6 address: `::1:50000` is ::1 and a port, where 2.4 always has one. */
function clientAddress(written: string): string {
  const bare = written.replace(/:\d{1,5}$/, '');
  return readAddress(bare) ?? readAddress(written) ?? bare;
}

/** `[uri "/a"]`: what ModSecurity adds behind its message. */
function modSecurityField(message: string, name: string): string | undefined {
  const start = message.includes('ModSecurity') ? message.lastIndexOf(` [${name} "`) : -1;
  if (start < 0) return undefined;
  const from = start + name.length + 4;
  const end = message.indexOf('"]', from);
  return end <= from || from + 4_000 < end ? undefined : message.slice(from, end);
}

/** `[a] [b] [c] rest` → a, b, c; at most twelve. */
function leadingGroups(line: string): { readonly inner: readonly string[]; readonly end: number } {
  const inner: string[] = [];
  let at = 0;
  while (inner.length < 12) {
    while (line[at] === ' ') at++;
    if (line[at] !== '[') break;
    const end = line.indexOf(']', at);
    if (end < 0 || at + 300 < end) break;
    inner.push(line.slice(at + 1, end));
    at = end + 1;
  }
  return { inner, end: at };
}
