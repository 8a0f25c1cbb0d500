import type { Draft } from './draft.ts';
import { hasReference, literal, unescaped } from './template.ts';

/** How curl reads its URLs. */
export interface UrlReading {
  /** Braces and brackets are lists. */
  readonly glob: boolean;
  /** Dot segments stay. */
  readonly asIs: boolean;
}

/**
 * The URLs that one URL of a command stands for. `{{name}}`, which curl could not send, is taken for a variable of
 * whoever wrote the command.
 */
export function curlUrls(written: string, { glob, asIs }: UrlReading, draft: Draft): readonly string[] {
  const templated = glob
    ? written.replace(/\\\{\\\{([\p{L}\p{N}_-]{1,200})\\\}\\\}/gu, (_, name) => draft.toFillIn(name))
    : written;
  const urls = glob && !hasReference(templated) ? expanded(unescaped(templated), draft).map(literal) : [templated];
  return urls.map((it) => (asIs ? withScheme(it) : outsideDots(withScheme(it))));
}

/** curl's default is http. */
function withScheme(url: string): string {
  return /^[a-z][a-z0-9+.-]{0,30}:\/\/|^\{\{/i.test(url) ? url : `http://${url}`;
}

/** `{a,b}` and `[1-3]`, as far as they make no more than twenty URLs. */
function expanded(url: string, draft: Draft): readonly string[] {
  let urls = [''];
  for (const piece of url.split(/(\{[^{}]{0,2000}\}|\[[^[\]]{0,50}\])/)) {
    const choices = choicesOf(piece);
    if (most < urls.length * choices.length) {
      draft.lose(
        url.slice(0, 100),
        `curl sends this to more than ${most} URLs; only the first of each list is written.`,
      );
      urls = urls.map((it) => it + (choices[0] ?? ''));
    } else urls = urls.flatMap((it) => choices.map((choice) => it + choice));
  }
  return urls;
}

const most = 20;

function choicesOf(piece: string): readonly string[] {
  if (/^\{[^{}]*\}$/.test(piece)) return piece.slice(1, -1).split(',');
  const [, from, to, step] = /^\[(\d{1,9})-(\d{1,9})(?::(\d{1,5}))?\]$/.exec(piece) ?? [];
  if (from === undefined || to === undefined) {
    const [, first, last] = /^\[([a-z])-([a-z])\]$/i.exec(piece) ?? [];
    if (first === undefined || last === undefined) return [piece];
    const [a, z] = [first.charCodeAt(0), last.charCodeAt(0)];
    return Array.from({ length: Math.max(1, Math.min(26, z - a + 1)) }, (_, i) => String.fromCharCode(a + i));
  }
  const stride = Math.max(1, Number(step ?? 1));
  const count = Math.max(1, Math.min(most + 1, Math.floor((Number(to) - Number(from)) / stride) + 1));
  const width = from.startsWith('0') ? from.length : 0;
  return Array.from({ length: count }, (_, i) => String(Number(from) + i * stride).padStart(width, '0'));
}

/** Without dot segments (RFC 3986, 5.2.4), as curl sends it. */
function outsideDots(url: string): string {
  const query = url.search(/[?#]/);
  const whole = query === -1 ? url : url.slice(0, query);
  const rest = query === -1 ? '' : url.slice(query);
  const start = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^/]*/i.exec(whole)?.[0] ?? '';
  const path = whole.slice(start.length);
  if (start === '' || !/\/\.\.?(?:\/|$)/.test(path) || path.includes('{{')) return url;
  const out: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [at, it] of segments.entries()) {
    const isLast = at === segments.length - 1;
    if (it === '..') out.pop();
    if (it !== '.' && it !== '..') out.push(it);
    else if (isLast) out.push('');
  }
  return `${start}/${out.join('/')}${rest}`;
}
