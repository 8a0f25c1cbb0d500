import { baseName } from '../php/ast.ts';
import type { Guard, SourcePlace } from '../route.ts';
import type { Gates } from './gates.ts';
import { type Needs, noNeeds } from './needKinds.ts';
import type { NeedReader } from './needs.ts';
import type { FoundClass, Program } from './program.ts';
import { isKind } from './value.ts';

/** What an ability leads to. */
export interface AbilityCode {
  readonly definedAt?: SourcePlace;
  readonly needs: Needs;
  /** The policy that has no method for it, so that nobody is allowed. */
  readonly missingIn?: FoundClass;
  readonly method?: string;
  /** Nothing of that name is anywhere in the project. */
  readonly undefined?: true;
}

/** Finds the policies and gates that decide, as the framework's gate does. */
export class Abilities {
  readonly #program: Program;
  readonly #gates: Gates;
  readonly #reader: NeedReader;
  #permitted: boolean | undefined;
  readonly #known = new Map<string, AbilityCode>();

  constructor(program: Program, gates: Gates, reader: NeedReader) {
    this.#program = program;
    this.#gates = gates;
    this.#reader = reader;
  }

  /** Whether undefined abilities may be allowed all the same: by `Gate::before`, or by a package's permissions. */
  get open(): boolean {
    return this.#gates.open || this.#gates.before !== undefined || this.#permissions();
  }

  /** What decides an ability on a model, by the model's class. */
  of(ability: string, model: string | undefined): AbilityCode {
    const key = `${ability} ${model}`;
    let code = this.#known.get(key);
    if (!code) {
      code = this.#find(ability, model);
      this.#known.set(key, code);
    }
    return code;
  }

  #find(ability: string, model: string | undefined): AbilityCode {
    const policy = model === undefined ? undefined : this.policyOf(model);
    const name = ability.includes('-')
      ? ability.replace(/-(\w?)/g, (_, letter: string) => letter.toUpperCase())
      : ability;
    if (policy) {
      const found = this.#program.method(policy.class.name, name);
      if (found && !found.method.hidden)
        return {
          definedAt: { file: found.file, line: found.method.line },
          needs: this.#reader.ofMethod(found, emptyContext(found.file, policy.class.name), 0),
        };
    }
    const gate = this.#gates.abilities.get(ability);
    if (gate) return this.#gate(gate.code, gate.at);
    if (policy && this.#certain(policy)) return { needs: noNeeds, missingIn: policy, method: name };
    return { needs: noNeeds, ...(!policy && { undefined: true as const }) };
  }

  /** The policy of a model: registered, named by an attribute, or found by its name. */
  policyOf(model: string): FoundClass | undefined {
    const registered = this.#gates.policies.get(model);
    if (registered) return this.#program.find(registered.policy);
    const attribute = this.#program.find(model)?.class.attributes.find((it) => baseName(it.name) === 'UsePolicy');
    const named = attribute?.args[0]?.value;
    if (named?.kind === 'classConstant') return this.#program.find(named.of);
    for (const name of guessedPolicies(model)) {
      const found = this.#program.find(name);
      if (found) return found;
    }
    for (const kind of this.#program.kinds(model)) {
      const of = kind === model ? undefined : this.#gates.policies.get(kind);
      if (of) return this.#program.find(of.policy);
    }
    return undefined;
  }

  #gate(
    code: ReturnType<Gates['abilities']['get']> extends infer It ? (It extends { code: infer C } ? C : never) : never,
    at: SourcePlace,
  ): AbilityCode {
    if (isKind(code, 'closure')) {
      const types = new Map(code.code.params.flatMap((it) => (it.types[0] ? [[it.name, it.types[0]] as const] : [])));
      const context = {
        file: code.scope.file,
        types,
        values: new Map(),
        ...(code.scope.self && { self: code.scope.self }),
      };
      return { definedAt: at, needs: this.#reader.ofBody(code.code.body, context) };
    }
    if (typeof code !== 'string') return { definedAt: at, needs: noNeeds };
    const [of = '', method = '__invoke'] = code.split('@');
    const found = this.#program.method(of, method);
    if (found)
      return {
        definedAt: { file: found.file, line: found.method.line },
        needs: this.#reader.ofMethod(found, emptyContext(found.file, of), 0),
      };
    const policy = this.#program.find(of);
    if (policy && this.#certain(policy)) return { needs: noNeeds, missingIn: policy, method };
    return { definedAt: at, needs: noNeeds };
  }

  /** Whether all methods of a class are seen: no parent or trait of a package, no `__call`. */
  #certain(policy: FoundClass): boolean {
    const name = policy.class.name;
    const unseen = this.#program.unseen(name).filter((it) => baseName(it) !== 'HandlesAuthorization');
    return unseen.length === 0 && !this.#program.method(name, '__call');
  }

  /** Whether users have permissions by a package that answers for abilities. */
  #permissions(): boolean {
    this.#permitted ??= [...this.#program.files.values()].some(({ mentions }) =>
      mentions.some((it) =>
        /^(?:Spatie\\Permission|Silber\\Bouncer|Laratrust|Santigarcor|Zizaco\\Entrust|JosephSilber|BezhanSalleh|Backpack\\PermissionManager|Junges\\ACL)/.test(
          it,
        ),
      ),
    );
    return this.#permitted;
  }
}

/** Names that the framework tries, in its order. */
function guessedPolicies(model: string): readonly string[] {
  const parts = model.split('\\');
  const base = parts.pop() ?? '';
  const names: string[] = [];
  const within = parts.indexOf('Models');
  if (within >= 0)
    names.push([...parts.slice(0, within), 'Policies', ...parts.slice(within + 1), `${base}Policy`].join('\\'));
  for (let length = parts.length; length > 0; length--)
    names.push([...parts.slice(0, length), 'Policies', `${base}Policy`].join('\\'));
  if (within >= 0)
    names.push([...parts.slice(0, within + 1), 'Policies', ...parts.slice(within + 1), `${base}Policy`].join('\\'));
  return names;
}

const emptyContext = (file: string, self: string) => ({ file, self, types: new Map(), values: new Map() });

/** The part of a guard that an ability fills: what it needs, on what, and where it is decided. */
export function abilityPart(
  ability: string,
  on: string | undefined,
  code: AbilityCode,
): Pick<Guard, 'needs' | 'needsAre' | 'anyOf' | 'on' | 'definedAt'> {
  const { needs, definedAt } = code;
  const subject = on ?? needs.on;
  return {
    ...(needs.are ? { needs: needs.values, needsAre: needs.are } : { needs: [ability], needsAre: 'ability' }),
    ...(needs.are && needs.anyOf && { anyOf: true as const }),
    ...(subject !== undefined && { on: subject }),
    ...(definedAt && { definedAt }),
  };
}
