/** A block of a `.bru` file: pairs, the lines of a text, or the items of a list. */
export interface BruBlock {
  readonly name: string;
  readonly pairs: readonly BruPair[];
  /** The text of a body, a script or a description, its indent taken off. */
  readonly text: string;
  readonly items: readonly string[];
}

export interface BruPair {
  readonly name: string;
  readonly value: string;
  readonly disabled: boolean;
}

/** Blocks whose content is text. */
const ofText =
  /^(?:body|body:(?:json|text|xml|sparql|graphql|graphql:vars|grpc|ws)|script:(?:pre-request|post-response)|tests|docs|example)$/;

/** Reads the blocks of a `.bru` file. Never fails: lines that belong to no block are passed over. */
export function readBru(source: string): readonly BruBlock[] {
  const lines = source
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  const blocks: BruBlock[] = [];
  for (let i = 0; i < lines.length && blocks.length < mostBlocks; i++) {
    const [, name, open] = /^([\w:.-]{1,80})\s{0,10}([{[])\s*$/.exec(lines[i] ?? '') ?? [];
    if (name === undefined) continue;
    const close = open === '{' ? '}' : ']';
    let end = i + 1;
    while (end < lines.length && (lines[end] ?? '').trimEnd() !== close) end++;
    const inner = lines.slice(i + 1, end);
    blocks.push({
      name,
      pairs: open === '{' && !ofText.test(name) ? readPairs(inner) : [],
      text: inner.map((it) => it.replace(/^ {2}|^\t/, '')).join('\n'),
      items: open === '[' ? itemsOf(inner) : [],
    });
    i = end;
  }
  return blocks;
}

const mostBlocks = 1_000;

function itemsOf(lines: readonly string[]): readonly string[] {
  return lines
    .join('\n')
    .split(/[\n,]/)
    .map((it) => it.trim())
    .filter((it) => it !== '');
}

/** `name: value`, `~name: value` for one that is off, `"quoted name": value`, and `'''` around values of several lines. */
function readPairs(lines: readonly string[]): readonly BruPair[] {
  const pairs: BruPair[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] ?? '').trim();
    if (line === '' || line.startsWith('@')) continue;
    const disabled = line.startsWith('~');
    const bare = disabled ? line.slice(1) : line;
    const [, quoted, rest] = /^"((?:[^"\\]|\\.){0,500})"\s{0,10}:(.*)$/.exec(bare) ?? [];
    const colon = bare.indexOf(':');
    const name =
      quoted === undefined ? bare.slice(0, colon === -1 ? bare.length : colon).trim() : quoted.replace(/\\(.)/g, '$1');
    let value = (rest ?? (colon === -1 ? '' : bare.slice(colon + 1))).trim();
    if (value.startsWith("'''")) {
      const text = [value.slice(3)];
      while (!/'''/.test(text.at(-1) ?? '') && i + 1 < lines.length) text.push(lines[++i] ?? '');
      const whole = text.join('\n');
      const close = whole.lastIndexOf("'''");
      const inside = (close === -1 ? whole : whole.slice(0, close)).replace(/^\n|\n[ \t]*$/g, '');
      const tail = close === -1 ? '' : whole.slice(close + 3).trim();
      value = `${withoutIndent(inside)}${tail === '' ? '' : ` ${tail}`}`;
    } else if (/^\[\s*$/.test(value)) {
      const list: string[] = [];
      while (i + 1 < lines.length && (lines[i + 1] ?? '').trim() !== ']') list.push((lines[++i] ?? '').trim());
      i++;
      value = list.join(',');
    }
    if (name !== '') pairs.push({ name, value, disabled });
  }
  return pairs;
}

function withoutIndent(text: string): string {
  const lines = text.split('\n');
  const indents = lines.filter((it) => it.trim() !== '').map((it) => /^[ \t]*/.exec(it)?.[0].length ?? 0);
  const least = indents.reduce((a, b) => Math.min(a, b), 100);
  return lines.map((it) => it.slice(least)).join('\n');
}
