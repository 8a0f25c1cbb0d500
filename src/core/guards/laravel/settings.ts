import type { SourcePlace } from '../route.ts';
import { frameworkAliases, frameworkPriority } from './frameworkDefaults.ts';
import { argument, type Entry, entriesOf, isKind, type NamedValue, stringsOf, type Value, wrapped } from './value.ts';

export interface Alias {
  readonly name: string;
  /** Undefined: where the framework has it itself. */
  readonly at?: SourcePlace;
}

const nowhere: SourcePlace = { file: '', line: 0 };

/** What an application says of its middleware: aliases, groups, order. Filled by its kernel, its bootstrap, its providers. */
export class MiddlewareSettings {
  readonly aliases = new Map<string, Alias>([...frameworkAliases].map(([key, name]) => [key, { name }]));
  readonly groups = new Map<string, readonly Entry[]>();
  readonly csrfExcept: string[] = [];
  /** Run before all routes. */
  global: readonly Entry[] = [];
  priority: readonly string[] = frameworkPriority;
  /** Whether names are known at all: there is a kernel, or Laravel 11's bootstrap. */
  known = false;

  alias(value: Value | undefined): void {
    if (!isKind(value, 'list')) return;
    for (const { key, value: name, at } of value.items)
      if (typeof name === 'string') this.aliases.set(String(key), { name, at });
  }

  setGroups(value: Value | undefined): void {
    if (!isKind(value, 'list')) return;
    for (const { key, value: listed, at } of value.items)
      this.groups.set(String(key), entriesOf([{ value: listed, at }]));
  }

  append(group: string, entries: readonly Entry[]): void {
    const old = this.groups.get(group) ?? [];
    this.groups.set(group, [...old, ...entries.filter((it) => !old.some((one) => one.name === it.name))]);
  }

  prepend(group: string, entries: readonly Entry[]): void {
    const old = this.groups.get(group) ?? [];
    this.groups.set(group, [...entries.filter((it) => !old.some((one) => one.name === it.name)), ...old]);
  }

  remove(group: string, names: readonly string[]): void {
    const old = this.groups.get(group) ?? [];
    this.groups.set(
      group,
      old.filter((it) => !names.includes(it.name)),
    );
  }

  replace(group: string, search: string, by: string, at: SourcePlace): void {
    const old = this.groups.get(group) ?? [];
    this.groups.set(
      group,
      old.map((it) => (it.name === search ? { name: by, at } : it)),
    );
  }

  /** A call on the router, or on the kernel, that changes middleware. False: it is none. */
  onRouter(name: string, args: readonly NamedValue[]): boolean {
    const [first, second] = args;
    const key = typeof first?.value === 'string' ? first.value : '';
    switch (name) {
      case 'aliasMiddleware':
        if (typeof second?.value === 'string') this.aliases.set(key, { name: second.value, at: second.at });
        return true;
      case 'middlewareGroup':
        this.groups.set(key, entriesOf(args.slice(1)));
        return true;
      case 'pushMiddlewareToGroup':
      case 'appendMiddlewareToGroup':
        this.append(key, entriesOf(args.slice(1)));
        return true;
      case 'prependMiddlewareToGroup':
        this.prepend(key, entriesOf(args.slice(1)));
        return true;
      case 'removeMiddlewareFromGroup':
        this.remove(key, stringsOf(second?.value));
        return true;
      case 'pushMiddleware':
        this.global = [...this.global, ...entriesOf(args)];
        return true;
      case 'prependMiddleware':
        this.global = [...entriesOf(args), ...this.global];
        return true;
      case 'appendToMiddlewarePriority':
        this.priority = [...this.priority, key];
        return true;
      case 'prependToMiddlewarePriority':
        this.priority = [key, ...this.priority];
        return true;
    }
    return false;
  }

  /** A call on what Laravel 11's `withMiddleware` hands out. */
  onBuilder(name: string, args: readonly NamedValue[]): void {
    const [first, second] = args;
    const key = typeof first?.value === 'string' ? first.value : '';
    switch (name) {
      case 'alias':
        this.alias(first?.value);
        return;
      case 'append':
        this.global = [...this.global, ...entriesOf(args)];
        return;
      case 'prepend':
        this.global = [...entriesOf(args), ...this.global];
        return;
      case 'use':
        this.global = entriesOf(args);
        return;
      case 'group':
        this.groups.set(key, entriesOf(args.slice(1)));
        return;
      case 'appendToGroup':
        this.append(key, entriesOf(args.slice(1)));
        return;
      case 'prependToGroup':
        this.prepend(key, entriesOf(args.slice(1)));
        return;
      case 'removeFromGroup':
        this.remove(key, stringsOf(second?.value));
        return;
      case 'replaceInGroup':
        if (typeof second?.value === 'string')
          this.replace(key, second.value, String(args[2]?.value ?? ''), args[2]?.at ?? second.at);
        return;
      case 'web':
      case 'api':
        this.#group(name, args);
        return;
      case 'statefulApi':
        this.prepend('api', [
          { name: 'Laravel\\Sanctum\\Http\\Middleware\\EnsureFrontendRequestsAreStateful', at: nowhere },
        ]);
        this.priority = ['Laravel\\Sanctum\\Http\\Middleware\\EnsureFrontendRequestsAreStateful', ...this.priority];
        return;
      case 'throttleApi': {
        const limiter = argument(args, 0, 'limiter')?.value;
        const entry = { name: `throttle:${typeof limiter === 'string' ? limiter : 'api'}`, at: first?.at ?? nowhere };
        const old = this.groups.get('api') ?? [];
        // Behind what makes requests stateful, before the bindings.
        const stateful = old.filter((it) => it.name.endsWith('EnsureFrontendRequestsAreStateful'));
        this.groups.set('api', [...stateful, entry, ...old.filter((it) => !stateful.includes(it))]);
        return;
      }
      case 'authenticateSessions':
        this.append('web', [{ name: 'auth.session', at: nowhere }]);
        return;
      case 'validateCsrfTokens':
      case 'preventRequestForgery':
        this.csrfExcept.push(...stringsOf(argument(args, 0, 'except')?.value));
        return;
      case 'priority':
        this.priority = stringsOf(first?.value);
        return;
      case 'appendToPriorityList':
      case 'prependToPriorityList':
        this.#inPriority(name, stringsOf(first?.value), String(second?.value ?? ''));
    }
  }

  #group(group: string, args: readonly NamedValue[]): void {
    const named = (index: number, name: string): readonly Entry[] => {
      const it = argument(args, index, name);
      return it ? entriesOf([it]) : [];
    };
    this.append(group, named(0, 'append'));
    this.prepend(group, named(1, 'prepend'));
    this.remove(group, stringsOf(argument(args, 2, 'remove')?.value));
    const replaced = argument(args, 3, 'replace');
    for (const { key, value, at } of wrapped(replaced?.value, replaced?.at ?? nowhere))
      if (typeof value === 'string') this.replace(group, String(key), value, at);
  }

  #inPriority(name: string, beside: readonly string[], added: string): void {
    const places = beside.map((it) => this.priority.indexOf(it)).filter((it) => it >= 0);
    if (places.length === 0) return;
    const at = name === 'appendToPriorityList' ? Math.max(...places) + 1 : Math.min(...places);
    this.priority = [...this.priority.slice(0, at), added, ...this.priority.slice(at)];
  }
}
