/** Reads of JSON and YAML that others wrote: nothing is taken for granted, and nothing throws. */
export type Members = Readonly<Record<string, unknown>>;

export function members(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : none;
}

const none: Members = Object.freeze(Object.create(null) as Members);

/** A member of its own: never what a prototype has. */
export function member(value: unknown, name: string): unknown {
  const object = members(value);
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

/** Longer lists are data. */
const most = 50_000;

/** Text, numbers and booleans as text; all else is empty. */
export function words(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export function textMember(value: unknown, name: string): string {
  return words(member(value, name));
}

/** Values of any shape as text: objects as JSON. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return words(value);
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

/** Own members, in order. */
export function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(members(value)).slice(0, most);
}

/** JSON, with a byte order mark skipped; undefined for text that is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
