import { applyEdits, type Edit, modify, type ParseError, parse } from 'jsonc-parser';
import { isRecord } from '../core/read/json.ts';

/** Changes of an environment file, or why there are none. Offsets count from the text before any of them. */
export type Added = { readonly edits: readonly Edit[]; readonly text: string } | { readonly problem: string };

/**
 * Adds a variable to an environment of `http-client.private.env.json`; comments and formatting stay, and a name that is
 * there is never overwritten. `text` undefined: the file does not exist.
 */
export function addVariable(text: string | undefined, environment: string, name: string, value: string): Added {
  return add(text, [environment, name], value);
}

/** Adds a sign-in to an environment of `http-client.env.json`, as `Security.Auth.<id>`; otherwise as `addVariable`. */
export function addSignIn(
  text: string | undefined,
  environment: string,
  id: string,
  fields: Readonly<Record<string, string>>,
): Added {
  return add(text, [environment, 'Security', 'Auth', id], fields);
}

/** A file with more members, and the names that it has with another value: `dev.token`. */
export type Merged = { readonly text: string; readonly conflicts: readonly string[] } | { readonly problem: string };

/**
 * Adds the members of several environments at once; comments and formatting stay, and no name that is there is
 * overwritten. `Security.Auth` is merged by its ids. `text` undefined: the file does not exist.
 */
export function mergeMembers(
  text: string | undefined,
  environments: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
): Merged {
  if (text === undefined || text.trim() === '') {
    const whole = Object.fromEntries([...environments].map(([name, it]) => [name, Object.fromEntries(it)]));
    return { text: `${JSON.stringify(whole, undefined, 2)}\n`, conflicts: [] };
  }
  let merged = text;
  const conflicts: string[] = [];
  for (const [environment, variables] of environments) {
    for (const [path, value] of membersOf(environment, variables)) {
      const added = add(merged, path, value);
      if ('text' in added) merged = added.text;
      else if (!isThere(merged, path)) return added;
      else if (value !== '' && JSON.stringify(valueAt(merged, path)) !== JSON.stringify(value))
        conflicts.push(path.join('.'));
    }
  }
  return { text: merged, conflicts };
}

/** The variables of `$shared` that are text. */
export function sharedTexts(text: string): ReadonlyMap<string, string> {
  const shared = valueAt(text, ['$shared']);
  const pairs = isRecord(shared) ? Object.entries(shared) : [];
  return new Map(pairs.filter((it): it is [string, string] => typeof it[1] === 'string'));
}

function membersOf(
  environment: string,
  variables: ReadonlyMap<string, unknown>,
): readonly (readonly [readonly string[], unknown])[] {
  return [...variables].flatMap(([name, value]): (readonly [readonly string[], unknown])[] => {
    const auth = name === 'Security' && isRecord(value) && isRecord(value.Auth) ? value.Auth : undefined;
    if (!auth) return [[[environment, name], value]];
    return Object.entries(auth).map(([id, it]) => [[environment, name, 'Auth', id], it]);
  });
}

function isThere(text: string, path: readonly string[]): boolean {
  return valueAt(text, path) !== undefined;
}

function valueAt(text: string, path: readonly string[]): unknown {
  let at: unknown = parse(text, [], { allowTrailingComma: true });
  for (const name of path) at = isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  return at;
}

function add(text: string | undefined, path: readonly string[], value: unknown): Added {
  if (text === undefined || text.trim() === '') {
    const whole = `${JSON.stringify(
      path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value),
      undefined,
      2,
    )}\n`;
    return { edits: [{ offset: 0, length: text?.length ?? 0, content: whole }], text: whole };
  }
  const errors: ParseError[] = [];
  const read: unknown = parse(text, errors, { allowTrailingComma: true });
  if (0 < errors.length || !isRecord(read)) return { problem: 'it is not JSON with an object for each environment' };
  const problem = obstacle(read, path);
  if (problem !== undefined) return { problem };
  const edits = modify(text, [...path], value, { formattingOptions: formattingOf(text) });
  return { edits, text: applyEdits(text, edits) };
}

/** What stands in the way of a member. */
function obstacle(read: Readonly<Record<string, unknown>>, path: readonly string[]): string | undefined {
  const [environment = '', ...names] = path;
  const last = names.pop() ?? '';
  let place: unknown = Object.hasOwn(read, environment) ? read[environment] : {};
  if (!isRecord(place)) return `"${environment}" in it is no object of variables`;
  for (const name of names) {
    place = isRecord(place) && Object.hasOwn(place, name) ? place[name] : {};
    if (!isRecord(place)) return `"${name}" of ${environment} in it is no object`;
  }
  return isRecord(place) && Object.hasOwn(place, last)
    ? `"${last}" of ${environment} has another value in it`
    : undefined;
}

function formattingOf(text: string) {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
