import { textOfBase64 } from '../base64.ts';
import { bounds } from '../bounds.ts';
import {
  type Body,
  type Exchange,
  fieldValue,
  type HeaderField,
  type HttpRequest,
  type HttpResponse,
  type Timings,
} from '../exchange.ts';
import { readRedaction } from '../redaction.ts';
import { parseIso } from '../time.ts';
import { isRecord, type Json, number, string } from './json.ts';

/**
 * Reads one entry of a HAR 1.2 as browsers and proxies write it: members that are missing, of another type or spelled by
 * an older version are read as far as they go. Neither an exchange: without a URL, or without an answer.
 */
export function readEntry(entry: unknown): Exchange | 'unreadable' | 'unanswered' {
  if (!isRecord(entry) || !isRecord(entry.request)) return 'unreadable';
  const request = readRequest(entry.request);
  if (!request) return 'unreadable';
  // Blocked and cancelled requests have the status 0, or a response that holds nothing.
  const response = isRecord(entry.response) ? readResponse(entry.response) : undefined;
  if (!response) return 'unanswered';
  const sentAt = readTime(entry.startedDateTime);
  const timings = readTimings(entry);
  return {
    request,
    response,
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(timings ? { timings } : {}),
    ...(recordsHeaders(entry.request) ? {} : { headersNotShown: 'all' as const }),
    earlier: [],
    dropped: [],
    source: 'har',
  };
}

function readRequest(json: Json): HttpRequest | undefined {
  const url = string(json.url);
  if (url === undefined || url === '') return undefined;
  const headers = readHeaders(json.headers);
  // Some writers list cookies without their header.
  const cookies = readHeaders(json.cookies);
  if (0 < cookies.length && fieldValue(headers, 'Cookie') === undefined) {
    headers.push({ name: 'Cookie', value: cookies.map((it) => `${it.name}=${it.value}`).join('; ') });
  }
  const body = readPostData(json.postData, headers);
  return {
    method: string(json.method) || 'GET',
    url,
    httpVersion: readVersion(json.httpVersion),
    headers,
    ...(body ? { body } : {}),
  };
}

function readResponse(json: Json): HttpResponse | undefined {
  const status = number(json.status);
  if (!Number.isInteger(status) || status < 100 || 999 < status) return undefined;
  const headers = readHeaders(json.headers);
  const redirect = string(json.redirectURL);
  if (redirect && 300 <= status && status < 400 && fieldValue(headers, 'Location') === undefined) {
    headers.push({ name: 'Location', value: redirect });
  }
  const body = readContent(json.content, headers);
  return {
    status,
    statusText: string(json.statusText) ?? '',
    httpVersion: readVersion(json.httpVersion),
    headers,
    ...(body ? { body } : {}),
  };
}

/** Some writers know URLs and times alone. An empty list is an answer: nothing but what is there was sent. */
function recordsHeaders({ headers, cookies }: Json): boolean {
  return Array.isArray(headers) || isRecord(headers) || (Array.isArray(cookies) && 0 < cookies.length);
}

/** One more than is looked at, so that it shows that there were more. */
const most = bounds.fields + 1;

/** A list of name and value; an object of them from hand-made files. HTTP/2's pseudo-header fields are no fields. */
function readHeaders(json: unknown): HeaderField[] {
  const pairs: readonly (readonly [unknown, unknown])[] = Array.isArray(json)
    ? json
        .slice(0, most)
        .filter(isRecord)
        .map((it) => [it.name, it.value])
    : Object.entries(isRecord(json) ? json : {}).slice(0, most);
  const fields: HeaderField[] = [];
  for (const [name, value] of pairs) {
    if (typeof name !== 'string' || name === '' || name.startsWith(':')) continue;
    const text = string(value);
    // Chrome joins fields of the same name with a line feed.
    for (const it of text === undefined ? [] : text.split('\n')) fields.push({ name, value: it.trim() });
  }
  return fields;
}

function readPostData(json: unknown, headers: readonly HeaderField[]): Body | undefined {
  if (typeof json === 'string') return makeBody(json, fieldValue(headers, 'Content-Type') ?? '', -1);
  if (!isRecord(json)) return undefined;
  const mimeType = string(json.mimeType) || fieldValue(headers, 'Content-Type') || '';
  const written = string(json.text);
  if (written) return makeBody(json.encoding === 'base64' ? (textOfBase64(written) ?? '') : written, mimeType, -1);
  const params = readHeaders(json.params);
  if (params.length === 0) return undefined;
  return makeBody(params.map((it) => `${it.name}=${encodeForm(it.value)}`).join('&'), mimeType, -1);
}

/** Values of `params` come decoded or not, as the writer likes. */
function encodeForm(value: string): string {
  return /%[0-9a-f]{2}/i.test(value) || !/[&=%\s]/.test(value) ? value : encodeURIComponent(value);
}

function readContent(json: unknown, headers: readonly HeaderField[]): Body | undefined {
  if (!isRecord(json)) return undefined;
  const mimeType = string(json.mimeType) || fieldValue(headers, 'Content-Type') || '';
  const written = string(json.text) ?? '';
  const size = number(json.size ?? -1);
  const length = Number.isFinite(size) ? size : -1;
  // A body that came and was left out: by Firefox over its limit, by an export without content, by a sanitizer.
  if ((written === '' && 0 < length) || readRedaction(written) === 'whole')
    return { text: '', size: length, mimeType, notRecorded: true };
  const text = json.encoding === 'base64' ? (textOfBase64(written) ?? '') : written;
  return makeBody(text, mimeType, length);
}

/** At most this much of a body is kept, in UTF-16 units. */
const longestBody = 5_000_000;

function makeBody(text: string, mimeType: string, size: number): Body {
  if (text.length <= longestBody) return { text, size, mimeType };
  return { text: text.slice(0, longestBody), size, mimeType, cut: true };
}

function readTime(json: unknown): number | undefined {
  if (typeof json === 'number' && Number.isFinite(json)) return json < 100_000_000_000 ? json * 1000 : json;
  const seconds = typeof json === 'string' ? parseIso(json) : undefined;
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

function readTimings(entry: Json): Timings | undefined {
  const total = number(entry.time);
  if (!Number.isFinite(total) || total < 0) return undefined;
  const phases = isRecord(entry.timings) ? entry.timings : {};
  const phase = (name: string, as: keyof Timings) => {
    const ms = phases[name];
    return typeof ms === 'number' && 0 <= ms ? { [as]: ms } : {};
  };
  return {
    ...phase('dns', 'dns'),
    ...phase('connect', 'connect'),
    ...phase('ssl', 'tls'),
    ...phase('wait', 'firstByte'),
    total,
  };
}

/** `h2`, `http/2.0` and `HTTP/2` are the same version. */
function readVersion(json: unknown): string {
  const written = string(json) ?? '';
  const number = /^(?:http\/|h)(\d)(?:\.(\d))?/i.exec(written);
  if (!number) return 'HTTP/1.1';
  const [, major = '1', minor] = number;
  return major === '1' ? `HTTP/1.${minor ?? '1'}` : `HTTP/${major}`;
}
