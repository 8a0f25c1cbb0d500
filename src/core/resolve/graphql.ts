/**
 * Turns a GraphQL body as it is written (the query, a blank line, variables as JSON) into the JSON that servers read.
 * Variables that are no JSON object are a problem.
 */
export function graphqlBody(text: string): { readonly json: string } | { readonly problem: string } {
  const trimmed = text.trim();
  // A query may hold blank lines itself: the variables are the last paragraph, when it begins with a brace.
  const cut = /\r?\n[ \t]*\r?\n(?=[ \t]*\{)/g;
  let at = -1;
  for (const found of trimmed.matchAll(cut)) {
    const candidate = trimmed.slice(found.index + found[0].length);
    if (isObject(candidate)) {
      at = found.index;
      break;
    }
    at = at === -1 && /^\s*\{\s*["}]/.test(candidate) ? found.index : at;
  }
  const query = at === -1 ? trimmed : trimmed.slice(0, at);
  const written = at === -1 ? '' : trimmed.slice(at).trim();
  const operationName = /^\s*(?:query|mutation|subscription)\s+([A-Za-z_]\w*)/.exec(query)?.[1];
  const name = operationName ? { operationName } : {};
  if (written === '') return { json: JSON.stringify({ query, ...name, variables: {} }) };
  try {
    return { json: JSON.stringify({ query, ...name, variables: JSON.parse(written) }) };
  } catch {
    // The parser's own words quote the text, which may hold secrets.
    return { problem: 'The variables below the GraphQL query are not JSON: expected an object like {"id": 1}.' };
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
