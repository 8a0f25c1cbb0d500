import { readAddress } from '../address.ts';
import { known } from '../known.ts';
import type { LogFields } from '../logRecord.ts';
import { readTime } from '../logTime.ts';
import { idOf, isIdName } from '../requestIds.ts';
import type { ServerClock } from '../serverClock.ts';

/** `time=… level=warn msg="…" path=/orders` (logrus, slog, go-kit, Grafana). */
export function readLogfmt(line: string, clock: ServerClock): LogFields | undefined {
  if (!/^\w{1,20}=\S/.test(line) || !/(?:^|\s)(?:level|lvl|severity|msg)=/.test(line.slice(0, 400))) return undefined;
  const values = new Map<string, string>();
  for (const found of line
    .slice(0, 8_000)
    .matchAll(/(?<=^|\s)([\w.@-]{1,60})=(?:"((?:[^"\\]|\\.){0,4000})"|([^\s"]{0,2000}))/g)) {
    if (values.size === 60) break;
    values.set((found[1] ?? '').toLowerCase(), found[2] ?? found[3] ?? '');
  }
  const first = (...names: readonly string[]) =>
    names.map((it) => values.get(it)).find((it) => it !== undefined && it !== '');
  const stamp = first('time', 'ts', 't', 'timestamp');
  const time = stamp === undefined ? undefined : readTime(stamp, clock);
  const status = Number(first('status', 'status_code', 'code') ?? Number.NaN);
  const target = first('path', 'uri', 'url', 'request_uri');
  const message = first('msg', 'message');
  const error = first('err', 'error');
  if (!time && message === undefined) return undefined;
  const ids = [...values].flatMap(([name, value]) => (isIdName(name) ? (idOf(value) ?? []) : []));
  const isStatus = 100 <= status && status < 600;
  const isAccess = isStatus && target !== undefined && error === undefined;
  const address = first('remote_addr', 'client_ip', 'ip', 'remote', 'addr', 'client');
  return known<LogFields>({
    kind: isAccess ? 'access' : 'application',
    at: time?.at,
    step: time?.step,
    zone: time?.zone,
    level: first('level', 'lvl', 'severity')?.toLowerCase(),
    message: isAccess
      ? undefined
      : message === undefined
        ? error
        : error === undefined
          ? message
          : `${message}: ${error}`,
    method: first('method', 'http_method', 'verb')?.toUpperCase(),
    target,
    status: isStatus ? status : undefined,
    address: address === undefined ? undefined : readAddress(address),
    host: first('host', 'http_host'),
    user: first('user', 'user_id', 'uname', 'username'),
    requestIds: ids.length === 0 ? undefined : ids,
  });
}
