/** The pairs of a URL's query, decoded, at most 200. Never throws. */
export function queryPairs(url: string): (readonly [name: string, value: string])[] {
  const start = url.indexOf('?');
  if (start < 0) return [];
  const end = url.indexOf('#', start);
  return formPairs(url.slice(start + 1, end < 0 ? undefined : end));
}

/** The pairs of a form body or a query, decoded, at most 200. What cannot be decoded stays as it is. */
export function formPairs(text: string): (readonly [name: string, value: string])[] {
  if (text === '') return [];
  return text.split('&', most).map((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0
      ? ([decode(pair), ''] as const)
      : ([decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))] as const);
  });
}

/** The text values of a JSON document with the names of their fields, at most 2,000, six levels deep. Empty for no JSON. */
export function jsonFields(text: string): (readonly [name: string, value: string])[] {
  const found: (readonly [string, string])[] = [];
  const visit = (name: string, value: unknown, depth: number): void => {
    if (mostFields <= found.length || deepest < depth) return;
    if (typeof value === 'string') found.push([name, value]);
    else if (Array.isArray(value)) for (const it of value) visit(name, it, depth + 1);
    else if (typeof value === 'object' && value !== null) {
      for (const [inner, it] of Object.entries(value)) visit(inner, it, depth + 1);
    }
  };
  try {
    visit('', JSON.parse(text), 0);
  } catch {
    return [];
  }
  return found;
}

const most = 200;
const mostFields = 2000;
const deepest = 6;

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
