import type { HttpRequest } from '../exchange.ts';
import type { Place } from '../place.ts';
import type { ReadBody } from './body.ts';
import type { Statement } from './statements.ts';
import { type Parameter, parameter, readParameters, type Target } from './target.ts';

/**
 * What an issuer says in the address that it sends the browser back to, where a sign-in failed: `error`, and mostly a
 * sentence (RFC 6749, 4.1.2.1); in the query, the fragment or a posted form (OAuth 2.0 Form Post Response Mode). Empty for
 * any other request.
 */
export function readCallback(request: HttpRequest, target: Target, body: ReadBody): Statement[] {
  const inQuery = (name: string): Place => ({ in: 'url', part: 'query', name });
  const found = [
    { parameters: target.query, at: inQuery },
    { parameters: fragmentOf(request), at: (): Place => ({ in: 'request-line' }) },
    { parameters: formOf(body), at: (): Place => ({ in: 'request-body' }) },
  ].find((it) => parameter(it.parameters, 'error') !== undefined);
  if (!found) return [];
  const { parameters, at } = found;
  const error = parameter(parameters, 'error') ?? '';
  const returns = parameter(parameters, 'state') !== undefined || /callback|redirect|\/cb\b|signin-/i.test(target.path);
  if (!returns || !/^[\w.-]{3,60}$/.test(error)) return [];
  const description = parameter(parameters, 'error_description')?.slice(0, 1_000);
  return [
    { at: at('error'), name: 'error', value: error, kind: 'code' },
    ...(description
      ? [{ at: at('error_description'), name: 'error_description', value: description, kind: 'sentence' } as const]
      : []),
  ];
}

/** Parameters behind `#`, which only who holds the whole address knows. */
export function fragmentOf({ url }: HttpRequest): Parameter[] {
  const start = url.indexOf('#');
  return start < 0 ? [] : readParameters(url.slice(start + 1));
}

function formOf(body: ReadBody): Parameter[] {
  return body.kind === 'form' ? body.fields.map((it) => ({ name: it.key, value: it.value })) : [];
}
