import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request with its small body read and its target taken apart. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly address: string;
  /** `http://127.0.0.1:4010`: the address the server was started with, not the Host header. */
  readonly origin: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** Answers with JSON, or with text where the body is a string. */
export function send(response: ServerResponse, answer: Answer): void {
  const isText = typeof answer.body === 'string';
  const text = answer.body === undefined ? '' : isText ? String(answer.body) : JSON.stringify(answer.body);
  const headers: Record<string, string | number | string[]> = {
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  };
  if (text) headers['Content-Type'] = isText ? 'text/plain; charset=utf-8' : 'application/json';
  for (const [name, value] of Object.entries(answer.headers ?? {}))
    headers[name] = typeof value === 'string' ? value : [...value];
  response.writeHead(answer.status, headers);
  response.end(text);
}

/** RFC 9457 problem details. */
export function problem(
  status: number,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
    body: { type: 'about:blank', title, status, detail },
  };
}

/** A refusal in the words of RFC 6750, section 3: the challenge is the message. */
export function bearerRefusal(status: 401 | 403, params: Readonly<Record<string, string>>): Answer {
  return challengeRefusal(status, 'Bearer', { realm: 'playground', ...params });
}

/** A refusal whose challenge and body say the same. */
export function challengeRefusal(
  status: 401 | 403,
  scheme: 'Bearer' | 'DPoP',
  params: Readonly<Record<string, string>>,
): Answer {
  const written = Object.entries(params).map(([name, value]) => `${name}="${value.replace(/["\\]/g, "'")}"`);
  const { error, error_description } = params;
  return {
    status,
    headers: { 'WWW-Authenticate': `${scheme} ${written.join(', ')}` },
    ...(error ? { body: { error, ...(error_description ? { error_description } : {}) } } : {}),
  };
}

/** What an authorization server says when it gives nothing (RFC 6749, 5.2). */
export function oauthError(
  status: 400 | 401,
  error: string,
  error_description: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers, body: { error, error_description } };
}
