import type { HeaderField } from '../core/exchange.ts';
import { fieldValue, fieldValues } from '../core/exchange.ts';
import type { Target } from './target.ts';

/** A request as it leaves: what stands on the wire and in the record is made from this one value. */
export interface Outgoing {
  readonly method: string;
  readonly target: Target;
  readonly version: 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2';
  readonly headers: readonly HeaderField[];
  readonly body?: Uint8Array;
}

/** RFC 9112, 3.3: these mean something with a body, so an empty one is said. */
const expectBody = new Set(['POST', 'PUT', 'PATCH']);

/** Belong to one connection of HTTP/1.1; HTTP/2 forbids them (RFC 9113, 8.2.2). */
const ofConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** Adds what the message needs and the text doesn't write: Host first, Content-Length last. */
export function completeHeaders(
  method: string,
  target: Target,
  version: Outgoing['version'],
  written: readonly HeaderField[],
  body: Uint8Array | undefined,
): HeaderField[] {
  const headers: HeaderField[] = [];
  if (version === 'HTTP/2') {
    for (const it of written) {
      const name = it.name.toLowerCase();
      if (!ofConnection.has(name)) headers.push({ name, value: it.value });
    }
  } else {
    if (fieldValue(written, 'Host') === undefined) headers.push({ name: 'Host', value: target.authority });
    headers.push(...written);
  }
  if (fieldValue(written, 'User-Agent') === undefined) {
    headers.push({ name: version === 'HTTP/2' ? 'user-agent' : 'User-Agent', value: 'why401' });
  }
  const framed =
    fieldValue(written, 'Content-Length') !== undefined ||
    (version !== 'HTTP/2' && fieldValue(written, 'Transfer-Encoding') !== undefined);
  if (!framed && (body?.length || expectBody.has(method.toUpperCase()))) {
    const name = version === 'HTTP/2' ? 'content-length' : 'Content-Length';
    headers.push({ name, value: String(body?.length ?? 0) });
  }
  return headers;
}

/** Why this cannot be written as one HTTP message; undefined when it can. Values are not repeated: they may be secrets. */
export function unsendable(method: string, headers: readonly HeaderField[]): string | undefined {
  if (!isToken(method)) return 'The method holds a character that HTTP methods cannot have (RFC 9110, 9.1).';
  for (const { name, value } of headers) {
    if (!isToken(name)) return 'A header name holds a character that names cannot have (RFC 9110, 5.1).';
    if (/[\r\n\u0000]/.test(value))
      return `The value of ${name} holds a line break or a NUL, which would end the field; remove it.`;
  }
  return undefined;
}

/** The octets of an HTTP/1 message; the head as text, to be written as UTF-8. `absolute` is the form for a proxy (RFC 9112, 3.2.2). */
export function toMessage(it: Outgoing, absolute: boolean): { head: string; body: Uint8Array[] } {
  const path = absolute ? `${it.target.scheme}://${it.target.authority}${it.target.path}` : it.target.path;
  let head = `${it.method} ${path} ${it.version}\r\n`;
  for (const { name, value } of it.headers) head += `${name}: ${value}\r\n`;
  const body = it.body?.length ? [it.body] : [];
  return { head: `${head}\r\n`, body: isChunked(it.headers) ? inChunks(body) : body };
}

/** True when the connection cannot serve another request after this one. */
export function endsConnection(it: Outgoing): boolean {
  if (it.version === 'HTTP/1.0') return true;
  const lengths = fieldValues(it.headers, 'Content-Length');
  if (1 < lengths.length || (lengths[0] !== undefined && lengths[0] !== String(it.body?.length ?? 0))) return true;
  if (lengths[0] !== undefined && fieldValue(it.headers, 'Transfer-Encoding') !== undefined) return true;
  return fieldValues(it.headers, 'Connection').some((value) => /\b(?:close|upgrade)\b/i.test(value));
}

function isToken(name: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name);
}

function isChunked(headers: readonly HeaderField[]): boolean {
  return fieldValues(headers, 'Transfer-Encoding').some((value) => /\bchunked\s*$/i.test(value));
}

function inChunks(body: readonly Uint8Array[]): Uint8Array[] {
  const chunks = body.flatMap((it) => [Buffer.from(`${it.length.toString(16)}\r\n`), it, Buffer.from('\r\n')]);
  return [...chunks, Buffer.from('0\r\n\r\n')];
}
