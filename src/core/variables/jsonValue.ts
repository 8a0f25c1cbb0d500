/** Reads `a.b[0].c` from a text that is JSON; undefined where it is not, or has nothing there. Objects come as JSON. */
export function readJsonPath(json: string, path: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  for (const key of path.split(/[.[\]]/).filter((it) => it !== '')) {
    const name = key.replace(/^(["'])(.*)\1$/, '$2');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  try {
    return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    // Nested so deeply that printing it overflows the stack.
    return undefined;
  }
}

/** The text of a member of a JSON object, in whatever case its name is written; undefined where there is none. */
export function readJsonMember(json: string, name: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const found = Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean'
    ? String(found)
    : undefined;
}
