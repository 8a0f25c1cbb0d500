import { fieldValue, type HeaderField } from '../exchange.ts';
import type { Facts } from '../facts.ts';
import { type Text, text } from '../text.ts';
import type { Manner } from './note.ts';

/** A refusal without CORS fields is hidden by browsers from the page that asked (Fetch, 3.2.5 "CORS check"). */
export const corsMissing: Manner = ({ facts, sure }) => {
  const { origin } = facts;
  if (origin === undefined || !isCrossOrigin(facts, origin)) return undefined;
  const { request, response } = facts.exchange;
  // A page that is not on the list is to see nothing; a preflight has a note of its own.
  if (sure === 'origin-not-allowed' || facts.hinted === 'origin-not-allowed' || facts.method === 'OPTIONS')
    return undefined;
  if (!isScripted(request.headers)) return undefined;
  const allowed = fieldValue(response.headers, 'Access-Control-Allow-Origin');
  const withCookies = fieldValue(request.headers, 'Cookie') !== undefined;
  const says = whyHidden(
    origin,
    allowed,
    withCookies,
    fieldValue(response.headers, 'Access-Control-Allow-Credentials'),
  );
  if (!says) return undefined;
  return {
    id: 'cors-missing',
    at: allowed === undefined ? { in: 'status' } : { in: 'response-header', name: 'Access-Control-Allow-Origin' },
    says,
    instead: text`Send the CORS fields with refusals too (put CORS in front of authentication), so that the page can read the status and act on it.`,
    link: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  };
};

/** By `fetch` or XMLHttpRequest: forms and links send Origin as well, and are not checked. */
function isScripted(headers: readonly HeaderField[]): boolean {
  const mode = fieldValue(headers, 'Sec-Fetch-Mode')?.toLowerCase();
  if (fieldValue(headers, 'Sec-Fetch-Site')?.toLowerCase() === 'same-origin') return false;
  if (mode !== undefined) return mode === 'cors';
  return (
    fieldValue(headers, 'Upgrade') === undefined &&
    fieldValue(headers, 'Origin') !== 'null' &&
    !/\btext\/html\b/i.test(fieldValue(headers, 'Accept') ?? '')
  );
}

function whyHidden(
  origin: string,
  allowed: string | undefined,
  withCookies: boolean,
  credentials: string | undefined,
): Text | undefined {
  if (allowed === undefined)
    return text`The refusal has no ${'Access-Control-Allow-Origin'}: a browser shows the page at ${origin} a network error in its place.`;
  if (allowed !== '*' && allowed.toLowerCase() !== origin.toLowerCase())
    return text`The refusal allows ${allowed} and not ${origin}: a browser shows the page a network error in its place.`;
  if (!withCookies) return undefined;
  if (allowed === '*')
    return text`The refusal allows every origin (${'*'}), which does not count for requests with cookies: a browser shows the page a network error in its place.`;
  if (credentials !== 'true')
    return text`The refusal has no ${'Access-Control-Allow-Credentials: true'}, and the request carries cookies: a browser shows the page a network error in its place.`;
  return undefined;
}

function isCrossOrigin({ target }: Facts, origin: string): boolean {
  if (target.scheme === '') return false;
  const plain = (it: string) => it.toLowerCase().replace(target.scheme === 'https' ? /:443$/ : /:80$/, '');
  return plain(origin) !== plain(`${target.scheme}://${target.host}`);
}
