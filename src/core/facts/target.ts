import type { HttpRequest } from '../exchange.ts';

/** Where a request went, taken apart leniently: what is no URL still gives a path. */
export interface Target {
  /** `http`, `https`, lower-case; empty where the URL has none. */
  readonly scheme: string;
  /** Host and port as written, lower-case. */
  readonly host: string;
  readonly hostname: string;
  /** Path without query, as written; `/` at least. */
  readonly path: string;
  /** Query parameters, percent-decoded, in order. */
  readonly query: readonly Parameter[];
}

export interface Parameter {
  readonly name: string;
  readonly value: string;
}

const seen = new WeakMap<HttpRequest, Target>();

/** Takes a request's URL apart. Never throws. Once for each request: in a log, each is looked at as context many times. */
export function readTarget(request: HttpRequest): Target {
  let target = seen.get(request);
  if (!target) {
    target = takeApart(request);
    seen.set(request, target);
  }
  return target;
}

function takeApart(request: HttpRequest): Target {
  const found = /^([a-z][a-z0-9+.-]{0,20}):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(request.url);
  const host = (found?.[2] ?? '').replace(/^[^@]*@/, '').toLowerCase();
  const rest = found ? undefined : /^([^?#]*)(?:\?([^#]*))?/.exec(request.url);
  return {
    scheme: (found?.[1] ?? '').toLowerCase(),
    host,
    hostname: host.replace(/:\d{0,5}$/, ''),
    path: found?.[3] || rest?.[1] || '/',
    query: readParameters(found?.[4] ?? rest?.[2] ?? ''),
  };
}

/** `a=1&b=2`, percent-decoded; at most 200 parameters. */
export function readParameters(query: string): Parameter[] {
  if (query === '') return [];
  return query
    .slice(0, 100_000)
    .split('&', 200)
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0
        ? { name: decodePercent(pair), value: '' }
        : { name: decodePercent(pair.slice(0, equals)), value: decodePercent(pair.slice(equals + 1)) };
    });
}

/** A parameter's value, its name compared without regard to case. */
export function parameter(parameters: readonly Parameter[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return parameters.find((it) => it.name.toLowerCase() === wanted)?.value;
}

function decodePercent(text: string): string {
  return percentDecoded(text.replaceAll('+', ' '));
}

/** What percent-encoded UTF-8 stands for; the text itself where it cannot be decoded. */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether a path ends in the name of a file that web servers deliver as it is. */
export function isFilePath(path: string): boolean {
  return /\/[^/]*\.[a-z][a-z0-9]{0,6}~?$/i.test(path);
}
