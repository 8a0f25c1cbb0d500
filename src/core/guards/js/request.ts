import { constant, type Slot, type ThingValue, type Value } from './value.ts';
import type { Host } from './world.ts';

/** A request whose path and method are known, to ask a function about that stands in front of many routes. */
export interface RequestThing {
  readonly kind: 'request';
  readonly path: string;
  readonly method: string;
  /** What the route was registered with: `config` of Fastify. */
  readonly config?: Value;
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
    case 'originalUrl':
    case 'pathname':
    case 'routerPath':
    case 'routePath':
      return constant(it.path);
    case 'method':
      return constant(it.method);
    case 'config':
    case 'routeConfig':
      return it.config ?? { is: 'object', fields: new Map() };
    default:
      return { is: 'unknown', name: `request.${name}` };
  }
}

export function requestSlot(path: string, method: string, config: Value | undefined, file: string): Slot {
  const thing: RequestThing = { kind: 'request', path, method, ...(config ? { config } : {}) };
  return { value: { is: 'thing', thing }, written: { is: 'name', name: 'request', line: 1 }, file };
}

const words = new Set([
  'path',
  'url',
  'originalUrl',
  'pathname',
  'routerPath',
  'routePath',
  'method',
  'routeOptions',
  'routeConfig',
  'config',
]);
const known = new WeakMap<object, boolean>();

/** Whether a function looks at the path, the method or the settings of the route. */
export function looksAtRoute(syntax: object): boolean {
  let looks = known.get(syntax);
  if (looks === undefined) {
    looks = look(syntax, 0);
    known.set(syntax, looks);
  }
  return looks;
}

function look(it: unknown, depth: number): boolean {
  if (typeof it !== 'object' || it === null || 120 < depth) return false;
  if (Array.isArray(it)) return it.some((one) => look(one, depth + 1));
  const node = it as { readonly is?: string; readonly name?: unknown; readonly key?: unknown };
  if (node.is === 'member' && words.has(String(node.name))) return true;
  if (typeof node.key === 'string' && words.has(node.key)) return true;
  return Object.values(it).some((one) => look(one, depth + 1));
}
