/** The name of a variable for what a header, parameter or field holds: `X-Api-Key` and `api_key` are `apiKey`. */
export function variableFor(written: string): string {
  const [first = 'secret', ...others] = written
    .replace(/^x-/i, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((it) => it !== '');
  const lower = first === first.toUpperCase() ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
  return [lower, ...others.map((it) => it.charAt(0).toUpperCase() + it.slice(1))].join('').slice(0, 60);
}
