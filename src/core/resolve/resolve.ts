import { fieldValue, type HeaderField } from '../exchange.ts';
import type { HttpFile, RequestBlock } from '../http/httpFile.ts';
import type { Secret } from '../secret.ts';
import { createEvaluator, type Evaluator, secretsOf } from '../variables/evaluate.ts';
import type { Need, ResolveProblem, Scope } from '../variables/scope.ts';
import { octetsOf } from '../variables/value.ts';
import type { ComputedAuth } from './authShorthands.ts';
import { graphqlBody } from './graphql.ts';
import { resolveBody } from './requestBody.ts';
import { resolveHeaders, userinfoField } from './requestHeaders.ts';
import { resolveRequestLine } from './resolveRequestLine.ts';
import { targetUri } from './targetUri.ts';

/** A request in clear: every reference replaced, ready to be sent. */
export interface ResolvedRequest {
  readonly method: string;
  /** Absolute URL. The octets of path and query go onto the wire exactly as they stand here. */
  readonly url: string;
  /** An instruction: the exchange uses this version or fails. */
  readonly version?: 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2' | 'HTTP/3';
  /** In the order, case and number written. */
  readonly headers: readonly HeaderField[];
  readonly body?: Uint8Array;
  /** Credentials that are computed for each request: `Digest user pass`, `AWS id secret …`. */
  readonly auth?: ComputedAuth;
  /** No scheme is written: the URL's https is the default. */
  readonly assumedHttps?: true;
}

export type Resolution =
  | { readonly kind: 'resolved'; readonly request: ResolvedRequest; readonly secrets: readonly Secret[] }
  /** Something must be run, asked or read first; then resolve again with a scope that has it. */
  | { readonly kind: 'needs'; readonly needs: readonly Need[] }
  | { readonly kind: 'unresolved'; readonly problems: readonly ResolveProblem[] };

/**
 * Fills in the variables of one request. Structure comes from the written lines and cannot change; method, target,
 * version and fields are read from the text after substitution, which is done once and never scanned again.
 * Never throws; problems say what has no value and where it was looked for.
 */
export function resolveRequest(file: HttpFile, request: RequestBlock, scope: Scope): Resolution {
  const evaluator = createEvaluator(file, request, scope);
  const line = resolveRequestLine(request, evaluator);
  const { fields, auth } = resolveHeaders(request, evaluator);
  const content = resolveBody(request, fields, evaluator, scope);
  const base = line.target.startsWith('/') ? evaluator.optional('host')?.text : undefined;
  const uri = evaluator.problems.length ? undefined : targetUri(line.target, fieldValue(fields, 'host'), base);
  // What is missing may change the target: it is judged only once everything is there.
  if (evaluator.needs.length && evaluator.problems.length === 0) return { kind: 'needs', needs: evaluator.needs };
  if (uri && 'problem' in uri) evaluator.report({ message: uri.problem, span: request.requestLine });
  if (!uri || 'problem' in uri || evaluator.problems.length)
    return { kind: 'unresolved', problems: evaluator.problems };

  const withUser = uri.userinfo && !auth && fieldValue(fields, 'authorization') === undefined;
  const headers = withUser && uri.userinfo ? [...fields, userinfoField(uri.userinfo)] : fields;
  const parts = {
    url: uri.url,
    ...(line.version ? { version: line.version } : {}),
    ...(auth ? { auth } : {}),
    ...(uri.assumedHttps ? { assumedHttps: uri.assumedHttps } : {}),
  };
  const octets = content && octetsOf(content);
  const graphql = asGraphql(line.method, headers, content?.text, evaluator);
  if (evaluator.problems.length) return { kind: 'unresolved', problems: evaluator.problems };
  const sent = graphql ?? { method: line.method, headers, ...(octets ? { body: octets } : {}) };
  const fitting = withoutStaleLength(sent.headers, sent.body);
  return { kind: 'resolved', request: { ...parts, ...sent, headers: fitting }, secrets: secretsOf(evaluator) };
}

function asGraphql(
  method: string,
  headers: readonly HeaderField[],
  text: string | undefined,
  evaluator: Evaluator,
): { method: string; headers: readonly HeaderField[]; body: Uint8Array } | undefined {
  const marked = fieldValue(headers, 'x-request-type')?.toLowerCase() === 'graphql';
  if (method !== 'GRAPHQL' && !marked) return undefined;
  const body = graphqlBody(text ?? '');
  if ('problem' in body) {
    evaluator.report({ message: body.problem });
    return undefined;
  }
  const kept = headers.filter((it) => it.name.toLowerCase() !== 'x-request-type');
  const typed =
    fieldValue(kept, 'content-type') === undefined
      ? [...kept, { name: 'Content-Type', value: 'application/json' }]
      : kept;
  return { method: method === 'GRAPHQL' ? 'POST' : method, headers: typed, body: new TextEncoder().encode(body.json) };
}

/** A `Content-Length` that no longer fits would break the message off or hang it; the right one is added when it is sent. */
function withoutStaleLength(headers: readonly HeaderField[], body: Uint8Array | undefined): readonly HeaderField[] {
  const length = String(body?.length ?? 0);
  return headers.filter((it) => it.name.toLowerCase() !== 'content-length' || it.value === length);
}
