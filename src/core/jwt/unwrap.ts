import type { TokenDefect } from './token.ts';

/** Takes off what stands around and inside a token and does not belong to it; names each thing taken off. */
export function unwrap(raw: string): { readonly value: string; readonly defects: readonly TokenDefect[] } {
  const defects: TokenDefect[] = [];
  let value = raw.trim();
  if (value !== raw && value !== '') {
    const kind = /[\r\n]/.test(raw.replace(value, '')) ? 'A line break' : 'Whitespace';
    defects.push({ code: 'whitespace', says: `${kind} stands around the token.` });
  }

  // A few layers at most: quotes around a header around quotes.
  for (let layer = 0; layer < 4; layer++) {
    const peeled = peel(value, defects);
    if (peeled === undefined) break;
    value = peeled.trim();
  }

  if (/^eyJ[\w-]{0,500}%2E/i.test(value) || (/%[0-9A-F]{2}/i.test(value) && /^eyJ/.test(value))) {
    defects.push({
      code: 'percent-encoded',
      says: 'The token is percent-encoded (for a URL), where its own characters are expected.',
    });
    value = decodePercent(value);
  }
  const space = /\s/.exec(value);
  if (space && /^eyJ/.test(value)) {
    const kind = /[\r\n]/.test(space[0]) ? 'A line break' : 'Whitespace';
    defects.push({ code: 'whitespace', says: `${kind} stands inside the token, at character ${space.index + 1}.` });
    value = value.replace(/\s+/g, '');
  }
  return { value, defects };
}

function peel(value: string, defects: TokenDefect[]): string | undefined {
  const quote = value.charAt(0);
  if (1 < value.length && /["'`]/.test(quote)) {
    const closed = value.endsWith(quote);
    defects.push({
      code: 'quoted',
      says: `${closed ? 'Quotes stand around the token' : 'A quote stands before the token'} (${quote}).`,
    });
    return value.slice(1, closed ? -1 : undefined);
  }
  if (/^eyJ/.test(value) && /["'`]$/.test(value)) {
    defects.push({ code: 'quoted', says: `A quote stands after the token (${value.slice(-1)}).` });
    return value.slice(0, -1);
  }
  if (/^eyJ/.test(value) && /[,;]$/.test(value)) {
    defects.push({
      code: 'bad-base64url',
      says: `'${value.slice(-1)}' stands after the token and does not belong to it.`,
    });
    return value.slice(0, -1);
  }
  const name = /^(?:authorization|proxy-authorization|x-access-token)\s{0,3}:\s{0,3}/i.exec(value);
  if (name) {
    defects.push({
      code: 'header-name-inside',
      says: `The name of the header (${name[0].trim()}) stands inside its value.`,
    });
    return value.slice(name[0].length);
  }
  const scheme = /^(bearer|token|jwt|dpop)(?:\s+|\s{0,3}[:=]\s{0,3}|%20|\+|(?=ey[A-Za-z0-9_-]{10,}\.))(?=\S)/i.exec(
    value,
  );
  if (scheme) {
    const says = `The word ${scheme[1]} stands inside the token's value; it belongs before it, once.`;
    defects.push({ code: 'bearer-twice', says });
    return value.slice(scheme[0].length);
  }
  return undefined;
}

function decodePercent(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value.replace(/%2E/gi, '.').replace(/%3D/gi, '=').replace(/%2B/gi, '+').replace(/%2F/gi, '/');
  }
}
