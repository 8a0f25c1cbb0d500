import type { Exchange, HeaderField, HttpRequest, HttpResponse } from './exchange.ts';

/** More than any server sends or takes: nginx and Node stop at 16 KB of header fields, IIS at 16 MB by a setting of its own. */
export const bounds = { fields: 500, name: 500, value: 131_072, head: 262_144, url: 65_536, line: 2_000 } as const;

/**
 * The exchange as far as it is read: what somebody blew up is cut, and `cutShort` says so. One that is within bounds
 * comes back as it is. Bodies are cut by whoever reads them.
 */
export function withinBounds(exchange: Exchange): Exchange {
  const request = boundRequest(exchange.request);
  const response = boundResponse(exchange.response);
  if (request === exchange.request && response === exchange.response) return exchange;
  return { ...exchange, request, response, cutShort: true };
}

function boundRequest(request: HttpRequest): HttpRequest {
  const headers = boundFields(request.headers);
  if (headers === request.headers && request.url.length <= bounds.url && request.method.length <= bounds.line)
    return request;
  return { ...request, headers, url: request.url.slice(0, bounds.url), method: request.method.slice(0, bounds.line) };
}

function boundResponse(response: HttpResponse): HttpResponse {
  const headers = boundFields(response.headers);
  if (headers === response.headers && response.statusText.length <= bounds.line) return response;
  return { ...response, headers, statusText: response.statusText.slice(0, bounds.line) };
}

function boundFields(fields: readonly HeaderField[]): readonly HeaderField[] {
  if (isWithin(fields)) return fields;
  const kept: HeaderField[] = [];
  let left: number = bounds.head;
  for (const { name, value } of fields.slice(0, bounds.fields)) {
    if (left <= 0) break;
    const it = { name: name.slice(0, bounds.name), value: value.slice(0, Math.min(left, bounds.value)) };
    left -= it.name.length + it.value.length;
    kept.push(it);
  }
  return kept;
}

function isWithin(fields: readonly HeaderField[]): boolean {
  if (bounds.fields < fields.length) return false;
  let head = 0;
  for (const { name, value } of fields) {
    if (bounds.name < name.length || bounds.value < value.length) return false;
    head += name.length + value.length;
  }
  return head <= bounds.head;
}
