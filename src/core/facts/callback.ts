import type { Statement } from './statements.ts';
import { parameter, type Target } from './target.ts';

/**
 * What an issuer says in the address that it sends the browser back to, where a sign-in failed: `error`, and mostly a
 * sentence (RFC 6749, 4.1.2.1). Empty for any other request.
 */
export function readCallback(target: Target): Statement[] {
  const error = parameter(target.query, 'error');
  const returns =
    parameter(target.query, 'state') !== undefined || /callback|redirect|\/cb\b|signin-/i.test(target.path);
  if (error === undefined || !returns || !/^[\w.-]{3,60}$/.test(error)) return [];
  const description = parameter(target.query, 'error_description')?.slice(0, 1_000);
  const at = (name: string) => ({ in: 'url', part: 'query', name }) as const;
  return [
    { at: at('error'), name: 'error', value: error, kind: 'code' },
    ...(description
      ? [{ at: at('error_description'), name: 'error_description', value: description, kind: 'sentence' } as const]
      : []),
  ];
}
