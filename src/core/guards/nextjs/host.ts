import { constant, type Slot, stringOf, type ThingValue, type Value } from '../js/value.ts';
import type { Host } from '../js/world.ts';
import { matches, sourcesIn } from './matcher.ts';

/** A request whose path and method are known, to ask middleware and handlers about. */
export interface NextRequest {
  readonly kind: 'next-request' | 'next-url';
  readonly path: string;
  readonly method: string | undefined;
}

/** A handler chain of next-connect. */
export interface NextRouter {
  readonly kind: 'next-router';
  readonly entries: {
    readonly method: string;
    readonly args: readonly Slot[];
    readonly line: number;
    readonly file: string;
    readonly text: string;
  }[];
}

export function requestThing(path: string, method: string | undefined): ThingValue {
  return { is: 'thing', thing: { kind: 'next-request', path, method } satisfies NextRequest };
}

export function createNextHost(): Host {
  return {
    call(callee, args) {
      if (callee.is === 'package') {
        const last = callee.path.at(-1);
        if (
          callee.name === 'next-connect' &&
          (last === undefined || /^(?:nc|createRouter|createEdgeRouter)$/.test(last))
        )
          return { is: 'thing', thing: { kind: 'next-router', entries: [] } satisfies NextRouter };
      }
      // `new URL(request.url)`.
      const [first] = args;
      const request = requestOf(first?.value);
      if (callee.is === 'unknown' && callee.name === 'URL' && stringOf(first?.value)?.startsWith('http'))
        return {
          is: 'thing',
          thing: {
            kind: 'next-url',
            path: pathOf(stringOf(first?.value) ?? ''),
            method: undefined,
          } satisfies NextRequest,
        };
      // What `createRouteMatcher([…])` of Clerk made is asked about a request.
      if (
        callee.is === 'made' &&
        callee.by.is === 'package' &&
        callee.by.path.at(-1) === 'createRouteMatcher' &&
        request
      )
        return constant(sourcesIn(callee.args[0]?.value).some((it) => matches(it, request.path)));
      return undefined;
    },
    callMethod(on, name, args, site) {
      const it = on.thing as NextRouter | NextRequest;
      if (it.kind !== 'next-router') return name === 'clone' ? on : undefined;
      if (name === 'handler') return on;
      if (/^(?:use|all|get|post|put|patch|delete|head|options)$/.test(name)) {
        it.entries.push({ method: name, args, line: site.line, file: site.file, text: site.text });
        return on;
      }
      return undefined;
    },
    member(on, name) {
      const it = on.thing as NextRequest;
      return it.kind === 'next-request' || it.kind === 'next-url' ? memberOf(it, name) : undefined;
    },
  };
}

function memberOf(it: NextRequest, name: string): Value | undefined {
  if (it.kind === 'next-url') return name === 'pathname' ? constant(it.path) : { is: 'unknown', name: `url.${name}` };
  switch (name) {
    case 'nextUrl':
      return { is: 'thing', thing: { kind: 'next-url', path: it.path, method: it.method } satisfies NextRequest };
    case 'url':
      return constant(`http://localhost${it.path}`);
    case 'method':
      return it.method === undefined ? { is: 'unknown', name: 'request.method' } : constant(it.method);
    default:
      return { is: 'unknown', name: `request.${name}` };
  }
}

function requestOf(value: Value | undefined): NextRequest | undefined {
  const it = value?.is === 'thing' ? (value.thing as NextRequest) : undefined;
  return it?.kind === 'next-request' ? it : undefined;
}

function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/?#]*/, '').split(/[?#]/, 1)[0] || '/';
}
