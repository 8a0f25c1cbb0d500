import { literal } from './template.ts';

export type Shell = 'posix' | 'cmd' | 'powershell';

/** One command: its words as templates, in which variables of the shell are `{{$processEnv NAME}}`. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** What stands in the comment lines directly above it. */
  readonly comment: string;
  /** What only a shell could work out: `$(…)` and the like. */
  readonly unknown: readonly string[];
}

/** Which shell a text is written for, by its quoting and its line continuations. */
export function shellOf(text: string): Shell {
  if (/\^[ \t]*\r?\n|\s\^"|"\^\s/.test(text)) return 'cmd';
  if (/`[ \t]*\r?\n|\$env:[A-Za-z_]|^\s*(?:&\s*)?curl\.exe\s[^\n]{0,20000}`"/.test(text)) return 'powershell';
  // Windows' command line knows no single quotes, and people who paste from it escape double ones inside.
  return 'posix';
}

/** Commands of a script, in order; `name` is a shell variable's way into the template. */
export function splitCommands(text: string, shell: Shell): readonly ShellCommand[] {
  const whole = text.slice(0, longest).replace(/\r\n?/g, '\n');
  return readCommands(shell === 'cmd' ? withoutCarets(whole) : whole, shell);
}

const longest = 5_000_000;
const mostCommands = 5_000;

interface Reader {
  readonly text: string;
  at: number;
}

function readCommands(text: string, shell: Shell): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let words: string[] = [];
  let unknown: string[] = [];
  let above: string[] = [];
  const reader: Reader = { text, at: 0 };
  const flush = () => {
    if (0 < words.length) commands.push({ words, comment: above.join('\n'), unknown });
    if (0 < words.length) above = [];
    words = [];
    unknown = [];
  };
  let skipping = false;
  while (reader.at < text.length && commands.length < mostCommands) {
    const it = text[reader.at] ?? '';
    if (it === '\n') {
      if (words.length === 0 && text[reader.at + 1] === '\n') above = [];
      flush();
      skipping = false;
      reader.at++;
    } else if (/\s/.test(it)) reader.at++;
    else if (isContinuation(reader, shell)) reader.at = text.indexOf('\n', reader.at) + 1;
    else if (it === '#' && shell !== 'cmd' && words.length === 0) {
      const end = lineEnd(text, reader.at);
      above.push(text.slice(reader.at, end).replace(/^#+\s*/, ''));
      reader.at = end;
    } else if (it === '#' && shell !== 'cmd') reader.at = lineEnd(text, reader.at);
    else if (it === ';' || it === '&' || it === '|') {
      flush();
      skipping = it === '|' && text[reader.at + 1] !== '|';
      reader.at++;
    } else if (it === '>' || it === '<') {
      reader.at++;
      while (/[>&<]/.test(text[reader.at] ?? '')) reader.at++;
      while (/[ \t]/.test(text[reader.at] ?? '')) reader.at++;
      readWord(reader, shell, []);
    } else {
      const word = readWord(reader, shell, unknown);
      // `2>/dev/null`
      if (/^\d$/.test(word) && text[reader.at] === '>') continue;
      // What a pipe hands the answer to is no request.
      if (!skipping) words.push(word);
    }
  }
  flush();
  return commands;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

function isContinuation({ text, at }: Reader, shell: Shell): boolean {
  return text[at] === (shell === 'powershell' ? '`' : '\\') && /^[ \t]*\n/.test(text.slice(at + 1, at + 40));
}

/** Carets escape what follows outside of quotes; a caret at the end of a line joins the next, whose first character is itself. */
function withoutCarets(text: string): string {
  let out = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const it = text[i] ?? '';
    if (it === '"') quoted = !quoted;
    if (it !== '^' || quoted) {
      out += it === '\n' ? '\n' : it;
      if (it === '\n') quoted = false;
      continue;
    }
    const next = /^[ \t]*\n/.exec(text.slice(i + 1, i + 40))?.[0];
    if (next === undefined) out += literalMark(text[++i] ?? '');
    else {
      i += next.length;
      // `^` twice at line ends: a line end that is part of a word.
      if (text[i + 1] === '\n') out += heldNewline;
      if (text[i + 1] === '\n') i++;
    }
  }
  return out;
}

/** Stand for characters that an escape took the meaning from: a line end, and what would end the command. */
const heldNewline = '\ue000';
const held: Readonly<Record<string, string>> = { '&': '\ue001', '|': '\ue002', '<': '\ue003', '>': '\ue004' };
const heldBack = new Map([[heldNewline, '\n'], ...Object.entries(held).map(([a, b]) => [b, a] as const)]);

function literalMark(it: string): string {
  return held[it] ?? it;
}

/** One word, as a template. */
function readWord(reader: Reader, shell: Shell, unknown: string[]): string {
  if (shell === 'cmd') return readCmdWord(reader);
  return shell === 'powershell' ? readPowerShellWord(reader, unknown) : readPosixWord(reader, unknown);
}

/** By the rules of Windows' argument vectors: `\"` and, inside quotes, `""` are a quote. */
function readCmdWord(reader: Reader): string {
  const { text } = reader;
  let word = '';
  let quoted = false;
  for (; reader.at < text.length; reader.at++) {
    const it = text[reader.at] ?? '';
    if (!quoted && /[\s&|<>]/.test(it)) break;
    if (quoted && it === '\n') break;
    if (it === '\\') {
      const run = /^\\+/.exec(text.slice(reader.at, reader.at + 1000))?.[0].length ?? 1;
      if (text[reader.at + run] !== '"') word += '\\'.repeat(run);
      else word += '\\'.repeat(run >> 1) + (run % 2 === 1 ? '"' : '');
      reader.at += run - 1 + (text[reader.at + run] === '"' && run % 2 === 1 ? 1 : 0);
    } else if (it === '"') {
      if (quoted && text[reader.at + 1] === '"') {
        word += '"';
        reader.at++;
      } else quoted = !quoted;
    } else word += heldBack.get(it) ?? it;
  }
  return word
    .split(/%(?![0-9A-Fa-f]{2}(?:%|[^A-Z_]))([A-Za-z_][A-Za-z0-9_]{0,100})%/)
    .map((it, at) => (at % 2 === 1 ? environment(it) : literal(it)))
    .join('');
}

/** A variable of the shell's environment. */
function environment(name: string): string {
  return `{{$processEnv ${name}}}`;
}

function readPosixWord(reader: Reader, unknown: string[]): string {
  const { text } = reader;
  let out = '';
  let plain = '';
  const flush = () => {
    out += literal(plain);
    plain = '';
  };
  const refer = (reference: string) => {
    flush();
    out += reference;
  };
  for (; reader.at < text.length; reader.at++) {
    const it = text[reader.at] ?? '';
    if (/[\s;&|<>]/.test(it)) break;
    if (it === '\\') {
      reader.at++;
      if (text[reader.at] !== '\n') plain += text[reader.at] ?? '';
    } else if (it === "'") {
      const end = text.indexOf("'", reader.at + 1);
      plain += text.slice(reader.at + 1, end === -1 ? text.length : end);
      reader.at = end === -1 ? text.length : end;
    } else if (it === '$' && text[reader.at + 1] === "'") {
      reader.at += 2;
      plain += readAnsiC(reader);
    } else if (it === '"' || (it === '$' && text[reader.at + 1] === '"')) {
      reader.at += it === '$' ? 2 : 1;
      for (; reader.at < text.length && text[reader.at] !== '"'; reader.at++) {
        const inner = text[reader.at] ?? '';
        if (inner === '\\' && /["\\$`\n]/.test(text[reader.at + 1] ?? '')) {
          reader.at++;
          if (text[reader.at] !== '\n') plain += text[reader.at] ?? '';
        } else if (inner === '$' || inner === '`') {
          const found = expansion(reader, unknown);
          if (found === undefined) plain += inner;
          else refer(found);
        } else plain += inner;
      }
    } else if (it === '$' || it === '`') {
      const found = expansion(reader, unknown);
      if (found === undefined) plain += it;
      else refer(found);
    } else plain += it;
  }
  flush();
  return out;
}

/** `$NAME`, `${NAME}`, `$(…)`, `` `…` ``: leaves the reader at the last character. */
function expansion(reader: Reader, unknown: string[]): string | undefined {
  const rest = reader.text.slice(reader.at, reader.at + 10_000);
  const [whole, braced, bare] = /^\$(?:\{([A-Za-z_]\w{0,100})\}|([A-Za-z_]\w{0,100}))/.exec(rest) ?? [];
  if (whole !== undefined) {
    reader.at += whole.length - 1;
    return environment(braced ?? bare ?? '');
  }
  const worked = /^(?:\$\([^()\n]{0,5000}\)|\$\{[^{}\n]{0,500}\}|`[^`\n]{1,5000}`)/.exec(rest)?.[0];
  if (worked === undefined) return undefined;
  reader.at += worked.length - 1;
  unknown.push(worked);
  return `{{fromShell${unknown.length === 1 ? '' : unknown.length}}}`;
}

/** The inside of `$'…'`, with the escapes of bash; leaves the reader at the closing quote. */
function readAnsiC(reader: Reader): string {
  const { text } = reader;
  const octets: number[] = [];
  const encoder = new TextEncoder();
  const add = (piece: string) => octets.push(...encoder.encode(piece));
  for (; reader.at < text.length && text[reader.at] !== "'"; reader.at++) {
    const it = text[reader.at] ?? '';
    if (it !== '\\') {
      const code = text.codePointAt(reader.at) ?? 0;
      add(String.fromCodePoint(code));
      if (0xffff < code) reader.at++;
      continue;
    }
    const rest = text.slice(reader.at + 1, reader.at + 12);
    const [hex, x] = /^x([0-9a-fA-F]{1,2})/.exec(rest) ?? [];
    const unicode = /^u([0-9a-fA-F]{1,4})|^U([0-9a-fA-F]{1,8})/.exec(rest);
    const octal = /^[0-7]{1,3}/.exec(rest)?.[0];
    const simple = Object.hasOwn(escapes, rest[0] ?? '') ? escapes[rest[0] ?? ''] : undefined;
    if (hex !== undefined && x !== undefined) {
      octets.push(Number.parseInt(x, 16));
      reader.at += hex.length;
    } else if (unicode) {
      const code = Number.parseInt(unicode[1] ?? unicode[2] ?? '0', 16);
      add(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
      reader.at += unicode[0].length;
    } else if (octal !== undefined) {
      octets.push(Number.parseInt(octal, 8) & 255);
      reader.at += octal.length;
    } else if (simple !== undefined) {
      add(simple);
      reader.at++;
    } else add('\\');
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(octets));
}

const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};

function readPowerShellWord(reader: Reader, unknown: string[]): string {
  const { text } = reader;
  let out = '';
  let plain = '';
  let quote = '';
  const flush = () => {
    out += literal(fromOldPowerShell(plain));
    plain = '';
  };
  for (; reader.at < text.length; reader.at++) {
    const it = text[reader.at] ?? '';
    if (quote === '' && /[\s;&|<>]/.test(it)) break;
    if (it === '`' && quote !== "'") {
      const next = text[++reader.at] ?? '';
      if (next !== '\n') plain += Object.hasOwn(backticked, next) ? (backticked[next] ?? '') : next;
    } else if (quote !== '' && it === quote) {
      if (text[reader.at + 1] === quote) plain += text[++reader.at];
      else quote = '';
    } else if (quote === '' && (it === "'" || it === '"')) quote = it;
    else if (it === '$' && quote !== "'") {
      const rest = text.slice(reader.at, reader.at + 5000);
      const [whole, braced, bare] = /^\$(?:\{env:([A-Za-z_]\w{0,100})\}|env:([A-Za-z_]\w{0,100}))/i.exec(rest) ?? [];
      const worked = /^\$(?:\([^()\n]{0,4000}\)|[A-Za-z_]\w{0,100})/.exec(rest)?.[0];
      if (whole !== undefined) {
        flush();
        out += environment(braced ?? bare ?? '');
        reader.at += whole.length - 1;
      } else if (worked !== undefined) {
        unknown.push(worked);
        flush();
        out += `{{fromShell${unknown.length === 1 ? '' : unknown.length}}}`;
        reader.at += worked.length - 1;
      } else plain += it;
    } else plain += it;
  }
  flush();
  return out;
}

const backticked: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0', a: '\u0007', b: '\b' };

/** Before version 7.3 quotes inside an argument had to be written `\"`; where each of them is, that is meant. */
function fromOldPowerShell(word: string): string {
  return /(?<!\\)"/.test(word) ? word : word.replaceAll('\\"', '"');
}
