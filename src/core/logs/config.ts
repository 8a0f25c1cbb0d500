import { isRecord, string } from '../read/json.ts';
import { Secret } from '../secret.ts';

/** Where logs are, as the setting `why401.logs` or a file for `why401 logs --config` says. */
export type LogSource =
  /** A log, a pattern of paths, a folder, or a server's configuration. `format`: of nginx or Apache, or a name of one. */
  | { readonly kind: 'path'; readonly path: string; readonly format?: string }
  /** A program that prints a log; no shell is involved. */
  | { readonly kind: 'command'; readonly command: readonly [string, ...string[]]; readonly format?: string }
  | ({ readonly kind: 'loki'; readonly query: string } & RemoteLog)
  | ({ readonly kind: 'elasticsearch'; readonly index: string; readonly query?: string } & RemoteLog);

/** A server that keeps logs. */
export interface RemoteLog {
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: Secret }[];
  /** Names of variables of the environment whose values these headers carry. */
  readonly variables: readonly string[];
  readonly format?: string;
}

/**
 * Reads the list of sources: texts are paths, objects are `{path}`, `{command}`, `{loki, query}` or `{elasticsearch, index,
 * query}`, each with a `format` where that is known. Credentials (`token`, `user` and `password`, `apiKey`, `tenant`) may
 * name a variable of the environment: `${env:LOKI_TOKEN}`. What cannot be read is said in whole sentences.
 */
export function readLogsConfig(
  json: unknown,
  env: Readonly<Record<string, string | undefined>> = {},
): { readonly sources: readonly LogSource[]; readonly problems: readonly string[] } {
  const list = Array.isArray(json)
    ? json
    : isRecord(json) && Array.isArray(json.logs)
      ? json.logs
      : json === undefined
        ? []
        : [json];
  const sources: LogSource[] = [];
  const problems: string[] = [];
  for (const [i, it] of list.slice(0, 100).entries()) {
    const read = readSource(it, env);
    if (typeof read === 'string') problems.push(`Entry ${i + 1} of the logs: ${read}`);
    else sources.push(read);
  }
  return { sources, problems };
}

type Env = Readonly<Record<string, string | undefined>>;

function readSource(json: unknown, env: Env): LogSource | string {
  if (typeof json === 'string') return json === '' ? 'the path is empty.' : { kind: 'path', path: json };
  if (!isRecord(json)) return 'a path or an object is expected.';
  const format = typeof json.format === 'string' && json.format !== '' ? { format: json.format } : {};
  if (typeof json.path === 'string') return { kind: 'path', path: json.path, ...format };
  if (json.command !== undefined) {
    const words = Array.isArray(json.command) ? json.command.filter((it) => typeof it === 'string') : [];
    const [program, ...args] = words;
    if (program === undefined || program === '' || !Array.isArray(json.command) || words.length !== json.command.length)
      return 'command is expected to be a list of texts, the program first: ["journalctl", "-u", "nginx"]. No shell reads it.';
    return { kind: 'command', command: [program, ...args], ...format };
  }
  const kind = json.loki !== undefined ? 'loki' : json.elasticsearch !== undefined ? 'elasticsearch' : undefined;
  if (kind === undefined) return 'it has neither path, command, loki nor elasticsearch.';
  return readRemote(kind, json, format, env);
}

function readRemote(
  kind: 'loki' | 'elasticsearch',
  json: Readonly<Record<string, unknown>>,
  format: { readonly format?: string },
  env: Env,
): LogSource | string {
  const inner = isRecord(json[kind]) ? json[kind] : {};
  const url = string(inner.url) ?? string(json.url) ?? string(json[kind]) ?? '';
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return `${kind} needs a url that begins with http:// or https://.`;
  const all = { ...json, ...inner };
  const missing: string[] = [];
  const variables = new Set<string>();
  const value = (name: string) => {
    const it = all[name];
    if (typeof it !== 'string') return undefined;
    return it.replace(/\$\{env:(\w{1,100})\}/g, (_, variable: string) => {
      if (env[variable] === undefined) missing.push(variable);
      variables.add(variable);
      return env[variable] ?? '';
    });
  };
  const headers: { name: string; value: Secret }[] = [];
  const [token, user, password, apiKey, tenant] = ['token', 'user', 'password', 'apiKey', 'tenant'].map(value);
  if (token !== undefined) headers.push({ name: 'Authorization', value: new Secret(`Bearer ${token}`) });
  else if (user !== undefined)
    headers.push({ name: 'Authorization', value: new Secret(`Basic ${base64(`${user}:${password ?? ''}`)}`) });
  else if (apiKey !== undefined) headers.push({ name: 'Authorization', value: new Secret(`ApiKey ${apiKey}`) });
  if (tenant !== undefined) headers.push({ name: 'X-Scope-OrgID', value: new Secret(tenant) });
  if (0 < missing.length) return `the environment has no variable ${missing[0]}.`;
  const query = string(all.query);
  if (kind === 'elasticsearch') {
    const index = string(all.index);
    if (index === undefined || index === '') return 'elasticsearch needs an index.';
    return { kind, url, index, headers, variables: [...variables], ...(query ? { query } : {}), ...format };
  }
  return query ? { kind, url, query, headers, variables: [...variables], ...format } : 'loki needs a query (LogQL).';
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (it) => String.fromCharCode(it)).join(''));
}
