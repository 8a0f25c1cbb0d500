import type { HttpFile, RequestBlock, Span } from '../http/httpFile.ts';
import { references } from '../http/position.ts';
import type { Place } from '../place.ts';

/**
 * Where the text of a request writes what a place of its exchange shows: a header, the target, the body, the variable
 * that holds the token. Undefined for places of the answer and for what the text doesn't write.
 */
export function placeSpan(file: HttpFile, request: RequestBlock, place: Place): Span | undefined {
  switch (place.in) {
    case 'request-line':
      return request.requestLine;
    case 'url':
      return request.target;
    case 'request-body':
      return request.bodySpan;
    case 'request-header':
      return header(request, place.name);
    case 'token':
      return tokenSpan(file, request);
    default:
      return undefined;
  }
}

/** The definition that the credential comes from, where it is in this file; else the header that carries it. */
function tokenSpan(file: HttpFile, request: RequestBlock): Span | undefined {
  const carrier = header(request, 'authorization') ?? header(request, 'cookie');
  if (!carrier) return undefined;
  const defined = references(file, carrier).find((it) => it.definition)?.definition;
  return defined?.value ?? carrier;
}

function header(request: RequestBlock, name: string): Span | undefined {
  const lower = name.toLowerCase();
  return request.headers.find((it) => it.name.text.toLowerCase() === lower);
}
