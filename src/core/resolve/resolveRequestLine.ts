import type { RequestBlock, Spanned } from '../http/httpFile.ts';
import { readRequestLine } from '../http/requestLine.ts';
import type { Evaluator } from '../variables/evaluate.ts';

export interface ResolvedLine {
  readonly method: string;
  readonly target: string;
  readonly version?: 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2' | 'HTTP/3';
}

const versions = ['HTTP/1.0', 'HTTP/1.1', 'HTTP/2', 'HTTP/3'] as const;
const commonMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/**
 * Resolves the request line and reads its tokens from the result: a reference may stand for the method, the target,
 * both with the version, or the whole line. Problems go to the evaluator.
 */
export function resolveRequestLine(request: RequestBlock, evaluator: Evaluator): ResolvedLine {
  const resolve = (it: Spanned) => evaluator.evaluate(it.text, { span: it, where: 'the request line' }).text.trim();
  const written = request.method.start !== request.method.end;
  const target = resolve(request.target);
  const version = request.version && resolve(request.version);
  const tokens = written ? { ...split(target), method: resolve(request.method) } : whole(target, request.target.text);
  const named = version ?? tokens.version;
  // JetBrains writes `HTTP/2 (Prior Knowledge)`; `HTTP/2.0` is how older tools spell it.
  const bare = named?.replace(/ \(Prior Knowledge\)$/i, '').replace(/^(HTTP\/[23])\.0$/, '$1');
  const known = versions.find((it) => it === bare);
  const problem = (message: string) => evaluator.report({ message, span: request.requestLine });
  if (/[\r\n]/.test(tokens.target) || /[\r\n]/.test(tokens.method)) {
    problem(
      'A variable in the request line holds a line break; the request line is one line. Remove it from the variable.',
    );
  }
  if (named !== undefined && !known)
    problem(`\`${named.slice(0, 40)}\` is no version of HTTP: expected HTTP/1.0, HTTP/1.1, HTTP/2 or HTTP/3.`);
  if (evaluator.problems.length === 0 && evaluator.needs.length === 0) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(tokens.method))
      problem(`\`${tokens.method.slice(0, 40)}\` is no method: expected letters, like GET or POST.`);
    const other = /^(?:GRPC|WS|WSS|WEBSOCKET|SSE|EVENTSOURCE|MQTT|AMQP)$/.exec(tokens.method)?.[0];
    if (other) problem(`\`${other}\` requests cannot be sent by this version; it sends HTTP requests.`);
  }
  const method = commonMethods.find((it) => it === tokens.method.toUpperCase()) ?? tokens.method;
  return { method, target: tokens.target, ...(known ? { version: known } : {}) };
}

interface Tokens {
  readonly method: string;
  readonly target: string;
  readonly version?: string;
}

/** A target whose value brought the version along. */
function split(target: string): Omit<Tokens, 'method'> {
  const version = /[ \t](HTTP\/\S*(?: \(Prior Knowledge\))?)$/.exec(target);
  const before = target.slice(0, version?.index).trimEnd();
  return version?.[1] && /^\S.*$/.test(before) ? { target: before, version: version[1] } : { target };
}

/** A line written without a method: its target, or, where it begins with a reference, perhaps a whole request line. */
function whole(resolved: string, written: string): Tokens {
  if (!written.startsWith('{{') || !/[ \t]/.test(resolved)) return { method: 'GET', ...split(resolved) };
  const line = readRequestLine(resolved);
  return {
    method: line.method.text,
    target: line.target.text,
    ...(line.version ? { version: line.version.text } : {}),
  };
}
