import type { Globals } from '../memory.ts';
import type { ScriptChange } from './messages.ts';

/** All that scripts of one environment and user may keep, in characters. */
const mostKept = 4 * 1024 * 1024;
const mostNames = 1000;

/**
 * Carries out what a script asked for. A text says what was not done, and why.
 * @param by name of the request whose script it is
 * @param variables those of the request at hand
 */
export function applyChanges(
  changes: readonly ScriptChange[],
  globals: Globals,
  by: string,
  variables: Map<string, string>,
): string | undefined {
  for (const it of changes) {
    const problem = apply(it, globals, by, variables);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function apply(
  change: ScriptChange,
  { runtime, values, headers }: Globals,
  by: string,
  variables: Map<string, string>,
): string | undefined {
  if (change.do === 'clear') {
    for (const map of change.in === 'headers' ? [headers] : [runtime, values]) {
      if (change.name === undefined) map.clear();
      else map.delete(change.name);
    }
    return undefined;
  }
  if (change.do === 'set-header') {
    const { name, value } = change;
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return `\`${name}\` is no header name.`;
    if (/[\r\n\0]/.test(value)) return `The value of the header ${name} holds a line break.`;
    headers.set(name, value);
    return undefined;
  }
  const text = textOf(change.json);
  if (change.in === 'request') {
    variables.set(change.name, text);
    return undefined;
  }
  const kept = [...values.values()].reduce((size, it) => size + it.json.length, change.json.length);
  if (mostKept < kept || (mostNames <= values.size && !values.has(change.name)))
    return `Scripts have set as much as is kept: ${mostNames} values of ${mostKept / 1024 / 1024} MB together.`;
  runtime.set(change.name, text);
  values.set(change.name, { json: change.json, by });
  return undefined;
}

/** What a reference stands for: a string as it is, all else as JSON. */
function textOf(json: string): string {
  const value: unknown = JSON.parse(json);
  return typeof value === 'string' ? value : json;
}
