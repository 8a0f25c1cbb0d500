import type { Body } from '../exchange.ts';
import { readGrpcTrailers } from './grpc.ts';
import { readParameters } from './target.ts';

/** One named value of a body: a JSON leaf, an XML element, a form field. */
export interface Field {
  /** `error.details.0.reason` */
  readonly path: string;
  /** The last name in the path, as written. */
  readonly key: string;
  readonly value: string;
}

export type BodyKind = 'none' | 'json' | 'xml' | 'html' | 'form' | 'text';

export interface ReadBody {
  readonly kind: BodyKind;
  readonly fields: readonly Field[];
  /** Visible text of HTML, or the text itself; the first 4,000 characters. */
  readonly text: string;
  readonly title?: string;
  /** A page with a field for a password. */
  readonly signIn?: true;
}

const limits = { bytes: 131_072, fields: 300, depth: 8, value: 8_000, text: 4_000 };

/** Reads a body for its named values and its words. The first 128 KB count. Never throws. */
export function readBody(body: Body | undefined): ReadBody {
  const raw = body?.text.slice(0, limits.bytes).trim() ?? '';
  if (raw === '') return { kind: 'none', fields: [], text: '' };
  const trailers = readGrpcTrailers(body?.mimeType ?? '', raw);
  if (trailers.length !== 0) return { kind: 'text', fields: trailers, text: '' };
  const start = raw[0];
  if (start === '{' || start === '[' || start === '"') {
    const parsed = parseJson(raw);
    if (parsed !== undefined) return { kind: 'json', fields: jsonFields(parsed), text: '' };
  }
  if (start === '<')
    return /<(?:!doctype html|html|head|body|title|h[1-6]|p|div|center|pre|br)\b/i.test(raw.slice(0, 2_000))
      ? readHtml(raw)
      : readXml(raw);
  // A form field's name may hold brackets and dots, never spaces.
  if (/^[\w.[\]%-]{1,60}=[^\s<>{}]*$/.test(raw.slice(0, 200)) || body?.mimeType.includes('x-www-form-urlencoded')) {
    const fields = readParameters(raw).map((it) => ({
      path: it.name,
      key: it.name,
      value: it.value.slice(0, limits.value),
    }));
    return { kind: 'form', fields, text: raw.slice(0, limits.text) };
  }
  return { kind: 'text', fields: [], text: raw.slice(0, limits.text) };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

function jsonFields(root: unknown): Field[] {
  const fields: Field[] = [];
  const walk = (value: unknown, path: string, key: string, depth: number): void => {
    if (limits.fields <= fields.length || limits.depth < depth) return;
    if (typeof value === 'string') fields.push({ path, key, value: value.slice(0, limits.value) });
    else if (typeof value === 'number' || typeof value === 'boolean') fields.push({ path, key, value: String(value) });
    else if (Array.isArray(value)) {
      for (const [i, it] of value.slice(0, 50).entries()) walk(it, `${path}.${i}`, key, depth + 1);
    } else if (value !== null && typeof value === 'object') {
      for (const [name, it] of Object.entries(value).slice(0, 100))
        walk(it, path ? `${path}.${name}` : name, name, depth + 1);
    }
  };
  walk(root, '', '', 0);
  return fields;
}

function readXml(raw: string): ReadBody {
  const fields: Field[] = [];
  for (const [, key = '', value = ''] of raw.matchAll(
    /<([A-Za-z][\w:.-]{0,60})(?: [^<>]{0,300})?>([^<]{1,8000})<\//g,
  )) {
    if (limits.fields <= fields.length) break;
    const name = key.replace(/^.*:/, '');
    if (value.trim()) fields.push({ path: name, key: name, value: decodeEntities(value.trim()) });
  }
  for (const [, key = '', value = ''] of raw.matchAll(
    /[ \n]((?:error)?(?:message|msg|code|reason|description))="([^"<>]{1,1000})"/gi,
  )) {
    if (limits.fields <= fields.length) break;
    fields.push({ path: key, key, value: decodeEntities(value.trim()) });
  }
  return { kind: 'xml', fields, text: fields.length === 0 ? visibleText(raw) : '' };
}

function readHtml(raw: string): ReadBody {
  const title = between(raw, '<title', '</title')?.replace(/^[^>]*>/, '');
  return {
    kind: 'html',
    fields: [],
    text: visibleText(raw),
    ...(/<input\b[^<>]{0,500}\btype=["']?password/i.test(raw) ? { signIn: true as const } : {}),
    ...(title === undefined ? {} : { title: decodeEntities(title.replace(/\s+/g, ' ').trim()).slice(0, 500) }),
  };
}

/** What a reader sees: no tags, styles, scripts or comments; entities decoded; white space folded, blocks on lines of their own. */
function visibleText(html: string): string {
  let rest = html;
  for (const [open, close] of [
    ['<style', '</style>'],
    ['<script', '</script>'],
    ['<!--', '-->'],
    ['<svg', '</svg>'],
    ['<title', '</title>'],
  ] as const) {
    rest = without(rest, open, close);
  }
  const lines = rest
    .replace(/<\/?(?:code|b|i|em|strong|span|a)\b[^<>]{0,500}>/gi, '')
    .replace(/<[^<>]{0,2000}>/g, '\n')
    .slice(0, 20_000)
    .split('\n')
    .map((line) => decodeEntities(line).replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  return lines.join('\n').slice(0, limits.text);
}

function without(text: string, open: string, close: string): string {
  const lower = text.toLowerCase();
  let kept = '';
  let at = 0;
  for (;;) {
    const start = lower.indexOf(open, at);
    if (start < 0) return kept + text.slice(at);
    kept += text.slice(at, start);
    const end = lower.indexOf(close, start);
    if (end < 0) return kept;
    at = end + close.length;
  }
}

function between(text: string, open: string, close: string): string | undefined {
  const lower = text.slice(0, 20_000).toLowerCase();
  const start = lower.indexOf(open);
  const end = lower.indexOf(close, start);
  return start < 0 || end < 0 ? undefined : text.slice(start + open.length, end);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[String(name).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
