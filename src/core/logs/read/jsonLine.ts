import { readAddress } from '../address.ts';
import { known } from '../known.ts';
import type { LogFields } from '../logRecord.ts';
import { type LogTime, readTime } from '../logTime.ts';
import { idOf, isIdName } from '../requestIds.ts';
import { readRequestLine } from '../requestLine.ts';
import type { ServerClock } from '../serverClock.ts';
import { flatMembers, type Members } from './flatMembers.ts';

/**
 * Reads a line that is a JSON object, whoever wrote it: pino, winston, bunyan, Serilog (compact and rendered), Monolog,
 * logstash-logback, log4j, zap, slog, structlog, ECS, GELF; access logs of Caddy, Traefik, Envoy and of nginx and Apache
 * with a JSON format. Members are known by the names that these give them, wherever they are nested.
 */
export function readJsonLine(line: string, clock: ServerClock): LogFields | undefined {
  const members = flatMembers(line);
  if (!members) return undefined;
  const first = (names: readonly string[]) => {
    for (const name of names) {
      const value = members.get(name);
      if (value !== undefined && value !== '' && value !== '-') return value;
    }
    return undefined;
  };
  const request = readRequestLine(first(['request', 'requestline', 'req', 'http.request', 'httprequest']) ?? '');
  const statusText = first(statuses);
  const status = Number(statusText ?? Number.NaN);
  const isStatus = Number.isInteger(status) && 100 <= status && status < 600;
  const method = request?.method ?? first(methods)?.toUpperCase();
  const target = request?.target ?? targetOf(first, members);
  const failed = first(failures);
  // `"error": false` says that there is none.
  const failure = failed !== undefined && /^(?:true|false|null|0|1)$/.test(failed) ? undefined : failed;
  const said = withHoles(first(messages), members);
  const message =
    said === undefined ? failure : failure === undefined || said.includes(failure) ? said : `${said}: ${failure}`;
  const level = levelOf(first(levels));
  const isAccess = isStatus && target !== undefined && failure === undefined && !isComplaint(level, said);
  const time = timeOf(first);
  const address = first(addresses);
  const ids = [...members]
    .flatMap(([name, value]) => (isIdName(lastWord(name)) || isIdOfRequest.test(name) ? (idOf(value) ?? []) : []))
    .slice(0, 8);
  if (!time && message === undefined && !isAccess) return undefined;
  return known<LogFields>({
    kind: isAccess ? 'access' : 'application',
    by: writerOf(members),
    at: time?.at,
    step: time?.step,
    zone: time?.zone,
    level,
    message: isAccess ? undefined : message?.slice(0, 4_000),
    method: method !== undefined && /^[A-Z][A-Z0-9_-]{0,29}$/.test(method) ? method : undefined,
    target,
    status: isStatus ? status : undefined,
    address: address === undefined ? undefined : readAddress(address.split(',', 1)[0]?.trim() ?? ''),
    host: first(hosts),
    user: first(users),
    requestIds: ids.length === 0 ? undefined : ids,
  });

  function timeOf(pick: (names: readonly string[]) => string | undefined): LogTime | undefined {
    for (const name of times) {
      const value = pick([name]);
      const time = value === undefined ? undefined : readTime(value, clock);
      if (time) return time;
    }
    return undefined;
  }
}

// Names as `flatMembers` spells them: lower case, nested ones with points.
const times = [
  ...['@timestamp', '@t', 'timestamp', 'time', 'ts', 'datetime', 'date', 'time_local', 'time_iso8601', 'asctime', 't'],
  ...[
    'startutc',
    'startlocal',
    'start_time',
    'eventtime',
    'event.created',
    'msec',
    'timemillis',
    'instant.epochsecond',
  ],
  ...['time_utc', 'logged_at', 'datetime.date', 'requesttime', 'timestamp_utc', 'created', '__realtime_timestamp'],
];
const methods = [
  ...[
    'request.method',
    'req.method',
    'http.request.method',
    'request_method',
    'requestmethod',
    'http_method',
    'method',
  ],
  ...[
    'http.method',
    'verb',
    'context.method',
    'extra.http_method',
    'properties.method',
    'cs-method',
    'httprequest.requestmethod',
  ],
];
const targets = [
  ...['request.uri', 'req.url', 'request.url', 'request_uri', 'url.original', 'requesturi', 'uri', 'req.originalurl'],
  ...[
    'requestpath',
    'http.target',
    'url',
    'path',
    'http.url',
    'request_path',
    'request.path',
    'url.path',
    'context.url',
  ],
  ...[
    'extra.url',
    'context.path',
    'properties.requestpath',
    'target',
    'cs-uri-stem',
    'httprequest.requesturl',
    'x-envoy-original-path',
  ],
];
const queries = ['request.query', 'url.query', 'args', 'query_string', 'query', 'querystring', 'request_query'];
const statuses = [
  ...['status', 'res.statuscode', 'response.status', 'http.response.status_code', 'downstreamstatus', 'statuscode'],
  ...[
    'status_code',
    'response.statuscode',
    'http.status_code',
    'response_code',
    'http_status',
    'code',
    'properties.statuscode',
  ],
  ...[
    'res.status',
    'context.status',
    'resp_status',
    'response.status_code',
    'httprequest.status',
    'originstatus',
    'sc-status',
  ],
];
const addresses = [
  ...['remote_addr', 'client.ip', 'client.address', 'request.remote_ip', 'request.client_ip', 'req.remoteaddress'],
  ...[
    'clienthost',
    'client_ip',
    'clientip',
    'remote_ip',
    'source.ip',
    'source.address',
    'remoteaddr',
    'remoteip',
    'ip',
  ],
  ...[
    'request.remote_addr',
    'remote',
    'clientaddr',
    'context.ip',
    'extra.ip',
    'client',
    'peer',
    'req.ip',
    'httprequest.remoteip',
  ],
  ...['downstream_remote_address', 'remoteaddress', 'network.client.ip', 'c-ip', 'remote_host'],
];
const hosts = [
  ...[
    'request.host',
    'req.headers.host',
    'http_host',
    'requesthost',
    'vhost',
    'server_name',
    'url.domain',
    'authority',
  ],
  ...['request.headers.host', 'http.host', 'domain', 'virtualhost', ':authority'],
];
const users = [
  ...[
    'remote_user',
    'user.name',
    'user_id',
    'userid',
    'user.id',
    'username',
    'request.user_id',
    'clientusername',
    'user',
  ],
  ...[
    'context.userid',
    'context.user_id',
    'context.user',
    'context.email',
    'req.user',
    'req.user.id',
    'mdc.user',
    'email',
    'sub',
  ],
];
const levels = ['level', 'severity', 'log.level', '@l', 'levelname', 'level_name', 'loglevel', 'lvl', 'severitytext'];
const messages = [
  ...[
    'msg',
    'message',
    '@m',
    'renderedmessage',
    '@mt',
    'messagetemplate',
    'event',
    'short_message',
    'body',
    'text',
    'log',
  ],
  ...['error_message', 'description', 'textpayload', 'event.original'],
];
const failures = [
  ...[
    'err.message',
    'error.message',
    'exception.message',
    'exceptionmessage',
    'error',
    'err',
    '@x',
    'exception',
    'reason',
  ],
  ...[
    'context.exception.message',
    'context.exception',
    'context.reason',
    'exc_info',
    'error.reason',
    'thrown.message',
    'err.msg',
  ],
];

function targetOf(first: (names: readonly string[]) => string | undefined, members: Members): string | undefined {
  // Some formats call the path alone the request.
  const found = first(targets) ?? first(['request']);
  if (found === undefined || !/^(?:\/|[a-z]{2,10}:\/\/|\*$)/i.test(found)) return undefined;
  const query = found.includes('?') ? undefined : queries.map((it) => members.get(it)).find((it) => it);
  return query === undefined || query === '-' ? found : `${found}?${query.replace(/^\?/, '')}`;
}

/** Fills the holes of a template (Message Templates: `{Name}`), once each. */
function withHoles(template: string | undefined, members: Members): string | undefined {
  if (!template?.includes('{')) return template;
  return template.slice(0, 4_000).replace(/\{[@$]?(\w{1,60})(?:[,:][^{}]{1,40})?\}/g, (whole, name: string) => {
    const lower = name.toLowerCase();
    return members.get(lower) ?? members.get(`properties.${lower}`) ?? members.get(`context.${lower}`) ?? whole;
  });
}

/** A line at warn or above that says something is what the code says of the request, not the list of requests. */
function isComplaint(level: string | undefined, said: string | undefined): boolean {
  return (
    level !== undefined &&
    /^(?:warn|error|fatal|crit|alert|emerg)/.test(level) &&
    said !== undefined &&
    !/^(?:request (?:completed|finished|handled|errored)|handled request|http request|access|incoming request)/i.test(
      said,
    ) &&
    !/^\S{0,60}\s?(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \//.test(said)
  );
}

/** pino's and bunyan's numbers, Serilog's short forms. */
function levelOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const number = /^\d{2,4}$/.test(value) ? Number(value) : undefined;
  if (number === undefined) return value.toLowerCase().slice(0, 20);
  const python = { 200: 'info', 250: 'notice', 300: 'warning', 400: 'error', 500: 'critical', 550: 'alert' }[number];
  return (
    python ??
    (number < 20
      ? 'trace'
      : number < 30
        ? 'debug'
        : number < 40
          ? 'info'
          : number < 50
            ? 'warn'
            : number < 60
              ? 'error'
              : 'fatal')
  );
}

function writerOf(members: Members): string | undefined {
  const has = (...names: readonly string[]) => names.every((it) => members.has(it));
  if (has('@t') || has('messagetemplate')) return 'serilog';
  if (has('level_name', 'channel')) return 'monolog';
  if (has('logger_name', '@version')) return 'logback';
  if (has('downstreamstatus')) return 'traefik';
  if (members.get('logger')?.startsWith('http.log') || members.get('logger')?.startsWith('http.')) return 'caddy';
  if (has('v', 'hostname', 'pid', 'name')) return 'bunyan';
  if (has('hostname', 'pid', 'level', 'time')) return 'pino';
  if (has('level', 'message') && !/^\d/.test(members.get('level') ?? '')) return 'winston';
  return undefined;
}

const isIdOfRequest = /(?:^|\.)(?:req|request|trace|transaction|correlation)\.id$/;

function lastWord(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
