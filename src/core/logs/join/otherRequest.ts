/**
 * Whether ids show that a record is of another request: it has one of the same form as a known one, and shares none.
 * nginx's connections (`*7`) are such a form of their own.
 */
export function isOtherRequest(ids: readonly string[] | undefined, known: readonly string[]): boolean {
  if (!ids || ids.length === 0 || known.length === 0) return false;
  if (ids.some((it) => known.includes(it))) return false;
  return ids.some((it) => known.some((other) => formOf(it) !== undefined && formOf(it) === formOf(other)));
}

/** Undefined for ids that are too short to tell requests apart. */
function formOf(id: string): string | undefined {
  if (/^\*\d{1,20}$/.test(id)) return '*';
  if (id.length < 16) return undefined;
  // Apache's unique ids are of letters of all kinds, UUIDs and trace ids of hexadecimal digits.
  return /^[0-9a-f-]{16,40}$/i.test(id) ? id.replace(/[0-9a-f]/gi, 'x') : `${id.length}`;
}
