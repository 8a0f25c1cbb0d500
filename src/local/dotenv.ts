/** One assignment of a `.env` file. Lines count from 1. */
export interface DotenvEntry {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/**
 * Reads a `.env` file: `NAME=value`, `export NAME=value`, values in single, double or back quotes (over several lines),
 * `#` comments. Lines that are none of these are passed over, as every reader of such files does.
 */
export function readDotenv(text: string): readonly DotenvEntry[] {
  const entries: DotenvEntry[] = [];
  const assignment = /^[ \t]*(?:export[ \t]+)?([\w.-]{1,200})[ \t]*(?:=|:[ \t])[ \t]*/;
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const found = assignment.exec(line);
    const name = found?.[1];
    if (!found || !name) continue;
    const rest = line.slice(found[0].length);
    const quoted = /^["'`]/.test(rest) ? readQuoted(rest, lines, i) : undefined;
    entries.push({ name, value: quoted?.value ?? bare(rest), line: i + 1 });
    i = quoted?.lastLine ?? i;
  }
  return entries;
}

/** Without quotes the value ends at a `#` behind a space. */
function bare(rest: string): string {
  const comment = rest.startsWith('#') ? 0 : rest.search(/[ \t]#/);
  return (comment === -1 ? rest : rest.slice(0, comment)).trim();
}

function readQuoted(
  rest: string,
  lines: readonly string[],
  first: number,
): { value: string; lastLine: number } | undefined {
  const quote = rest[0] ?? '"';
  let value = rest.slice(1);
  for (let last = first; last < Math.min(lines.length, first + 500); last++) {
    if (first < last) value += `\n${lines[last] ?? ''}`;
    const close = closingQuote(value, quote);
    if (close === -1) continue;
    const inner = value.slice(0, close);
    return { value: quote === '"' ? unescaped(inner) : inner, lastLine: last };
  }
  return undefined;
}

function closingQuote(text: string, quote: string): number {
  for (let i = 0; i < text.length; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) return i;
  }
  return -1;
}

function unescaped(text: string): string {
  const meanings: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return text.replace(/\\([nrt"\\$])/g, (_, it: string) => meanings[it] ?? it);
}
