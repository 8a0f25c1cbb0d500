/**
 * JSON laid out over lines, two spaces a level. Only white space between tokens changes: numbers, escapes, order and
 * duplicate names stay as they came. Undefined for what is not JSON. `text` is at most some hundred kilobytes.
 */
export function indentJson(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let out = '';
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g)) {
    const before = out.at(-1);
    if (token === '}' || token === ']') {
      depth--;
      out += before === '{' || before === '[' ? token : `${line(depth)}${token}`;
      continue;
    }
    if (before === '{' || before === '[' || before === ',') out += line(depth);
    out += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') depth++;
  }
  return out;
}

function line(depth: number): string {
  return `\n${'  '.repeat(Math.min(depth, 40))}`;
}
