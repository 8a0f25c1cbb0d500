import { literal } from '../../literal.ts';

/** The RE2 pattern of a route template of ASP.NET Core: `api/orders/{id:int}`, `{*rest}`, `{id?}`, `{action=Index}`; case does not matter. */
export function templatePattern(path: string): string {
  const parts = path.split('/').filter((one) => one !== '');
  let pattern = '';
  for (const part of parts) {
    const whole = /^\{(\*{0,2})(\w+)((?::[^{}?=:]+)*)(\?|=[^{}]*)?\}$/.exec(part);
    if (whole?.[1]) pattern += '(?:/.*)?';
    else if (whole) {
      const one = `/${constraint(whole[3] ?? '')}`;
      pattern += whole[4] ? `(?:${one})?` : one;
    } else pattern += `/${mixed(part)}`;
  }
  return `(?i)^${pattern === '' ? '/?' : `${pattern}/?`}$`;
}

function mixed(part: string): string {
  let out = '';
  let at = 0;
  for (const found of part.matchAll(/\{(\w+)((?::[^{}?=:]+)*)\??\}/g)) {
    out += literal(part.slice(at, found.index)) + constraint(found[2] ?? '');
    at = found.index + found[0].length;
  }
  return out + literal(part.slice(at));
}

function constraint(written: string): string {
  for (const one of written.split(':')) {
    const known = constraints.get(one.split('(', 1).join(''));
    if (known) return known;
  }
  return '[^/]+';
}

const constraints: ReadonlyMap<string, string> = new Map([
  ['int', '-?\\d+'],
  ['long', '-?\\d+'],
  ['guid', '[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}'],
  ['bool', '(?:true|false)'],
  ['alpha', '[a-z]+'],
]);
