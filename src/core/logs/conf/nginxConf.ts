/** A directive of nginx's configuration with its arguments, quotes taken off, and what its block holds. */
export interface NginxDirective {
  readonly name: string;
  readonly args: readonly string[];
  readonly block?: readonly NginxDirective[];
}

/** Reads a configuration file of nginx. Never fails: what is not closed ends with the text. At most 1 MB and 40 levels. */
export function parseNginxConf(text: string): readonly NginxDirective[] {
  return readBlock(tokens(text.slice(0, 1_000_000)), 0);
}

/** `{`, `}` and `;` stand for themselves; quoted ones are words. */
interface Token {
  readonly text: string;
  readonly isWord: boolean;
}

function readBlock(next: Iterator<Token>, depth: number): NginxDirective[] {
  const found: NginxDirective[] = [];
  let words: string[] = [];
  for (;;) {
    const { done, value } = next.next();
    if (done) return found;
    if (value.isWord) {
      if (words.length < 200) words.push(value.text);
      continue;
    }
    if (value.text === '}') return found;
    const [name = '', ...args] = words;
    words = [];
    if (value.text === ';') {
      if (name !== '') found.push({ name, args });
    } else if (depth < 40) found.push({ name, args, block: readBlock(next, depth + 1) });
  }
}

function* tokens(text: string): Generator<Token> {
  let at = 0;
  while (at < text.length) {
    const it = text[at] ?? '';
    if (/\s/.test(it)) at++;
    else if (it === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (it === '{' || it === '}' || it === ';') {
      yield { text: it, isWord: false };
      at++;
    } else {
      const read = it === '"' || it === "'" ? quoted(text, at, it) : bare(text, at);
      yield { text: read.text, isWord: true };
      at = read.end;
    }
  }
}

function quoted(text: string, start: number, quote: string): { readonly text: string; readonly end: number } {
  let word = '';
  for (let at = start + 1; at < text.length; at++) {
    const it = text[at] ?? '';
    if (it === quote) return { text: word, end: at + 1 };
    if (it !== '\\') word += it;
    else {
      at++;
      const escaped = text[at] ?? '';
      word += escapes[escaped] ?? (escaped === '"' || escaped === "'" || escaped === '\\' ? escaped : `\\${escaped}`);
    }
  }
  return { text: word, end: text.length };
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

/** `${name}` does not begin a block. */
function bare(text: string, start: number): { readonly text: string; readonly end: number } {
  let at = start;
  for (; at < text.length; at++) {
    const it = text[at] ?? '';
    if (it === '\\') at++;
    else if (it === '$' && text[at + 1] === '{') at = Math.max(at, text.indexOf('}', at));
    else if (/[\s;{}]/.test(it)) break;
  }
  return { text: text.slice(start, at), end: at };
}
