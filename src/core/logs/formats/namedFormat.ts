import { apacheFormats, compileApacheFormat } from './apacheFormat.ts';
import type { LineFormat } from './format.ts';
import { compileNginxFormat } from './nginxFormat.ts';

/** A format as a person gives it: nginx's with `$status`, Apache's with `%>s`, or a name that Apache knows. Undefined for anything else. */
export function namedFormat(format: string): LineFormat | undefined {
  const known = apacheFormats[format];
  if (known !== undefined) return compileApacheFormat(known);
  const it = format.slice(0, 8_000);
  if (/\$\{?[a-z]\w/.test(it)) return compileNginxFormat(it, /^\s*\{/.test(it) ? 'json' : 'default');
  return /%[>A-Za-z{]/.test(it) ? compileApacheFormat(it) : undefined;
}
