import type { RequestBlock } from '../core/http/httpFile.ts';
import type { Scope } from '../core/variables/scope.ts';
import type { Value } from '../core/variables/value.ts';
import type { FoundBodyFile } from '../local/bodyFile.ts';
import { type RunContext, signInOf } from './context.ts';
import { usable } from './named.ts';
import { suppliesFor } from './supplies.ts';

/** What was fetched for a request while it is resolved; filled from outside. */
export interface Fetched {
  readonly answers: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, FoundBodyFile>;
  readonly tokens: ReadonlyMap<string, Value>;
  /** Names of the requests whose answers were read. */
  readonly readFrom: Set<string>;
}

/** What the variables of a request stand for at this moment of a run. */
export function scopeFor(request: RequestBlock, context: RunContext, fetched: Fetched): Scope {
  const { target, host, state, environments, shared, imports, variables } = context;
  return {
    layers: environments.layers(target.environment, target.user),
    ...(target.environment === undefined ? {} : { environment: target.environment }),
    environmentsWith: (name) => environments.environmentsWith(name),
    signIn: (id) => signInOf(id, context),
    get signInIds() {
      return environments.authIds(target.environment, target.user);
    },
    tokens: fetched.tokens,
    // What runs first may set more of them.
    get runtime() {
      return variables.size === 0 ? state.globals.runtime : new Map([...state.globals.runtime, ...variables]);
    },
    ...(imports.files.length === 0 ? {} : { imports: imports.files.map((it) => it.file) }),
    answers: fetched.answers,
    chained(name, path) {
      const ran = usable(name, request, context);
      const found = ran && state.reader?.(ran, name, path);
      if (found) fetched.readFrom.add(name);
      if (found && 'value' in found) shared.read.set(found.value.text, name);
      if (!found || 'value' in found) return found;
      const { status, statusText } = ran.exchange.response;
      return status < 400 ? found : { problem: `${found.problem} That request was answered ${status} ${statusText}.` };
    },
    bodyFile: (path) => fetched.files.get(path),
    bound: shared.bound,
    supplies: suppliesFor(target, host),
  };
}

/** With nothing fetched: for what is looked at before a request is resolved. */
export function scopeBefore(request: RequestBlock, context: RunContext): Scope {
  const { remembered } = context.state;
  return scopeFor(request, context, { answers: remembered, files: new Map(), tokens: new Map(), readFrom: new Set() });
}
