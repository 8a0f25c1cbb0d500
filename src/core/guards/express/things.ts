import type { Site, Slot, Value } from '../js/value.ts';
import type { PathPattern } from './paths.ts';

/** An application or router, with what was registered on it, in order. */
export interface RouterThing {
  readonly type: 'app' | 'router';
  readonly site: Site;
  readonly layers: Layer[];
  readonly params: { readonly name: string; readonly handler: Slot; readonly site: Site }[];
  caseSensitive: boolean;
  strict: boolean;
  /** It was handed to `use` of another one. */
  mounted: boolean;
}

/** What `router.route(path)` gives; what is put on it becomes part of `layer`. */
export interface RouteThing {
  readonly type: 'route';
  readonly layer: RouteLayer;
}

export type Layer = UseLayer | RouteLayer;

export interface UseLayer {
  readonly is: 'use';
  readonly paths: readonly RegisteredPath[];
  readonly handlers: readonly Slot[];
  readonly site: Site;
}

export interface RouteLayer {
  readonly is: 'route';
  readonly paths: readonly RegisteredPath[];
  readonly entries: { readonly method: string; readonly handlers: readonly Slot[]; readonly site: Site }[];
}

/** A path as it was given; without a pattern it could not be told, and `shown` says what stood there. */
export interface RegisteredPath {
  readonly shown: string;
  readonly pattern?: PathPattern;
}

export function routerOf(value: Value): RouterThing | undefined {
  if (value.is !== 'thing') return undefined;
  const thing = value.thing as RouterThing | RouteThing;
  return thing.type === 'app' || thing.type === 'router' ? thing : undefined;
}

export function routeOf(value: Value): RouteThing | undefined {
  if (value.is !== 'thing') return undefined;
  const thing = value.thing as RouterThing | RouteThing;
  return thing.type === 'route' ? thing : undefined;
}
