import { isIdName } from '../requestIds.ts';
import { type FieldName, type FormatPart, type LineFormat, tidyParts } from './format.ts';

/**
 * Compiles an `ErrorLogFormat` of Apache 2.4 (core): fields are parted by plain spaces, `\ ` is a space within one, and a
 * field whose items have nothing to say is left out together with the space before it.
 */
export function compileApacheErrorFormat(format: string): LineFormat {
  const parts: FormatPart[] = [];
  for (const field of format.split(/(?<!\\)(?:% | )/)) {
    if (field === '') continue;
    const items = itemsOf(field);
    parts.push({ optionalTo: 0 }, ...items);
  }
  return { kind: 'error', by: 'apache', parts: renumbered(parts), escape: 'none' };
}

function itemsOf(field: string): readonly FormatPart[] {
  const items: FormatPart[] = [];
  let at = 0;
  for (const found of field.matchAll(/\\(.)|%[-+\d]{0,6}(?:\{([^}]{0,100})\})?([A-Za-z%])/g)) {
    items.push({ literal: field.slice(at, found.index) });
    at = found.index + found[0].length;
    const [, escaped, argument = '', code = ''] = found;
    if (escaped !== undefined) items.push({ literal: escaped });
    else if (code === '%') items.push({ literal: '%' });
    else items.push({ field: fieldOf(code, argument) });
  }
  items.push({ literal: field.slice(at) });
  return tidyParts(items);
}

function fieldOf(code: string, argument: string): FieldName {
  if (code === 'i' || code === 'e' || code === 'n') return isIdName(argument) ? 'id' : 'other';
  return fields[code] ?? 'other';
}

const fields: Readonly<Record<string, FieldName>> = {
  t: 'time',
  l: 'level',
  a: 'address',
  M: 'message',
  L: 'id',
  v: 'host',
  V: 'host',
  m: 'word',
  P: 'word',
  T: 'word',
  F: 'source',
  E: 'os error',
};

/** The part behind each optional field, once empty literals are gone. */
function renumbered(parts: readonly FormatPart[]): readonly FormatPart[] {
  return parts.map((it, i) => {
    if (!('optionalTo' in it)) return it;
    const next = parts.findIndex((other, at) => i < at && 'optionalTo' in other);
    return { optionalTo: next < 0 ? parts.length : next };
  });
}
