import { isRequest } from './shapes.ts';
import type { Expression } from './syntax.ts';
import { constant, type FunctionValue, lookUp, type Slot, type ThingValue, type Value } from './value.ts';
import type { Host } from './world.ts';

/** A request whose path and method are known, to ask a function about that stands in front of many routes. */
export interface RequestThing {
  readonly kind: 'request';
  /** As the code sees it: in Express without what a router is mounted at. */
  readonly path: string;
  /** What the router is mounted at. */
  readonly base?: string | undefined;
  /** `*`: not known. */
  readonly method: string;
  /** What the route was registered with: `config` of Fastify. */
  readonly config?: Value | undefined;
}

/** A host whose things include such requests: `request.url`, `ctx.path`, `c.req.path`, `request.routeOptions.config`. */
export function withRequests(host: Host): Host {
  return {
    ...host,
    member(on, name) {
      const it = on.thing as RequestThing;
      return it.kind === 'request' ? memberOf(on, it, name) : host.member?.(on, name);
    },
    callMethod(on, name, args, site) {
      return (on.thing as RequestThing).kind === 'request' ? undefined : host.callMethod?.(on, name, args, site);
    },
  };
}

function memberOf(on: ThingValue, it: RequestThing, name: string): Value {
  switch (name) {
    case 'req':
    case 'request':
    case 'raw':
    case 'nextUrl':
    case 'routeOptions':
    case 'context':
      return on;
    case 'path':
    case 'url':
    case 'pathname':
    case 'routerPath':
    case 'routePath':
      return constant(it.path);
    case 'originalUrl':
      return constant(it.base && it.path === '/' ? it.base : `${it.base ?? ''}${it.path}`);
    case 'baseUrl':
      return it.base === undefined ? { is: 'unknown', name: 'request.baseUrl' } : constant(it.base);
    case 'method':
      return it.method === '*' ? { is: 'unknown', name: 'request.method' } : constant(it.method);
    case 'config':
    case 'routeConfig':
      return it.config ?? { is: 'object', fields: new Map() };
    default:
      return { is: 'unknown', name: `request.${name}` };
  }
}

export function requestSlot(request: Omit<RequestThing, 'kind'>, file: string): Slot {
  const thing: RequestThing = { kind: 'request', ...request };
  return { value: { is: 'thing', thing }, written: { is: 'name', name: 'request', line: 1 }, file };
}

/** The request that a function is called with, where it is one of these. */
export function requestIn(slot: Slot | undefined): RequestThing | undefined {
  if (slot?.value.is !== 'thing') return undefined;
  const thing = slot.value.thing as RequestThing;
  return thing.kind === 'request' ? thing : undefined;
}

const words = new Set([
  'path',
  'url',
  'originalUrl',
  'baseUrl',
  'pathname',
  'routerPath',
  'routePath',
  'method',
  'routeOptions',
  'routeConfig',
  'config',
]);

interface Looks {
  readonly looks: boolean;
  /** Functions that the request is handed to, by name. */
  readonly hands: ReadonlySet<string>;
}

const known = new WeakMap<object, Looks>();

/** Whether a function, or one that it hands the request to, looks at the path, the method or the settings of the route. */
export function looksAtRoute({ syntax, scope }: FunctionValue, depth = 0): boolean {
  let own = known.get(syntax);
  if (!own) {
    const hands = new Set<string>();
    own = { looks: look(syntax, hands, 0), hands };
    known.set(syntax, own);
  }
  if (own.looks || 2 < depth) return own.looks;
  return [...own.hands].some((name) => {
    const handed = lookUp(scope, name);
    return handed?.is === 'function' && handed.syntax !== syntax && looksAtRoute(handed, depth + 1);
  });
}

function look(it: unknown, hands: Set<string>, depth: number): boolean {
  if (typeof it !== 'object' || it === null || 120 < depth) return false;
  if (Array.isArray(it)) return it.some((one) => look(one, hands, depth + 1));
  const node = it as Expression | { readonly is?: undefined; readonly key?: unknown };
  if (node.is === 'member' && words.has(node.name)) return true;
  if ('key' in node && typeof node.key === 'string' && words.has(node.key)) return true;
  if (node.is === 'call' && node.callee.is === 'name' && node.args.some(isRequest)) hands.add(node.callee.name);
  return Object.values(it).some((one) => look(one, hands, depth + 1));
}
