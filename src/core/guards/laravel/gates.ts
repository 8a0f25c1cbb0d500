import type { SourcePlace } from '../route.ts';
import { type ClosureValue, isKind, type NamedValue, type Value } from './value.ts';

/** What decides an ability: a function, or `Class@method`. */
export interface GateDefinition {
  readonly at: SourcePlace;
  readonly code: ClosureValue | string | undefined;
}

/** The abilities and policies that providers define. */
export class Gates {
  readonly abilities = new Map<string, GateDefinition>();
  /** Model → policy. */
  readonly policies = new Map<string, { readonly policy: string; readonly at: SourcePlace }>();
  /** Whether something of it is computed, so that an ability that is not here may exist all the same. */
  open = false;
  /** `Gate::before` and `Gate::after`: may allow what nobody defined. */
  before: SourcePlace | undefined;

  policiesOf(value: Value | undefined): void {
    if (!isKind(value, 'list')) return;
    for (const { key, value: policy, at } of value.items)
      if (typeof policy === 'string') this.policies.set(String(key), { policy, at });
  }

  /** A call on the gate. False: none that defines something. */
  call(name: string, args: readonly NamedValue[], at: SourcePlace): boolean {
    const [first, second, third] = args;
    const key = typeof first?.value === 'string' ? first.value : undefined;
    switch (name) {
      case 'define':
        if (key === undefined) this.open = true;
        else this.abilities.set(key, { at, code: codeOf(second?.value) });
        return true;
      case 'policy':
        if (key !== undefined && typeof second?.value === 'string')
          this.policies.set(key, { policy: second.value, at });
        return true;
      case 'resource':
        this.#resource(key, second?.value, third?.value, at);
        return true;
      case 'before':
      case 'after':
        this.before ??= at;
        return true;
      case 'guessPolicyNamesUsing':
        this.open = true;
        return true;
    }
    return false;
  }

  #resource(name: string | undefined, policy: Value | undefined, abilities: Value | undefined, at: SourcePlace): void {
    if (name === undefined || typeof policy !== 'string') {
      this.open = true;
      return;
    }
    const listed: readonly (readonly [string, string])[] = isKind(abilities, 'list')
      ? abilities.items.flatMap(({ key, value }) => (typeof value === 'string' ? [[String(key), value] as const] : []))
      : ['viewAny', 'view', 'create', 'update', 'delete'].map((it) => [it, it] as const);
    for (const [ability, method] of listed)
      this.abilities.set(`${name}.${ability}`, { at, code: `${policy}@${method}` });
  }
}

function codeOf(value: Value | undefined): GateDefinition['code'] {
  if (isKind(value, 'closure')) return value;
  if (typeof value === 'string') return value.includes('@') ? value : `${value}@__invoke`;
  if (!isKind(value, 'list')) return undefined;
  const [of, method] = value.items;
  return typeof of?.value === 'string' && typeof method?.value === 'string' ? `${of.value}@${method.value}` : undefined;
}
