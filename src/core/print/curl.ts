import { fieldValue, type HttpRequest } from '../exchange.ts';
import { secretsOfRequest } from '../knownSecrets.ts';
import { maskField, maskKnown, maskUrl } from '../mask.ts';
import { maskRequestBody } from '../quote.ts';
import type { Secret } from '../secret.ts';

/**
 * A request as a curl command for a POSIX shell. Credentials are masked unless `reveal` is set, which only an explicit
 * choice of the user may do. `known`: what the sender knows to be secret, masked besides what the request shows to be.
 */
export function toCurl(
  request: HttpRequest,
  { reveal, known }: { readonly reveal: boolean; readonly known?: readonly Secret[] },
): string {
  const secrets = reveal ? [] : secretsOfRequest(request, known);
  const url = reveal ? request.url : maskKnown(maskUrl(request.url, secrets), secrets);
  const words = [`curl ${quote(url)}`];
  const body = request.body?.text ?? '';
  const method = request.method.toUpperCase();
  if (method === 'HEAD' && body === '') words.push('--head');
  else if (method !== (body === '' ? 'GET' : 'POST')) words.push(`--request ${quote(request.method)}`);
  // curl reads brackets and braces of a URL as lists, and takes dot segments out.
  if (/[[\]{}]/.test(url)) words.push('--globoff');
  if (/\/\.\.?(?:[/?#]|$)/.test(url)) words.push('--path-as-is');
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(request.url)?.[1]?.toLowerCase();
  for (const { name, value } of request.headers) {
    const lower = name.toLowerCase();
    if (lower === 'content-length' || lower === 'connection' || (lower === 'host' && value.toLowerCase() === host))
      continue;
    if (lower === 'accept-encoding') words.push('--compressed');
    else
      words.push(
        `--header ${quote(headerLine(name, reveal ? value : maskKnown(maskField(name, value, secrets), secrets)))}`,
      );
  }
  if (body !== '') {
    if (fieldValue(request.headers, 'Content-Type') === undefined) words.push("--header 'Content-Type:'");
    words.push(`--data-raw ${quote(reveal ? body : maskKnown(maskRequestBody(body, secrets), secrets))}`);
  }
  return words.join(' \\\n  ');
}

/** `Name:` would remove the header; curl sends an empty one for `Name;`. */
function headerLine(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

/** One word of a POSIX shell. Controls that a terminal would act on when pasted are written as escapes of `$'…'`. */
function quote(word: string): string {
  if (/^[A-Za-z0-9_./:@%+=,-]+$/.test(word) && !word.startsWith('-')) return word;
  if (!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
  const escaped = word.replace(/[\\']/g, '\\$&').replace(/[\u0000-\u001f\u007f-\u009f]/g, (it) => {
    const code = it.charCodeAt(0);
    if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `$'${escaped}'`;
}
