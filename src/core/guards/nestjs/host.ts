import { type Placed, placedBy } from '../js/placed.ts';
import { constant, nothing, type Site, type Slot, type ThingValue, type Value } from '../js/value.ts';
import type { Host } from '../js/world.ts';
import { keyOf } from './decorators.ts';

/** Metadata of the route that is looked at, by key; the last that was set counts. */
export interface Target {
  readonly handler: ReadonlyMap<string, Slot>;
  readonly class: ReadonlyMap<string, Slot>;
}

/** What `main.ts` says of the application. */
export interface NestApp {
  readonly kind: 'nest-app';
  readonly root: Value | undefined;
  readonly calls: { readonly name: string; readonly args: readonly Slot[]; readonly site: Site }[];
}

/** One `consumer.apply(…).exclude(…).forRoutes(…)`. */
export interface Applied {
  readonly kind: 'nest-apply';
  readonly runs: readonly Placed[];
  readonly excludes: Slot[];
  readonly routes: Slot[];
}

type Thing =
  | NestApp
  | Applied
  | { readonly kind: 'nest-reflector' | 'nest-consumer' | 'nest-context' | 'nest-handler' | 'nest-class' };

/** What was seen while modules ran, and what guards are told while they are looked at. */
export interface NestState {
  readonly apps: NestApp[];
  readonly applied: Applied[];
  target: Target;
  /** Metadata that was asked for since it was emptied. */
  reads: { readonly key: string; readonly value: Value; readonly name: string }[];
}

export function createNestState(): NestState {
  return { apps: [], applied: [], target: { handler: new Map(), class: new Map() }, reads: [] };
}

export const contextThing: ThingValue = { is: 'thing', thing: { kind: 'nest-context' } };
export const consumerThing: ThingValue = { is: 'thing', thing: { kind: 'nest-consumer' } };

export function createNestHost(state: NestState): Host {
  return {
    call(callee, args) {
      if (callee.is !== 'package') return undefined;
      const name = callee.path.join('.');
      if (/^NestFactory\.create/.test(name)) {
        const app: NestApp = { kind: 'nest-app', root: args[0]?.value, calls: [] };
        state.apps.push(app);
        return { is: 'thing', thing: app };
      }
      if (name === 'applyDecorators') return { is: 'array', items: [...args] };
      if (name === 'mixin' && args[0]) return args[0].value;
      return undefined;
    },
    callMethod(on, name, args, site) {
      const it = on.thing as Thing;
      switch (it.kind) {
        case 'nest-app':
          if (name === 'get' || name === 'resolve' || name === 'select') {
            const asked = args[0]?.value;
            return asked?.is === 'package' && asked.path.at(-1) === 'Reflector'
              ? { is: 'thing', thing: { kind: 'nest-reflector' } }
              : asked;
          }
          it.calls.push({ name, args, site });
          return on;
        case 'nest-consumer':
          if (name !== 'apply') return on;
          return applied(args.flatMap((one) => placedBy(one, site)));
        case 'nest-apply':
          if (name === 'exclude') it.excludes.push(...args);
          if (name === 'forRoutes') {
            it.routes.push(...args);
            state.applied.push(it);
            return consumerThing;
          }
          return on;
        case 'nest-reflector':
          return reflected(name, args, state);
        case 'nest-context':
          return ofContext(name);
        default:
          return undefined;
      }
    },
  };
}

function applied(runs: readonly Placed[]): Value {
  return { is: 'thing', thing: { kind: 'nest-apply', runs, excludes: [], routes: [] } satisfies Applied };
}

function ofContext(name: string): Value | undefined {
  switch (name) {
    case 'getHandler':
      return { is: 'thing', thing: { kind: 'nest-handler' } };
    case 'getClass':
      return { is: 'thing', thing: { kind: 'nest-class' } };
    case 'getType':
      return constant('http');
    case 'switchToHttp':
      return contextThing;
    case 'getRequest':
      return { is: 'unknown', name: 'request' };
    default:
      return undefined;
  }
}

/** Nest's Reflector: https://docs.nestjs.com/fundamentals/execution-context#reflection-and-metadata */
function reflected(name: string, args: readonly Slot[], state: NestState): Value | undefined {
  if (!/^(?:get|getAll|getAllAndOverride|getAllAndMerge)$/.test(name)) return undefined;
  const key = args[0] && keyOf(args[0].value);
  const found = key === undefined ? [] : targetsOf(args[1], state.target).flatMap((it) => it.get(key) ?? []);
  const value = merged(name, found);
  if (key !== undefined) state.reads.push({ key, value, name: nameOfKey(args[0]) });
  return value;
}

function merged(name: string, found: readonly Slot[]): Value {
  if (name === 'getAll') return { is: 'array', items: [...found] };
  const [first] = found;
  if (name !== 'getAllAndMerge' || !first)
    return first?.value ?? (name === 'getAllAndMerge' ? { is: 'array', items: [] } : nothing);
  return { is: 'array', items: found.flatMap((it) => (it.value.is === 'array' ? it.value.items : [it])) };
}

function nameOfKey(slot: Slot | undefined): string {
  const written = slot?.written;
  const value = slot?.value;
  const text = value?.is === 'constant' ? String(value.value) : '';
  return `${text} ${written?.is === 'name' || written?.is === 'member' ? written.name : ''}`;
}

function targetsOf(slot: Slot | undefined, { handler, class: of }: Target): readonly ReadonlyMap<string, Slot>[] {
  const one = (value: Value): readonly ReadonlyMap<string, Slot>[] => {
    if (value.is === 'array') return value.items.flatMap((it) => one(it.value));
    const kind = value.is === 'thing' ? (value.thing as Thing).kind : undefined;
    return kind === 'nest-class' ? [of] : kind === 'nest-handler' ? [handler] : [handler, of];
  };
  return slot ? one(slot.value) : [handler, of];
}
