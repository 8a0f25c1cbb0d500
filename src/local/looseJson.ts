/** A JSON value with the offset of its first character; members of objects keep the place of their name. */
export type JsonNode =
  | { readonly kind: 'object'; readonly start: number; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly start: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'plain'; readonly start: number; readonly value: string | number | boolean | null };

export interface JsonMember {
  readonly name: string;
  readonly start: number;
  readonly value: JsonNode;
}

export type LooseJson = { readonly node: JsonNode } | { readonly problem: string; readonly offset: number };

/** Reads JSON as people write it into settings: `//` and block comments, commas behind the last item, a BOM. */
export function readLooseJson(text: string): LooseJson {
  try {
    const reader = new Reader(text);
    const node = reader.value(0);
    reader.end();
    return { node };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.message, offset: error.offset };
    throw error;
  }
}

/** The plain value of a node. */
export function toPlain(node: JsonNode): unknown {
  if (node.kind === 'plain') return node.value;
  if (node.kind === 'array') return node.items.map(toPlain);
  return Object.fromEntries(node.members.map((it) => [it.name, toPlain(it.value)]));
}

class Unreadable extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith('\ufeff')) this.#at = 1;
  }

  value(depth: number): JsonNode {
    this.#skip();
    const start = this.#at;
    if (100 < depth) throw new Unreadable('objects and arrays lie more than 100 deep', start);
    const next = this.#text[start];
    if (next === '{') return { kind: 'object', start, members: this.#members(depth) };
    if (next === '[') return { kind: 'array', start, items: this.#items(depth) };
    if (next === '"') return { kind: 'plain', start, value: this.#string() };
    const word = /[\w+.-]{1,100}/y;
    word.lastIndex = start;
    const found = word.exec(this.#text)?.[0];
    if (found === undefined) throw this.#expected('a value');
    this.#at += found.length;
    if (found === 'true' || found === 'false') return { kind: 'plain', start, value: found === 'true' };
    if (found === 'null') return { kind: 'plain', start, value: null };
    const number = Number(found);
    if (Number.isFinite(number) && /^-?\d/.test(found)) return { kind: 'plain', start, value: number };
    throw new Unreadable(`expected a value in double quotes, got ${found.slice(0, 20)}`, start);
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) throw this.#expected('the end of the file');
  }

  #members(depth: number): JsonMember[] {
    const members: JsonMember[] = [];
    this.#at++;
    while (!this.#closes('}')) {
      const start = this.#at;
      if (this.#text[start] !== '"') throw this.#expected('a name in double quotes or }');
      const name = this.#string();
      this.#skip();
      if (this.#text[this.#at] !== ':') throw this.#expected(`a colon after "${name.slice(0, 40)}"`);
      this.#at++;
      members.push({ name, start, value: this.value(depth + 1) });
      this.#comma('}');
    }
    return members;
  }

  #items(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    this.#at++;
    while (!this.#closes(']')) {
      items.push(this.value(depth + 1));
      this.#comma(']');
    }
    return items;
  }

  #closes(bracket: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== bracket) return false;
    this.#at++;
    return true;
  }

  #comma(bracket: string): void {
    this.#skip();
    const next = this.#text[this.#at];
    if (next === ',') this.#at++;
    else if (next !== bracket) throw this.#expected(`a comma or ${bracket}`);
  }

  #string(): string {
    const start = this.#at;
    for (let i = start + 1; i < this.#text.length; i++) {
      const it = this.#text[i];
      if (it === '\\') i++;
      else if (it === '\n' || it === '\r') break;
      else if (it === '"') {
        this.#at = i + 1;
        return this.#unescape(start, i + 1);
      }
    }
    throw new Unreadable('the string that begins here is not closed on its line', start);
  }

  #unescape(start: number, end: number): string {
    const written = this.#text.slice(start, end);
    if (!written.includes('\\') && !written.includes('\t')) return written.slice(1, -1);
    try {
      const value: unknown = JSON.parse(written.replaceAll('\t', '\\t'));
      return String(value);
    } catch {
      throw new Unreadable(
        'the string holds a backslash that escapes nothing; a backslash itself is written \\\\',
        start,
      );
    }
  }

  #skip(): void {
    for (;;) {
      const it = this.#text[this.#at];
      if (it === ' ' || it === '\t' || it === '\n' || it === '\r') this.#at++;
      else if (it === '/' && this.#text[this.#at + 1] === '/') this.#to('\n', 0);
      else if (it === '/' && this.#text[this.#at + 1] === '*') this.#to('*/', 2);
      else return;
    }
  }

  #to(end: string, length: number): void {
    const found = this.#text.indexOf(end, this.#at + 2);
    this.#at = found === -1 ? this.#text.length : found + length;
  }

  #expected(what: string): Unreadable {
    const got = this.#text[this.#at];
    return new Unreadable(`expected ${what}, got ${got === undefined ? 'the end of the file' : got}`, this.#at);
  }
}
