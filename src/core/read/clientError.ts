import { type Body, type Exchange, fieldValue, type HeaderField, type HttpRequest } from '../exchange.ts';
import { isRecord, type Json, string } from './json.ts';
import { readHeaderLines, readRequestLine } from './message.ts';

/** What a client's own object shows of an exchange: an axios error, its response, or a `Response` of fetch. */
export interface ClientReading {
  readonly exchange: Exchange;
  readonly saw: string;
  /** What the object does not tell and had to be assumed. */
  readonly problem?: string;
}

/** Reads an error of axios, as JSON or from a console; `undefined` where it is none or carries no status. */
export function readAxiosError(it: unknown): ClientReading | undefined {
  const error = [it, ...(isRecord(it) ? [it.err, it.error, it.reason, it.exc] : Array.isArray(it) ? [it[0]] : [])].find(
    (candidate): candidate is Json => isRecord(candidate) && isRecord(configOf(candidate)),
  );
  const config = error && configOf(error);
  if (!error || !config) return undefined;
  const response = isRecord(error.response) ? error.response : error;
  const isAnswer = response !== error || !('message' in error);
  const status =
    statusOf(response.status) ??
    statusOf(error.status) ??
    statusOf(/status code (\d{3})/.exec(string(error.message) ?? '')?.[1]);
  if (status === undefined) return undefined;
  const sent = isRecord(error.request) ? headOf(error.request) : undefined;
  const request = requestOf(config, sent);
  const headers = isAnswer && isRecord(response.headers) ? fieldsOf(response.headers) : undefined;
  const body = isAnswer && response.data !== undefined ? bodyOf(response.data, headers ?? []) : notRecorded;
  return {
    saw: isAnswer && response === error ? 'an answer that axios got' : 'an axios error',
    exchange: {
      request,
      response: {
        status,
        statusText: string(response.statusText) ?? '',
        httpVersion: 'HTTP/1.1',
        headers: headers ?? [],
        ...(body ? { body } : {}),
      },
      earlier: [],
      dropped: [],
      ...hidden(config, request, sent),
      ...(headers ? {} : { answerHeadersNotShown: true as const }),
      source: 'error',
    },
  };
}

/** Reads the `Response` of fetch as a console prints it; `undefined` where it shows no status. */
export function readFetchResponse(it: unknown): ClientReading | undefined {
  const state = withStatus(it, 0);
  const status = statusOf(state?.status);
  if (!state || status === undefined || !isRecord(it)) return undefined;
  const headers = headersOf(state.headers) ?? headersOf(it['Symbol(headers)']);
  const url = string(state.url) || string(it.url) || '';
  return {
    saw: 'a Response of fetch',
    ...(url === ''
      ? {}
      : { problem: 'A Response does not show its request: the method is not known, and GET is written for it.' }),
    exchange: {
      request: { method: 'GET', url, httpVersion: 'HTTP/1.1', headers: [] },
      response: {
        status,
        statusText: string(state.statusText) ?? '',
        httpVersion: 'HTTP/1.1',
        headers: headers ?? [],
        body: notRecorded,
      },
      earlier: [],
      dropped: [],
      ...(url === '' ? { requestNotShown: true as const } : { headersNotShown: 'all' as const }),
      ...(headers ? {} : { answerHeadersNotShown: true as const }),
      source: 'error',
    },
  };
}

const notRecorded: Body = { text: '', size: -1, mimeType: '', notRecorded: true };

function configOf(error: Json): Json | undefined {
  const config = error.config ?? (isRecord(error.response) ? error.response.config : undefined);
  return isRecord(config) && (typeof config.url === 'string' || typeof config.baseURL === 'string')
    ? config
    : undefined;
}

function statusOf(it: unknown): number | undefined {
  const status = Number(it);
  return it !== null && Number.isInteger(status) && 100 <= status && status <= 999 ? status : undefined;
}

/** What Node sent, byte for byte. */
function headOf(request: Json): readonly HeaderField[] | undefined {
  const head = string(request._header)?.split('\r\n') ?? [];
  return readRequestLine(head[0] ?? '') ? readHeaderLines(head.slice(1)) : undefined;
}

function requestOf(config: Json, sent: readonly HeaderField[] | undefined): HttpRequest {
  const headers = sent ? [...sent] : isRecord(config.headers) ? fieldsOf(config.headers) : [];
  const { username, password } = isRecord(config.auth) ? config.auth : {};
  if (username !== undefined && !sent) {
    const pair = `${string(username) ?? ''}:${string(password) ?? ''}`.slice(0, 10_000);
    headers.push({
      name: 'Authorization',
      value: `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(pair)))}`,
    });
  }
  const body = config.data === undefined || config.data === null ? undefined : bodyOf(config.data, headers);
  return {
    method: (string(config.method) || 'get').toUpperCase(),
    url: urlOf(config),
    httpVersion: 'HTTP/1.1',
    headers,
    ...(body ? { body } : {}),
  };
}

function urlOf(config: Json): string {
  const url = string(config.url) ?? '';
  const base = string(config.baseURL) ?? '';
  const joined = /^[a-z][a-z0-9+.-]*:\/\//i.test(url)
    ? url
    : `${base.replace(/\/$/, '')}${base !== '' && url !== '' && !url.startsWith('/') ? '/' : ''}${url}`;
  const params = Object.entries(isRecord(config.params) ? config.params : {}).flatMap(([name, value]) => {
    const written = string(value);
    return written === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(written)}`];
  });
  return params.length === 0 ? joined : `${joined}${joined.includes('?') ? '&' : '?'}${params.join('&')}`;
}

/** In a browser, the script sees neither cookies nor what the browser adds. */
function hidden(config: Json, request: HttpRequest, sent: readonly HeaderField[] | undefined) {
  const isNode = sent !== undefined || /^axios\//.test(fieldValue(request.headers, 'User-Agent') ?? '');
  if (isNode) return {};
  return { headersNotShown: isRecord(config.headers) ? ('credentials' as const) : ('all' as const) };
}

function fieldsOf(json: Json): HeaderField[] {
  return Object.entries(json).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((it) => {
      const written = string(it);
      return written === undefined ? [] : [{ name, value: written }];
    }),
  );
}

/** Objects were parsed by the client: written as JSON again. */
function bodyOf(data: unknown, headers: readonly HeaderField[]): Body | undefined {
  const text = typeof data === 'string' ? data : (JSON.stringify(data) ?? '');
  if (text === '') return undefined;
  const mimeType = fieldValue(headers, 'Content-Type') ?? (typeof data === 'string' ? '' : 'application/json');
  return { text, size: -1, mimeType };
}

/** Headers by name; undici of Node 18 keeps them as a map of name and value, node-fetch as lists. */
function headersOf(it: unknown): HeaderField[] | undefined {
  if (!isRecord(it)) return undefined;
  const map = it['Symbol(headers map)'] ?? it['Symbol(map)'];
  if (!isRecord(map)) return 'Symbol(headers map)' in it ? undefined : fieldsOf(it);
  return fieldsOf(Object.fromEntries(Object.entries(map).map(([name, at]) => [name, isRecord(at) ? at.value : at])));
}

/** The object itself, or its inner state: `[Symbol(state)]`, `[Symbol(Response internals)]`. */
function withStatus(it: unknown, depth: number): Json | undefined {
  if (!isRecord(it)) return undefined;
  if (statusOf(it.status) !== undefined) return it;
  if (depth === 2) return undefined;
  for (const [name, value] of Object.entries(it)) {
    const inner = name.startsWith('Symbol(') ? withStatus(value, depth + 1) : undefined;
    if (inner) return inner;
  }
  return undefined;
}
