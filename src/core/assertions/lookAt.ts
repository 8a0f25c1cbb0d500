import { type Exchange, fieldValue } from '../exchange.ts';
import type { Looked } from './judge.ts';
import type { Assertion } from './readAssertion.ts';

/**
 * What an assertion looks at in an answer, where that is plain: `js` and `xpath` are worked out by the caller.
 * A body that is JSON has its members' types; a path into one that is none leads nowhere.
 */
export function lookAt({ subject, of }: Assertion, { response, timings }: Exchange): Looked {
  switch (subject) {
    case 'status':
      return { value: response.status };
    case 'header':
      return { value: fieldValue(response.headers, of) };
    case 'duration':
      return timings ? { value: Math.round(timings.total) } : { problem: 'How long it took is not known.' };
    case 'body':
      return lookInBody(of, response);
    default:
      return { problem: `\`${subject}\` cannot be looked at here.` };
  }
}

function lookInBody(path: string, { body }: Exchange['response']): Looked {
  if (body?.cut)
    return { problem: 'The answer has more than 5 MB; only its beginning is kept, so nothing can be said of it.' };
  const text = body?.text ?? '';
  const json = parse(text);
  if (path === '') return { value: json && typeof json.value === 'object' ? json.value : text };
  if (!json) return { problem: `\`${path}\` looks into a body that is not JSON.` };
  return { value: at(json.value, path) };
}

/** `a.b[0].c`, `$.a['b']`: members by name; undefined where there is none. */
function at(json: unknown, path: string): unknown {
  let value = json;
  for (const key of path.replace(/^\$/, '').split(/[.[\]]/)) {
    if (key === '') continue;
    const name = key.replace(/^(["'])(.*)\1$/, '$2');
    if (name === 'length' && Array.isArray(value)) return value.length;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
