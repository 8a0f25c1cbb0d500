/** A value as Node's `util.inspect` and the browsers' consoles print it, and where it ends. What was cut is `undefined`. */
export interface Inspected {
  readonly value: unknown;
  readonly end: number;
}

/** Deeper ones are passed over: consoles cut at a depth of two or three. */
const deepest = 40;

/**
 * Reads the object or list that begins at `from`: classes, references, functions and getters in it are taken as far as
 * they hold members. Never fails: what does not fit is skipped, and each step goes forward.
 */
export function readInspected(text: string, from: number): Inspected {
  const reader = new Reader(text, from);
  const value = reader.value(0);
  return { value, end: reader.at };
}

class Reader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  value(depth: number): unknown {
    this.#skipSpace();
    const it = this.#text[this.at];
    if (it === '{') return this.#members(depth);
    if (it === '"' || it === "'" || it === '`') return this.#strings();
    if (it === '[' && !/[A-Za-z]/.test(this.#text[this.at + 1] ?? '')) return this.#items(depth);
    const word = it === '[' || it === '<' ? this.#note() : this.#bare();
    this.#skipBlanks();
    // `AxiosHeaders {`, `[Object: null prototype] {`, `Map(2) {`, `<ref *1> ClientRequest {`
    const next = this.#text[this.at];
    if (next === '{') return this.#members(depth);
    if (next === '[' && (it !== '[' || word === '')) return this.value(depth);
    if (it === '<' && next !== undefined && /[A-Za-z[]/.test(next)) return this.value(depth);
    return literal(word);
  }

  #members(depth: number): Record<string, unknown> {
    const members: Record<string, unknown> = {};
    this.at++;
    for (;;) {
      this.#skipSpace();
      const it = this.#text[this.at];
      if (it === undefined) return members;
      if (it === '}') {
        this.at++;
        return members;
      }
      const before = this.at;
      const key = this.#key();
      this.#skipSpace();
      const isPair = this.#text[this.at] === ':' || this.#text.startsWith('=>', this.at);
      if (isPair) {
        this.at += this.#text[this.at] === ':' ? 1 : 2;
        const value = this.#nested(depth);
        if (key !== '__proto__') members[key] = value;
      }
      if (this.at === before) this.at++;
    }
  }

  #items(depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    for (;;) {
      this.#skipSpace();
      const it = this.#text[this.at];
      if (it === undefined) return items;
      if (it === ']') {
        this.at++;
        return items;
      }
      const before = this.at;
      items.push(this.#nested(depth));
      if (this.at === before) this.at++;
    }
  }

  #nested(depth: number): unknown {
    if (depth < deepest) return this.value(depth + 1);
    this.at++;
    return undefined;
  }

  #key(): string {
    const it = this.#text[this.at];
    if (it === '"' || it === "'" || it === '`') return this.#string();
    if (it === '[') return this.#note();
    const start = this.at;
    while (
      this.at < this.#text.length &&
      !/[:,{}[\]\n]/.test(this.#text[this.at] ?? '') &&
      !this.#text.startsWith('=>', this.at)
    )
      this.at++;
    return this.#text.slice(start, this.at).trim();
  }

  /** `'a' +` and a line below `'b'`: one string. */
  #strings(): string {
    let all = this.#string();
    for (;;) {
      const next = /^\s{0,200}\+\s{0,200}(?=["'`])/.exec(this.#text.slice(this.at, this.at + 410));
      if (!next) return all;
      this.at += next[0].length;
      all += this.#string();
    }
  }

  #string(): string {
    const quote = this.#text[this.at];
    let content = '';
    this.at++;
    while (this.at < this.#text.length) {
      const it = this.#text[this.at] ?? '';
      this.at++;
      if (it === quote) return content;
      content += it === '\\' ? this.#escaped() : it;
    }
    return content;
  }

  #escaped(): string {
    const it = this.#text[this.at] ?? '';
    this.at++;
    if (it === 'x' || it === 'u') {
      const length = it === 'x' ? 2 : 4;
      const code = Number.parseInt(this.#text.slice(this.at, this.at + length), 16);
      this.at += length;
      return Number.isNaN(code) ? '' : String.fromCharCode(code);
    }
    return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0' }[it] ?? it;
  }

  /** `[Function: x]`, `[Circular *1]`, `<ref *1>`: what stands in the brackets. */
  #note(): string {
    const open = this.#text[this.at] ?? '';
    const close = open === '<' ? '>' : ']';
    const start = this.at + 1;
    let depth = 0;
    for (; this.at < this.#text.length; this.at++) {
      const it = this.#text[this.at];
      if (it === '\n') break;
      if (it === open) depth++;
      else if (it === close && --depth === 0) {
        this.at++;
        return this.#text.slice(start, this.at - 1);
      }
    }
    return this.#text.slice(start, this.at);
  }

  #bare(): string {
    const start = this.at;
    while (this.at < this.#text.length && !/[,{}[\]\n]/.test(this.#text[this.at] ?? '')) this.at++;
    return this.#text.slice(start, this.at).trim();
  }

  #skipSpace(): void {
    while (/[\s,]/.test(this.#text[this.at] ?? '')) this.at++;
  }

  #skipBlanks(): void {
    while (this.#text[this.at] === ' ') this.at++;
  }
}

function literal(word: string): unknown {
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(word) ? Number(word) : undefined;
}
