import type { HeaderField, HttpRequest } from '../exchange.ts';

/** The request that a pasted `curl …` command line describes; `undefined` where none of the lines is one. */
export function readCurlCommand(lines: readonly string[]): HttpRequest | undefined {
  const start = lines.findIndex((it) => /^\s*(?:[$%#>❯]\s+)?curl(?:\.exe)?\s/.test(it));
  if (start < 0) return undefined;
  let command = '';
  for (const line of lines.slice(start, start + 200)) {
    const continued = /(?:\\|\^|`)\s*$/.test(line);
    command += ` ${continued ? line.replace(/(?:\\|\^|`)\s*$/, '') : line}`;
    if (longest < command.length || (!continued && hasClosedQuotes(command))) break;
  }
  return readArguments(splitWords(command.replace(/^\s*(?:[$%#>❯]\s+)?curl(?:\.exe)?\s/, '')));
}

/** Longer command lines are read as far as this. */
const longest = 100_000;

function readArguments(words: readonly string[]): HttpRequest | undefined {
  const headers: HeaderField[] = [];
  const data: string[] = [];
  let method: string | undefined;
  let url: string | undefined;
  let asQuery = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const [option, attached] = splitOption(word);
    const value = () => attached ?? words[++i] ?? '';
    if (option === '-X' || option === '--request') method = value();
    else if (option === '-H' || option === '--header') headers.push(...readHeader(value()));
    else if (option === '-u' || option === '--user')
      headers.push({ name: 'Authorization', value: `Basic ${encode(value())}` });
    else if (option === '--oauth2-bearer') headers.push({ name: 'Authorization', value: `Bearer ${value()}` });
    else if (option === '-b' || option === '--cookie') headers.push({ name: 'Cookie', value: value() });
    else if (option === '-A' || option === '--user-agent') headers.push({ name: 'User-Agent', value: value() });
    else if (option === '-e' || option === '--referer') headers.push({ name: 'Referer', value: value() });
    else if (/^(?:-d|--data(?:-raw|-binary|-ascii|-urlencode)?|--json)$/.test(option)) data.push(value());
    else if (option === '-G' || option === '--get') asQuery = true;
    else if (option === '-I' || option === '--head') method ??= 'HEAD';
    else if (option === '--url') url = value();
    else if (withValue.test(option)) value();
    else if (!word.startsWith('-')) url ??= word;
  }
  if (url === undefined || url === '') return undefined;
  const text = data.join('&');
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
  const mimeType = headers.find((it) => /^content-type$/i.test(it.name))?.value ?? 'application/x-www-form-urlencoded';
  return {
    method: method ?? (text !== '' && !asQuery ? 'POST' : 'GET'),
    url: asQuery && text !== '' ? `${absolute}${absolute.includes('?') ? '&' : '?'}${text}` : absolute,
    httpVersion: 'HTTP/1.1',
    headers,
    ...(text !== '' && !asQuery ? { body: { text, size: -1, mimeType } } : {}),
  };
}

/** Options whose next word is their value, and no URL. */
const withValue =
  /^(?:-[omTFKxcrwzyYECtQDUm]|--(?:output|max-time|connect-timeout|upload-file|form|config|proxy|proxy-user|cookie-jar|range|write-out|cacert|capath|cert|key|cert-type|key-type|pass|resolve|connect-to|retry|max-redirs|interface|limit-rate|tls-max|ciphers|aws-sigv4|dump-header|unix-socket|trace|trace-ascii|stderr))$/;

/** `--header=x` and `-Hx` carry their value in the same word. */
function splitOption(word: string): readonly [string, string | undefined] {
  if (word.startsWith('--')) {
    const at = word.indexOf('=');
    return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
  }
  return /^-[XHudbAe]./.test(word) ? [word.slice(0, 2), word.slice(2)] : [word, undefined];
}

function readHeader(line: string): HeaderField[] {
  const colon = line.indexOf(':');
  return 0 < colon ? [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }] : [];
}

function encode(user: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(user.slice(0, 10_000))));
}

function hasClosedQuotes(command: string): boolean {
  let quote = '';
  for (let i = 0; i < command.length; i++) {
    const it = command[i] ?? '';
    if (it === '\\' && quote !== "'") i++;
    else if (quote === '' && (it === "'" || it === '"')) quote = it;
    else if (it === quote) quote = '';
  }
  return quote === '';
}

/** Splits as a POSIX shell does; nothing is expanded. */
function splitWords(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let i = 0; i < command.length; i++) {
    const it = command[i] ?? '';
    if (quote === '' && /\s/.test(it)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (it === '\\' && quote !== "'") word = (word ?? '') + (command[++i] ?? '');
    else if (quote === '' && (it === "'" || it === '"')) {
      quote = it;
      word ??= '';
    } else if (it === quote) quote = '';
    else word = (word ?? '') + it;
  }
  if (word !== undefined) words.push(word);
  return words;
}
