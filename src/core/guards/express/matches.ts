import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS | undefined>();

/** Undefined where RE2 does not take the pattern. */
export function matches(source: string, path: string): boolean | undefined {
  if (!compiled.has(source)) {
    if (2_000 < compiled.size) compiled.clear();
    compiled.set(source, compile(source));
  }
  return compiled.get(source)?.matches(path);
}

function compile(source: string): RE2JS | undefined {
  if (4_000 < source.length) return undefined;
  try {
    return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  } catch {
    return undefined;
  }
}
