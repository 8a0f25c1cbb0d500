/**
 * A directive of Apache's configuration. Of sections only virtual hosts are told, as `<virtualhost` and `</virtualhost`; what
 * others hold stands as if it were outside of them.
 */
export interface ApacheDirective {
  /** In lower case. */
  readonly name: string;
  /** As written, but for the quotes around them and a backslash before a quote. */
  readonly args: readonly string[];
}

/** Reads a configuration file of Apache httpd. Never fails. At most 1 MB. */
export function parseApacheConf(text: string): readonly ApacheDirective[] {
  const found: ApacheDirective[] = [];
  // A backslash at the end of a line joins the next to it.
  for (const line of text
    .slice(0, 1_000_000)
    .replace(/\\\r?\n/g, ' ')
    .split('\n')) {
    const it = line.trim();
    if (it === '' || it[0] === '#' || (it[0] === '<' && !/^<\/?virtualhost(?=[\s>])/i.test(it))) continue;
    const [name = '', ...args] = wordsOf(it[0] === '<' ? it.replace(/>\s*$/, '') : it);
    found.push({ name: name.toLowerCase(), args });
  }
  return found;
}

function wordsOf(line: string): string[] {
  const words: string[] = [];
  let at = 0;
  while (at < line.length && words.length < 50) {
    const it = line[at] ?? '';
    if (/\s/.test(it)) {
      at++;
      continue;
    }
    const quote = it === '"' || it === "'" ? it : undefined;
    let end = quote ? at + 1 : at;
    while (end < line.length && (quote ? line[end] !== quote : !/\s/.test(line[end] ?? '')))
      end += line[end] === '\\' ? 2 : 1;
    words.push(quote ? unescaped(line.slice(at + 1, end), quote) : line.slice(at, end));
    at = end + 1;
  }
  return words;
}

/** Only the quote is escaped within quotes; `\\"` of a LogFormat is what its reader wants to see as `\"`. */
function unescaped(word: string, quote: string): string {
  return word.replaceAll(`\\${quote}`, quote);
}

/** `export APACHE_LOG_DIR=/var/log/apache2$SUFFIX` of Debian's envvars: names and values, what is not known left out. */
export function parseEnvvars(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.slice(0, 100_000).split('\n')) {
    const found = /^\s{0,20}(?:export\s{1,5})?([A-Z_][A-Z0-9_]{0,60})=(\S{0,500})/.exec(line);
    if (found)
      values.set(found[1] ?? '', (found[2] ?? '').replace(/^"(.*)"$/, '$1').replace(/\$\{?[A-Za-z_]\w{0,60}\}?/g, ''));
  }
  return values;
}

/** `${NAME}` by what is defined; undefined where a name is not. */
export function expandApache(word: string, defined: ReadonlyMap<string, string>): string | undefined {
  let isWhole = true;
  const expanded = word.replace(/\$\{([\w.]{1,80})\}/g, (whole, name: string) => {
    const value = defined.get(name);
    if (value === undefined) isWhole = false;
    return value ?? whole;
  });
  return isWhole ? expanded : undefined;
}
