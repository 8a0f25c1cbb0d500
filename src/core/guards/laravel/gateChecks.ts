import { type Argument, baseName, type Expr } from '../php/ast.ts';
import { type Abilities, abilityPart } from './abilities.ts';
import { isGate, subjectName } from './conditions.ts';
import { guessedAbility } from './controllerCalls.ts';
import type { CodeContext, NeedReader } from './needs.ts';
import type { Refusal } from './refusal.ts';

/** What an ability is asked of, in code. */
export interface Asked {
  readonly ability: string;
  readonly model: string | undefined;
  /** Whether it is asked on something, of whatever class. */
  readonly onSomething: boolean;
  readonly line: number;
  readonly file: string;
}

/** Calls that ask a gate or a user's abilities, in conditions. */
const asks = /^(?:can|cannot|cant|canAny|allows|denies|any|none|check|inspect|has)$/;

const deepest = 4;

/** Reads what code asks the gate. */
export class GateChecks {
  readonly #needs: NeedReader;
  readonly #abilities: Abilities;
  readonly #context: CodeContext;
  /** Told of each ability that is asked for. */
  readonly #asked: (asked: Asked) => void;

  constructor(needs: NeedReader, abilities: Abilities, context: CodeContext, asked: (asked: Asked) => void) {
    this.#needs = needs;
    this.#abilities = abilities;
    this.#context = context;
    this.#asked = asked;
  }

  /** The question to the gate within a condition: `Gate::denies('x')`, `$user->can('update', $post)`. */
  in(it: Expr, depth = 0): { readonly name: string; readonly ability: Refusal['ability'] } | undefined {
    if (depth > deepest) return undefined;
    const first = (more: readonly Expr[]) => {
      for (const one of more) {
        const found = this.in(one, depth);
        if (found) return found;
      }
      return undefined;
    };
    switch (it.kind) {
      case 'not':
      case 'assign':
        return this.in(it.value, depth);
      case 'binary':
        return first([it.left, it.right]);
      case 'methodCall':
        if (
          asks.test(it.name) &&
          it.args.length > 0 &&
          (isGate(it.object) || /^(?:can|cannot|cant|canAny)$/.test(it.name))
        )
          return { name: isGate(it.object) ? `Gate::${it.name}` : it.name, ability: this.of(it.args) };
        return this.in(it.object, depth);
      case 'staticCall':
        return baseName(it.of) === 'Gate' && asks.test(it.name)
          ? { name: `Gate::${it.name}`, ability: this.of(it.args) }
          : undefined;
      case 'property':
        return this.in(it.object, depth);
      case 'variable': {
        const given = this.#context.assigned?.get(it.name);
        return given && this.in(given, depth + 1);
      }
    }
    return undefined;
  }

  /** `guesses`: without an ability, what the method around is called is asked for. */
  of(args: readonly Argument[], guesses = false): Refusal['ability'] {
    const [given, behind] = args.map((one) => one.value);
    // `$this->authorize($post)` asks for what the method is called, as the framework guesses it.
    const guessed =
      guesses && behind === undefined && given !== undefined && isModel(given) && this.#isNoText(given)
        ? guessedAbility(this.#context.method)
        : undefined;
    const [first, second] = guessed === undefined ? [given, behind] : [undefined, given];
    const names = guessed === undefined ? this.#needs.valuesOf(first, this.#context) : [guessed];
    const [name] = names;
    if (name === undefined) return undefined;
    const subject = second?.kind === 'array' ? second.items[0]?.value : second;
    const model = this.#needs.typeOf(subject, this.#context);
    const on = subject && subjectName(subject);
    for (const ability of names)
      this.#asked({
        ability,
        model,
        onSomething: subject !== undefined,
        file: this.#context.file,
        line: given?.line ?? 0,
      });
    if (names.length > 1) return { needs: names, needsAre: 'ability', anyOf: true, ...(on !== undefined && { on }) };
    return abilityPart(name, on, this.#abilities.of(name, model));
  }

  /** `$permission` that was handed in as a string is no model. */
  #isNoText(it: Expr): boolean {
    return it.kind !== 'variable' || this.#needs.valuesOf(it, this.#context).length === 0;
  }
}

const isModel = (it: Expr): boolean =>
  (it.kind === 'variable' && !/abilit|permission/i.test(it.name)) ||
  (it.kind === 'classConstant' && it.name === 'class');
