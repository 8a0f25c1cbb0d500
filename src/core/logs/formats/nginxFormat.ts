import { isIdName } from '../requestIds.ts';
import { type FieldName, type FormatPart, type LineFormat, tidyParts } from './format.ts';

/** Compiles a `log_format` of nginx (ngx_http_log_module): the format's text with its strings put together. */
export function compileNginxFormat(format: string, escaping: 'default' | 'json' | 'none' = 'default'): LineFormat {
  const parts: FormatPart[] = [];
  let at = 0;
  for (const found of format.matchAll(/\$(?:\{(\w{1,80})\}|(\w{1,80}))/g)) {
    parts.push({ literal: format.slice(at, found.index) });
    at = found.index + found[0].length;
    const name = found[1] ?? found[2] ?? '';
    // Stands between path and query, as a question mark or as nothing.
    if (name !== 'is_args') parts.push({ field: fieldOf(name) });
  }
  parts.push({ literal: format.slice(at) });
  return { kind: 'access', by: 'nginx', parts: tidyParts(parts), escape: escaping === 'default' ? 'hex' : escaping };
}

/** The format `combined`, which nginx knows without being told. */
export const nginxCombined =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

function fieldOf(name: string): FieldName {
  const direct = fields[name];
  if (direct !== undefined) return direct;
  if (isIdName(name)) return 'id';
  return /^(?:bytes_sent|body_bytes_sent|request_time|request_length|connection_requests|server_port|remote_port|pipe)$/.test(
    name,
  )
    ? 'word'
    : 'other';
}

const fields: Readonly<Record<string, FieldName>> = {
  remote_addr: 'address',
  remote_user: 'user',
  time_local: 'time',
  time_iso8601: 'time',
  msec: 'time',
  request: 'request',
  request_method: 'method',
  request_uri: 'target',
  uri: 'path',
  document_uri: 'path',
  args: 'query',
  query_string: 'query',
  status: 'status',
  host: 'host',
  http_host: 'host',
  server_name: 'host',
  connection: 'connection',
};
