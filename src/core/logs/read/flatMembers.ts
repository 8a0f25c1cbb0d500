import { isRecord, string } from '../../read/json.ts';

/** The members of a JSON object by their names in lower case, those of nested ones behind a point. */
export type Members = ReadonlyMap<string, string>;

/**
 * Reads a line as a JSON object, its members as text; arrays of one stand for that one. Undefined where it is none.
 * At most 300 members, four levels deep.
 */
export function flatMembers(line: string): Members | undefined {
  const json = parsed(line);
  if (!isRecord(json)) return undefined;
  const members = new Map<string, string>();
  collect(json, '', 0, members);
  return members;
}

function parsed(line: string): unknown {
  if (line.trimStart()[0] !== '{') return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function collect(json: object, before: string, depth: number, members: Map<string, string>): void {
  for (const [name, value] of Object.entries(json)) {
    if (most <= members.size) return;
    const path = `${before}${name.toLowerCase().slice(0, 100)}`;
    const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    const text = string(one);
    if (text !== undefined) {
      if (!members.has(path)) members.set(path, text);
    } else if (isRecord(one) && depth < 4) collect(one, `${path}.`, depth + 1, members);
  }
}

const most = 300;
