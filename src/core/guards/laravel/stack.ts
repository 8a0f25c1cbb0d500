import { frameworkKinds } from './frameworkDefaults.ts';
import { packageAlias } from './knownMiddleware.ts';
import type { Program } from './program.ts';
import type { MiddlewareSettings } from './settings.ts';
import type { Entry } from './value.ts';

/** A middleware as it runs: its class, what it is given, and how it was put there. */
export interface Layer {
  /** Whole name of its class; the name as written where there is none. */
  readonly of: string;
  /** What follows the colon. */
  readonly parameters: readonly string[];
  /** What it runs as: two that are equal are one. */
  readonly key: string;
  readonly entry: Entry;
  /** No alias, group or class of that name is known. */
  readonly unresolved: boolean;
}

/** The stack of a route as the router makes it: groups opened, names resolved, exceptions left out, sorted. */
export class Stacks {
  readonly #settings: MiddlewareSettings;
  readonly #program: Program;
  readonly #legacy: boolean;

  constructor(settings: MiddlewareSettings, program: Program, legacy: boolean) {
    this.#settings = settings;
    this.#program = program;
    this.#legacy = legacy;
  }

  of(entries: readonly Entry[], excluded: readonly Entry[]): readonly Layer[] {
    const layers = unique(entries, (it) => it.closure ?? it.name).flatMap((it) => this.resolved(it));
    const out = excluded.flatMap((it) => this.resolved(it));
    return this.#sorted(layers.filter((it) => !out.some((one) => this.#excludes(one, it))));
  }

  resolved(entry: Entry, inside: readonly string[] = []): readonly Layer[] {
    const { name } = entry;
    if (entry.closure)
      return [{ of: name, parameters: [], key: `${name}@${entry.at.file}:${entry.at.line}`, entry, unresolved: false }];
    const group = this.#settings.groups.get(name);
    if (group && inside.includes(name)) return [];
    if (group)
      return group.flatMap((it) => this.resolved(it.at.file === '' ? { ...it, at: entry.at } : it, [...inside, name]));
    const colon = name.indexOf(':');
    const head = (colon < 0 ? name : name.slice(0, colon)).replace(/^\\/, '');
    const tail = colon < 0 ? undefined : name.slice(colon + 1);
    const alias = this.#settings.aliases.get(head);
    const of = (alias?.name ?? (this.#program.find(head) ? head : (packageAlias(head) ?? head))).replace(/^\\/, '');
    // An alias may carry parameters of its own.
    const [real = of, own] = of.split(/:(.*)/s);
    const rest = [own, tail].filter((it) => it !== undefined).join(',');
    return [
      {
        of: real,
        parameters: rest === '' ? [] : rest.split(','),
        key: rest === '' ? real : `${real}:${rest}`,
        entry,
        unresolved: !alias && !entry.unknown && real === head && !/\\/.test(real) && !this.#program.find(real),
      },
    ];
  }

  #excludes(out: Layer, it: Layer): boolean {
    if (it.entry.closure) return false;
    return out.key === it.key || (it.parameters.length === 0 && this.#program.kinds(it.of).includes(out.of));
  }

  /** As `SortedMiddleware` does: what is behind something of a later place in the list is moved in front of it. */
  #sorted(layers: readonly Layer[]): readonly Layer[] {
    const all = [...layers];
    for (let moved = true, rounds = 0; moved && rounds < 1000; rounds++) {
      moved = false;
      let last = -1;
      let lastPlace = -1;
      for (const [index, it] of all.entries()) {
        const place = this.#place(it);
        if (place < 0) continue;
        if (last >= 0 && place < lastPlace) {
          all.splice(index, 1);
          all.splice(last, 0, it);
          moved = true;
          break;
        }
        last = index;
        lastPlace = place;
      }
    }
    return unique(all, (it) => it.key);
  }

  #place(it: Layer): number {
    if (it.entry.closure) return -1;
    const { priority } = this.#settings;
    const own = priority.indexOf(it.of);
    if (own >= 0) return own;
    const kinds = this.#program.kinds(it.of);
    const interfaces = kinds.flatMap((kind) => [
      ...(frameworkKinds.get(kind) ?? []),
      ...(this.#program.find(kind)?.class.interfaces ?? []),
    ]);
    for (const name of [...interfaces, ...(this.#legacy ? [] : kinds)]) {
      const place = priority.indexOf(name);
      if (place >= 0) return place;
    }
    return -1;
  }
}

function unique<Item>(items: readonly Item[], key: (item: Item) => unknown): readonly Item[] {
  const seen = new Set<unknown>();
  return items.filter((it) => {
    const own = key(it);
    if (seen.has(own)) return false;
    seen.add(own);
    return true;
  });
}
