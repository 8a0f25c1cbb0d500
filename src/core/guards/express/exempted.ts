import { stringOf, type Value } from '../js/value.ts';
import { matches } from './matches.ts';
import type { Prefix } from './prefix.ts';

/** Whether `express-unless` lets a path pass: strings, regular expressions, `{ url, methods }`, or an object with `path`. */
export function exempted(unless: Value, full: Prefix, method: string): 'yes' | 'no' | 'unknown' {
  const sample = full.sample === '' ? '/' : full.sample;
  const one = (it: Value): 'yes' | 'no' | 'unknown' => {
    const text = stringOf(it);
    if (text !== undefined) return text === sample || text === full.shown ? 'yes' : 'no';
    if (it.is === 'array') {
      const all = it.items.map((slot) => one(slot.value));
      return all.includes('yes') ? 'yes' : all.includes('unknown') || it.open ? 'unknown' : 'no';
    }
    if (it.is === 'regex') {
      const found =
        sample === undefined ? undefined : matches(`(?s).*(?:${it.source.replace(/\\\//g, '/')}).*`, sample);
      return found === undefined ? 'unknown' : found ? 'yes' : 'no';
    }
    if (it.is !== 'object') return 'unknown';
    const methods = it.fields.get('methods') ?? it.fields.get('method');
    if (methods && !listed(methods, method)) return 'no';
    const inner = it.fields.get('url') ?? it.fields.get('path');
    return inner ? one(inner) : methods ? 'yes' : 'unknown';
  };
  return one(unless);
}

function listed(methods: Value, method: string): boolean {
  const all = methods.is === 'array' ? methods.items.map((it) => stringOf(it.value)) : [stringOf(methods)];
  return all.includes(method);
}
