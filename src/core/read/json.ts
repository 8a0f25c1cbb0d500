/** An object of a foreign JSON text: any member may be anything. */
export type Json = Readonly<Record<string, unknown>>;

export function isRecord(it: unknown): it is Json {
  return typeof it === 'object' && it !== null && !Array.isArray(it);
}

/** Text, also where a number or a condition was written for it. */
export function string(json: unknown): string | undefined {
  if (typeof json === 'string') return json;
  return typeof json === 'number' || typeof json === 'boolean' ? String(json) : undefined;
}

/** A number, also where it was written as text; NaN for anything else: an object may have a `toString` that is none. */
export function number(json: unknown): number {
  return Number(string(json) ?? Number.NaN);
}
