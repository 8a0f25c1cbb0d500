/** A JavaScript literal, in single quotes; what could end a line or a script is escaped. */
export function jsLiteral(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replace(/[\u007f-\u009f\u2028\u2029<]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`;
}

/**
 * A PHP literal: in single quotes, where only the quote and the backslash mean something; in double quotes where it
 * holds what could end a line, a comment or the script.
 */
export function phpLiteral(value: string | number): string {
  if (typeof value === 'number') return String(value);
  if (!/[\p{Cc}\u2028\u2029]|\?>|\*\//u.test(value)) return `'${value.replace(/[\\']/g, '\\$&')}'`;
  const inner = value
    .replace(/[\\"$]/g, '\\$&')
    .replaceAll('?>', '?\\x3E')
    .replaceAll('*/', '*\\x2F')
    .replace(/[\p{Cc}\u2028\u2029]/gu, (it) => `\\u{${it.charCodeAt(0).toString(16)}}`);
  return `"${inner}"`;
}
