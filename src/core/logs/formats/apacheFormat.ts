import { isIdName } from '../requestIds.ts';
import { type FieldName, type FormatPart, type LineFormat, tidyParts } from './format.ts';
import { strftimeParts } from './strftime.ts';

/** Compiles a `LogFormat` of Apache (mod_log_config), as it stands in the configuration, its quotes taken off. */
export function compileApacheFormat(format: string): LineFormat {
  const parts: FormatPart[] = [];
  let at = 0;
  for (const found of format.matchAll(directive)) {
    parts.push({ literal: format.slice(at, found.index) });
    at = found.index + found[0].length;
    const [, escaped, argument = '', code = ''] = found;
    if (escaped !== undefined) parts.push({ literal: escapes[escaped] ?? escaped });
    else parts.push(...partsOf(code, argument));
  }
  parts.push({ literal: format.slice(at) });
  return { kind: 'access', by: 'apache', parts: tidyParts(parts), escape: 'hex' };
}

/** The formats that people name without defining them, and that Debian's apache2.conf defines. */
export const apacheFormats: Readonly<Record<string, string>> = {
  common: '%h %l %u %t \\"%r\\" %>s %b',
  combined: '%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"',
  vhost_combined: '%v:%p %h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"',
};

// `%>s`, `%!200,304{Referer}i`, `%{%d/%b/%Y}t`, `%^FB`; `\"`, `\t`
const directive = /\\(.)|%[!\d,]{0,40}[<>]?(?:\{([^}]{0,200})\})?(\^..|[A-Za-z%])/g;

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n' };

function partsOf(code: string, argument: string): readonly FormatPart[] {
  switch (code) {
    case '%':
      return [{ literal: '%' }];
    case 't':
      return argument === '' ? [{ literal: '[' }, { field: 'time' }, { literal: ']' }] : strftimeParts(argument);
    case 'i':
    case 'o':
    case 'e':
    case 'n':
    case 'C':
      return [{ field: isIdName(argument) ? 'id' : /^host$/i.test(argument) ? 'host' : 'other' }];
    case 'a':
      return [{ field: argument === 'c' ? 'word' : 'address' }];
    default:
      return [{ field: fields[code] ?? 'other' }];
  }
}

const fields: Readonly<Record<string, FieldName>> = {
  h: 'address',
  l: 'word',
  u: 'user',
  r: 'request',
  s: 'status',
  m: 'method',
  U: 'path',
  q: 'query',
  v: 'host',
  V: 'host',
  L: 'id',
  H: 'word',
  b: 'word',
  B: 'number',
  O: 'number',
  I: 'number',
  S: 'number',
  D: 'number',
  T: 'number',
  p: 'number',
  k: 'number',
  P: 'number',
  X: 'word',
};
