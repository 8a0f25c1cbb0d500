import type { Placed } from '../js/placed.ts';
import type { Site, Slot, Value } from '../js/value.ts';

/** The hooks that run before a handler, in their order. https://fastify.dev/docs/latest/Reference/Lifecycle/ */
export const phases = ['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const;
export type Phase = (typeof phases)[number];

/** One context of encapsulation: an application, or a plugin in it. */
export interface FastifyScope {
  readonly kind: 'fastify';
  readonly parent?: FastifyScope;
  readonly prefix: string;
  readonly hooks: Record<Phase, Placed[]>;
  readonly decorators: Map<string, Value>;
  /** What waits for the function that registers it to end (avvio). */
  readonly waiting: (() => void)[];
  readonly depth: number;
  readonly caseSensitive: boolean;
  readonly ignoreTrailingSlash: boolean;
  /** Relation of `fastify.auth` where none is given. */
  authRelation: 'or' | 'and';
  /** Sentences on what could not be followed in it. */
  readonly unread: string[];
  /** Shared by all contexts: something unknown may have decorated. */
  readonly shared: { foreign: boolean };
}

/** A plugin that breaks encapsulation: `fp(plugin)`. */
export interface OpenPlugin {
  readonly kind: 'fastify-plugin';
  readonly plugin: Value;
}

export interface FastifyRoute {
  readonly methods: readonly string[];
  readonly path: string;
  readonly scope: FastifyScope;
  readonly options: Slot | undefined;
  readonly handler: Slot | undefined;
  readonly host: string | undefined;
  /** Written `/` or empty under a prefix: with a slash at the end, and without. */
  readonly isPrefixRoot: boolean;
  readonly site: Site;
  /** Which hooks of its own stand in front: known when all plugins have run. */
  readonly own: Readonly<Record<Phase, readonly Placed[]>>;
}

export function rootScope(options: {
  readonly caseSensitive: boolean;
  readonly ignoreTrailingSlash: boolean;
}): FastifyScope {
  return {
    kind: 'fastify',
    prefix: '',
    hooks: { onRequest: [], preParsing: [], preValidation: [], preHandler: [] },
    decorators: new Map(),
    waiting: [],
    depth: 0,
    authRelation: 'or',
    unread: [],
    shared: { foreign: false },
    ...options,
  };
}

/** A plugin's own context: the hooks are those that there are when it is loaded, later ones do not reach it. */
export function childOf(parent: FastifyScope, prefix: string): FastifyScope {
  const { onRequest, preParsing, preValidation, preHandler } = parent.hooks;
  return {
    ...parent,
    parent,
    prefix: joinPrefix(parent.prefix, prefix),
    hooks: {
      onRequest: [...onRequest],
      preParsing: [...preParsing],
      preValidation: [...preValidation],
      preHandler: [...preHandler],
    },
    decorators: new Map(),
    waiting: [],
    depth: parent.depth + 1,
    unread: [...parent.unread],
  };
}

function joinPrefix(before: string, prefix: string): string {
  if (prefix === '' || prefix === '/') return before;
  const after = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
  return before + (after.startsWith('/') ? after : `/${after}`);
}

/** A decorator of this context or of those around it. */
export function decorator(scope: FastifyScope, name: string): Value | undefined {
  for (let it: FastifyScope | undefined = scope; it; it = it.parent) {
    const found = it.decorators.get(name);
    if (found) return found;
  }
  return undefined;
}

/** Runs what waits, in order; what is registered meanwhile waits in the context that it is registered in. */
export function drain(scope: FastifyScope): void {
  for (let it = scope.waiting.shift(); it; it = scope.waiting.shift()) it();
}
