import type { Body, HeaderField } from '../core/exchange.ts';
import { fieldValue, fieldValues } from '../core/exchange.ts';
import { Received } from './received.ts';

/** Undoes Content-Encoding, up to `mostBytes`, and reads the text. A body that is not encoded as its header says is shown as it came. */
export function readBody(
  received: Received,
  headers: readonly HeaderField[],
  signal: AbortSignal,
  mostBytes: number,
): Body | Promise<Body> {
  if (received.size === 0 || fieldValue(headers, 'Content-Encoding') === undefined) return toBody(received, headers);
  const encodings = fieldValues(headers, 'Content-Encoding')
    .flatMap((it) => it.split(','))
    .map((it) => it.trim().toLowerCase())
    .filter((it) => it !== '' && it !== 'identity');
  if (encodings.length === 0) return toBody(received, headers);
  return import('./decode.ts')
    .then(({ decode }) => decode(received, encodings, signal, mostBytes))
    .then((decoded) => toBody(decoded ?? received, headers));
}

/** The body of a request, for the record. */
export function sentBody(bytes: Uint8Array, headers: readonly HeaderField[]): Body {
  const received = new Received();
  received.add(bytes);
  return toBody(received, headers);
}

function toBody(received: Received, headers: readonly HeaderField[]): Body {
  const contentType = fieldValue(headers, 'Content-Type') ?? '';
  const mimeType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const beginning = received.beginning();
  const cut = beginning.length < received.size;
  const exact = cut ? undefined : exactText(beginning, contentType);
  const body = {
    text: exact ?? textOf(beginning, contentType, cut),
    size: received.size,
    mimeType,
    ...(cut ? { cut: true as const } : {}),
    ...(received.file === undefined ? {} : { file: received.file }),
  };
  if (exact === undefined) octets.set(body, beginning);
  return body;
}

/** The octets behind the text of a body, kept as long as the body is: text alone loses what is no UTF-8. */
const octets = new WeakMap<Body, Uint8Array>();

/** The octets of a body that was sent or received here, content codings undone; at most the first 5 MB. */
export function bodyOctets(body: Body | undefined): Uint8Array {
  return (body && octets.get(body)) ?? new TextEncoder().encode(body?.text ?? '');
}

/** The text where it is UTF-8 to the last octet and can be turned back; undefined where it isn't. */
function exactText(bytes: Buffer, contentType: string): string | undefined {
  if (!/^utf-?8$/i.test(charsetOf(contentType))) return undefined;
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') || text.includes('\ufffd') ? undefined : text;
}

function charsetOf(contentType: string): string {
  return /;\s{0,8}charset\s{0,8}=\s{0,8}"?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8';
}

/** The charset named, else UTF-8; bytes that are no text give none. */
function textOf(bytes: Uint8Array, contentType: string, cut: boolean): string {
  if (bytes.length === 0) return '';
  try {
    // A cut may fall inside a character: `stream` leaves its beginning out instead of failing on it.
    return new TextDecoder(charsetOf(contentType), { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return isTextual(contentType) || !bytes.includes(0) ? new TextDecoder('utf-8').decode(bytes) : '';
  }
}

function isTextual(contentType: string): boolean {
  return /^(?:text\/|application\/(?:[\w.-]{1,60}\+)?(?:json|xml|javascript|x-www-form-urlencoded))/i.test(contentType);
}
