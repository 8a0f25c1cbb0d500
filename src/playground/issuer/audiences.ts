export const audience = 'urn:playground:api';
export const billing = 'urn:playground:billing';

/** What a token is to be for, by `resource` (RFC 8707) or the older `audience`; undefined: nothing that is known. */
export function audienceOf(parameters: URLSearchParams, origin: string): string | undefined {
  const [asked, ...more] = [...parameters.getAll('resource'), ...parameters.getAll('audience')];
  if (asked === undefined) return audience;
  const known = new Map([
    [audience, audience],
    [billing, billing],
    [origin, audience],
    [`${origin}/`, audience],
    [`${origin}/invoices`, billing],
  ]);
  const found = known.get(asked);
  return more.every((it) => known.get(it) === found) ? found : undefined;
}

/** The description of `invalid_target`. */
export function unknownTarget(parameters: URLSearchParams): string {
  const asked = [...parameters.getAll('resource'), ...parameters.getAll('audience')];
  return `Tokens are given for ${audience} or ${billing}, one at a time; ${asked.join(' and ')} was asked for`;
}
