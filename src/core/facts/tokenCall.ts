import type { HttpRequest } from '../exchange.ts';
import { readAuthorization } from '../headers/authorization.ts';
import type { Place } from '../place.ts';
import type { ReadBody } from './body.ts';
import { fragmentOf, readCallback } from './callback.ts';
import { type Parameter, parameter, type Target } from './target.ts';

/** A request to an authorization server, or the address that a sign-in came back to (RFC 6749, 3 and 4.1.2). */
export interface TokenCall {
  readonly endpoint: 'token' | 'authorization' | 'device' | 'pushed' | 'introspection' | 'revocation' | 'callback';
  /** Form fields, members of a JSON body, or the query where the parameters travel there. */
  readonly parameters: readonly Parameter[];
  readonly at: Place;
  /** `authorization_code`; what the parameters show where no `grant_type` is sent. */
  readonly grant?: string;
  readonly clientId?: string;
}

/** Reads a request as one to an authorization server; undefined where it is none. */
export function readTokenCall(request: HttpRequest, target: Target, body: ReadBody): TokenCall | undefined {
  const inBody: readonly Parameter[] =
    body.kind === 'form' || body.kind === 'json' ? body.fields.map((it) => ({ name: it.key, value: it.value })) : [];
  const { query } = target;
  if (/^POST$/i.test(request.method)) {
    const endpoint = endpointOf(target.path, inBody);
    if (endpoint) return call(endpoint, request, inBody, { in: 'request-body' });
  }
  const inUrl: Place = { in: 'url', part: 'query' };
  if (readCallback(request, target, body).length !== 0)
    return call('callback', request, [...query, ...inBody, ...fragmentOf(request)], inUrl);
  const inQuery = endpointOf(target.path, query);
  if (inQuery === 'pushed') return call('authorization', request, query, inUrl);
  return inQuery === 'token' && !has(query, 'state') ? call(inQuery, request, query, inUrl) : undefined;
}

function endpointOf(path: string, parameters: readonly Parameter[]): TokenCall['endpoint'] | undefined {
  if (has(parameters, 'grant_type')) return 'token';
  if (has(parameters, 'response_type') && has(parameters, 'client_id')) return 'pushed';
  const client = has(parameters, 'client_id') || has(parameters, 'client_secret');
  if (/introspect/i.test(path) && has(parameters, 'token')) return 'introspection';
  if (/revo(?:ke|cation)/i.test(path) && has(parameters, 'token')) return 'revocation';
  if (/device/i.test(path) && client) return 'device';
  const grant = has(parameters, 'code') || has(parameters, 'refresh_token');
  return client && grant && (has(parameters, 'client_secret') || /token|oauth|connect/i.test(path))
    ? 'token'
    : undefined;
}

function call(
  endpoint: TokenCall['endpoint'],
  request: HttpRequest,
  parameters: readonly Parameter[],
  at: Place,
): TokenCall {
  const grant =
    parameter(parameters, 'grant_type') ??
    (endpoint !== 'token'
      ? undefined
      : has(parameters, 'code')
        ? 'authorization_code'
        : has(parameters, 'refresh_token')
          ? 'refresh_token'
          : undefined);
  const clientId = parameter(parameters, 'client_id') ?? basicUser(request);
  return {
    endpoint,
    parameters,
    at,
    ...(grant === undefined ? {} : { grant }),
    ...(clientId === undefined ? {} : { clientId }),
  };
}

/** The client's id where it authenticates by Basic: form-encoded first (RFC 6749, 2.3.1). */
function basicUser({ headers }: HttpRequest): string | undefined {
  const field = headers.find((it) => it.name.toLowerCase() === 'authorization');
  return field && readAuthorization(field.value).basic?.user;
}

function has(parameters: readonly Parameter[], name: string): boolean {
  return parameters.some((it) => it.name.toLowerCase() === name);
}

/** What a token call lays before the server to get a token for: the name of its parameter. */
export function grantParameter(call: TokenCall): string | undefined {
  const named = ['code', 'refresh_token', 'device_code', 'assertion', 'subject_token', 'auth_req_id'];
  return call.endpoint === 'token' ? named.find((it) => has(call.parameters, it)) : undefined;
}
