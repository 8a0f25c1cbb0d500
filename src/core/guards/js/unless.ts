import { RE2JS } from 're2js';
import { type Segment, samplePath } from './segments.ts';
import { stringOf, type Value } from './value.ts';

/**
 * Whether `guard.unless({ path, method })` lets every request of a route pass. Paths are strings, regular expressions or
 * `{ url, methods }`. https://github.com/jfromaniello/express-unless, https://github.com/koajs/unless
 */
export function letsPass(value: Value, route: readonly Segment[], method: string): boolean {
  if (value.is !== 'made' || !isUnless(value.by)) return false;
  const options = value.args[0]?.value;
  if (options?.is !== 'object') return false;
  const methods = stringsIn(options.fields.get('method')).map((it) => it.toUpperCase());
  if (methods.includes(method)) return true;
  return itemsOf(options.fields.get('path')).some((it) => {
    if (it.is !== 'object') return isPath(it, route);
    const only = stringsIn(it.fields.get('methods')).map((one) => one.toUpperCase());
    const url = it.fields.get('url');
    return (only.length === 0 || only.includes(method)) && url !== undefined && isPath(url, route);
  });
}

function isUnless(by: Value): boolean {
  return by.is === 'made' && by.path.at(-1) === 'unless';
}

/** Whether a path, or all of the paths that a pattern with parameters stands for, is this one. */
export function isPath(value: Value, route: readonly Segment[]): boolean {
  const text = stringOf(value);
  if (text !== undefined)
    return (
      route.every((it) => it.is === 'text') && samplePath(route, '') === (text === '/' ? text : text.replace(/\/$/, ''))
    );
  if (value.is !== 'regex') return false;
  const pattern = compile(value.source, value.flags);
  return pattern !== undefined && ['1', 'a'].every((it) => pattern.matcher(samplePath(route, it)).find());
}

function compile(source: string, flags: string) {
  try {
    return RE2JS.compile(source.replaceAll('\\/', '/'), flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    return undefined;
  }
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value?.is === 'array') return value.items.map((it) => it.value);
  return value ? [value] : [];
}

function stringsIn(value: Value | undefined): readonly string[] {
  return itemsOf(value).flatMap((it) => stringOf(it) ?? []);
}
