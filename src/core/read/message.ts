import { bounds } from '../bounds.ts';
import type { Body, HeaderField, HttpRequest, HttpResponse } from '../exchange.ts';

export interface RequestLine {
  readonly method: string;
  readonly target: string;
  readonly version: string;
}
export interface StatusLine {
  readonly status: number;
  readonly statusText: string;
  readonly version: string;
}

/** `GET /me HTTP/1.1` (RFC 9112, 3), with the version: without it too many lines of prose would match. */
export function readRequestLine(line: string): RequestLine | undefined {
  if (!line.includes('HTTP/')) return undefined;
  const [, method, target, version] = /^([A-Za-z][A-Za-z0-9_-]{0,30}) +(\S+) +HTTP\/(\d(?:\.\d)?)\s*$/.exec(line) ?? [];
  if (method === undefined || target === undefined || version === undefined) return undefined;
  return { method, target, version: `HTTP/${version}` };
}

/** `HTTP/1.1 401 Unauthorized` (RFC 9112, 4); the reason may be missing. */
export function readStatusLine(line: string): StatusLine | undefined {
  if (!line.startsWith('HTTP/')) return undefined;
  const [, version, status, statusText = ''] = /^HTTP\/(\d(?:\.\d)?) +(\d{3})(?: (.*))?$/.exec(line.trimEnd()) ?? [];
  if (version === undefined || status === undefined) return undefined;
  return { status: Number(status), statusText: statusText.trim(), version: `HTTP/${version}` };
}

/** Header lines; a line that begins with white space continues the one before (obs-fold). Others without a colon are skipped. */
export function readHeaderLines(lines: readonly string[]): HeaderField[] {
  const fields: { name: string; value: string }[] = [];
  for (const line of lines) {
    // One more than is looked at, so that it shows that there were more.
    if (bounds.fields < fields.length) break;
    const last = fields.at(-1);
    const colon = line.indexOf(':');
    if (last && /^[ \t]/.test(line)) {
      if (last.value.length <= bounds.value) last.value = `${last.value} ${line.trim()}`;
    } else if (0 < colon) fields.push({ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() });
  }
  return fields;
}

/** A request as a message names it: the URL is put together from the target and Host. */
export function makeRequest(
  line: RequestLine,
  headers: readonly HeaderField[],
  text: string,
  scheme?: string,
): HttpRequest {
  const body = makeBody(headers, text);
  return {
    method: line.method,
    url: makeUrl(line, headers, scheme),
    httpVersion: line.version,
    headers,
    ...(body ? { body } : {}),
  };
}

export function makeResponse(line: StatusLine, headers: readonly HeaderField[], text: string): HttpResponse {
  const body = makeBody(headers, text);
  return {
    status: line.status,
    statusText: line.statusText,
    httpVersion: line.version,
    headers,
    ...(body ? { body } : {}),
  };
}

function makeBody(headers: readonly HeaderField[], text: string): Body | undefined {
  if (text === '') return undefined;
  const mimeType = headers.find((it) => it.name.toLowerCase() === 'content-type')?.value ?? '';
  return { text: text.slice(0, 5_000_000), size: -1, mimeType, ...(5_000_000 < text.length ? { cut: true } : {}) };
}

function makeUrl({ target, version }: RequestLine, headers: readonly HeaderField[], scheme?: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) return target;
  const host = headers.find((it) => it.name.toLowerCase() === 'host')?.value ?? '';
  const path = target.startsWith('/') ? target : '/';
  return `${scheme ?? guessScheme(host, version)}://${host || 'localhost'}${path}`;
}

/** A message does not tell its scheme. Loopback and other ports are plain HTTP more often than not. */
function guessScheme(host: string, version: string): string {
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  if (port === '443' || (port === undefined && version === 'HTTP/2')) return 'https';
  const loopback = name === '' || name === 'localhost' || name.startsWith('127.') || name.startsWith('[');
  return loopback || port !== undefined ? 'http' : 'https';
}
