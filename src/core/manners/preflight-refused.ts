import { fieldValue } from '../exchange.ts';
import { text } from '../text.ts';
import type { Manner } from './note.ts';

/** Browsers send a preflight without credentials, so nothing may be asked of it (Fetch, 4.8). */
export const preflightRefused: Manner = ({ facts }) => {
  const wanted = fieldValue(facts.exchange.request.headers, 'Access-Control-Request-Method');
  if (facts.method !== 'OPTIONS' || wanted === undefined || facts.origin === undefined) return undefined;
  if (facts.status !== 401 && facts.status !== 407 && facts.stated !== 'credentials-missing') return undefined;
  return {
    id: 'preflight-refused',
    at: { in: 'status' },
    says: text`The preflight for ${wanted} was answered ${facts.status}: browsers send no credentials with a preflight, so the request itself never leaves.`,
    instead: text`Answer ${'OPTIONS'} with 204 and the CORS fields before authentication runs.`,
    link: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  };
};
