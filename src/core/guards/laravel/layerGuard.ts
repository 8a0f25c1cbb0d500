import { baseName } from '../php/ast.ts';
import type { Guard, SourcePlace } from '../route.ts';
import { type Abilities, abilityPart } from './abilities.ts';
import type { Asked } from './gateChecks.ts';
import { trimmed } from './groups.ts';
import { type KnownMiddleware, knownMiddleware, packagePasses, passesOf, soundsLikeGuard } from './knownMiddleware.ts';
import { joined, type Needs } from './needKinds.ts';
import type { NeedReader } from './needs.ts';
import type { Program } from './program.ts';
import { kindByName, kindOf, type Refusal } from './refusal.ts';
import type { RefusalReader } from './refusals.ts';
import type { Layer } from './stack.ts';

/** What is known of the route that a layer stands in front of. */
export interface LayerRoute {
  readonly methods: readonly string[];
  readonly uri: string;
  /** The class that a parameter of the route is bound to. */
  modelOf(parameter: string): string | undefined;
}

/** Makes guards of layers: what of a stack may refuse, and what it asks for. */
export class LayerGuards {
  readonly #program: Program;
  readonly #needs: NeedReader;
  readonly #refusals: RefusalReader;
  readonly #abilities: Abilities;
  readonly #csrfExcept: readonly string[];
  readonly #asked: (asked: Asked) => void;
  readonly #refused = new Map<string, readonly Refusal[]>();

  constructor(parts: {
    readonly program: Program;
    readonly needs: NeedReader;
    readonly refusals: RefusalReader;
    readonly abilities: Abilities;
    readonly csrfExcept: readonly string[];
    readonly asked: (asked: Asked) => void;
  }) {
    this.#program = parts.program;
    this.#needs = parts.needs;
    this.#refusals = parts.refusals;
    this.#abilities = parts.abilities;
    this.#csrfExcept = parts.csrfExcept;
    this.#asked = parts.asked;
  }

  /** Undefined: it lets everybody pass. `unread` is told of what cannot be told. */
  of(layer: Layer, route: LayerRoute, unread: (says: string) => void): Guard | undefined {
    const name = nameOf(layer);
    const written = layer.entry.name.includes('\\') && !layer.entry.name.startsWith('can:') ? name : layer.entry.name;
    const place = { name, text: written.replace(/\s+/g, ' ').slice(0, 120), ...layer.entry.at };
    if (layer.entry.closure) return this.#closure(layer, place);
    if (layer.entry.unknown) {
      unread(`A middleware is computed: ${place.text}.`);
      return soundsLikeGuard(place.text) ? { ...place, kind: 'other', needs: [] } : undefined;
    }
    const known = this.#known(layer.of);
    const own = this.#own(layer);
    const found = this.#program.find(layer.of);
    const at = found && {
      file: found.file,
      line: this.#program.method(layer.of, 'handle')?.method.line ?? found.class.line,
    };
    const definedAt = at ? { definedAt: at } : {};
    if (known) {
      if (known.kind === 'csrf' && !this.#checksCsrf(layer.of, route)) return undefined;
      const asks = this.#asks(layer, known);
      const answers = [...new Set([...known.answers, ...own.flatMap((it) => it.statuses)])];
      return { ...place, ...definedAt, kind: known.kind, answers, ...asks };
    }
    if (this.#isGate(layer.of))
      return { ...place, kind: 'authorization', answers: [403], ...this.#ability(layer, route) };
    if (found) return this.#ofProject(layer, own, { ...place, ...definedAt });
    if (this.#program.kinds(layer.of).some(passesOf) || packagePasses(name)) return undefined;
    if (soundsLikeGuard(baseName(layer.of)) || soundsLikeGuard(name)) {
      unread(`The code of ${name} is not in the project; that it guards is told by its name.`);
      return { ...place, kind: kindByName(`${name} ${baseName(layer.of)}`), needs: [], ...ofText(layer) };
    }
    unread(`The code of the middleware ${name} is not in the project.`);
    return undefined;
  }

  #known(of: string): KnownMiddleware | undefined {
    for (const kind of this.#program.kinds(of)) {
      const known = knownMiddleware(kind);
      if (known) return known;
    }
    return undefined;
  }

  /** Whether a class is the framework's `Authorize`, or extends it. */
  #isGate(of: string): boolean {
    return this.#program.kinds(of).includes('Illuminate\\Auth\\Middleware\\Authorize');
  }

  /** Where the project's own `handle` refuses. */
  #own(layer: Layer): readonly Refusal[] {
    let own = this.#refused.get(layer.key);
    if (!own) {
      own = this.#read(layer);
      this.#refused.set(layer.key, own);
    }
    return own;
  }

  #read(layer: Layer): readonly Refusal[] {
    const found = this.#program.method(layer.of, 'handle') ?? this.#program.method(layer.of, '__invoke');
    if (!found?.method.body) return [];
    const types = new Map<string, string>();
    const values = new Map<string, readonly string[]>();
    for (const [index, param] of found.method.params.entries()) {
      if (param.types[0]) types.set(param.name, param.types[0]);
      if (index < 2) continue;
      const given = param.variadic ? layer.parameters.slice(index - 2) : layer.parameters.slice(index - 2, index - 1);
      if (given.length > 0) values.set(param.name, given);
      else if (param.fallback) {
        const fallback = this.#needs.valuesOf(param.fallback, { file: found.file, types, values });
        if (fallback.length > 0) values.set(param.name, fallback);
      }
    }
    return this.#refusals.ofMethod(found, { file: found.file, self: layer.of, types, values });
  }

  #ofProject(
    layer: Layer,
    own: readonly Refusal[],
    place: Pick<Guard, 'name' | 'text' | 'file' | 'line' | 'definedAt'>,
  ): Guard | undefined {
    // What new applications bring for their APIs answers 409, which elsewhere is no refusal.
    if (own.length === 0)
      return baseName(layer.of) === 'EnsureEmailIsVerified'
        ? { ...place, kind: 'authorization', needs: [], answers: [409] }
        : undefined;
    const answers = [...new Set(own.flatMap((it) => it.statuses))].sort((one, other) => one - other);
    const readsUser = own.some((it) => it.readsUser);
    const redirects = answers.every((it) => it === 302);
    const toSignIn = own.some((it) => it.toSignIn);
    const base = baseName(layer.of);
    let kind = kindOf(answers, `${place.name} ${base}`, readsUser);
    if (redirects && toSignIn && kind !== 'authorization' && !/^RedirectIf/.test(base)) kind = 'authentication';
    if (redirects && kind === 'other' && !soundsLikeGuard(base) && !/RedirectIf|guest/i.test(`${base} ${place.name}`))
      return undefined;
    const needs = this.#needsOf(layer, own);
    // Who asks for a role, an ability or their like authorizes, even if nobody is signed in.
    if (kind === 'authentication' && answers.includes(403) && needs.needs.length > 0 && !/authenticat/i.test(base))
      kind = 'authorization';
    return { ...place, kind, answers, ...needs };
  }

  #needsOf(layer: Layer, own: readonly Refusal[]): Pick<Guard, 'needs' | 'needsAre' | 'anyOf' | 'on'> {
    const ability = own.find((it) => it.ability)?.ability;
    if (ability) {
      const { definedAt: _, ...part } = ability;
      return part;
    }
    const needs: Needs = joined(
      own.map((it) => it.needs),
      false,
    );
    if (needs.values.length > 0) return guardNeeds(needs);
    return { needs: [], ...(needs.on !== undefined && { on: needs.on }), ...ofText(layer) };
  }

  #closure(layer: Layer, place: Pick<Guard, 'name' | 'text' | 'file' | 'line'>): Guard | undefined {
    const closure = layer.entry.closure;
    if (!closure) return undefined;
    const types = new Map(closure.code.params.flatMap((it) => (it.types[0] ? [[it.name, it.types[0]] as const] : [])));
    const context = {
      file: closure.scope.file,
      types,
      values: new Map(),
      ...(closure.scope.self && { self: closure.scope.self }),
    };
    const own = this.#refusals.ofBody(closure.code.body, context);
    return this.#ofProject({ ...layer, of: 'Closure' }, own, { ...place, text: 'function' });
  }

  #asks(layer: Layer, known: KnownMiddleware): Pick<Guard, 'needs' | 'needsAre' | 'anyOf'> {
    if (!known.needsAre) return { needs: [] };
    const first = known.parted ? (layer.parameters[0]?.split(known.parted) ?? []) : layer.parameters;
    const needs = first.map((it) => it.trim()).filter((it) => it !== '');
    return {
      needs,
      ...(needs.length > 0 && { needsAre: known.needsAre }),
      ...(known.anyOf && needs.length > 1 && { anyOf: true as const }),
    };
  }

  #ability(layer: Layer, route: LayerRoute): Pick<Guard, 'needs' | 'needsAre' | 'anyOf' | 'on' | 'definedAt'> {
    const [ability = '', ...models] = layer.parameters;
    const [first] = models.map((it) => it.trim());
    const model =
      first === undefined ? undefined : first.includes('\\') ? first.replace(/^\\/, '') : route.modelOf(first);
    const on = first === undefined ? undefined : baseName(first);
    this.#asked({ ability, model, onSomething: first !== undefined, ...layer.entry.at });
    return abilityPart(ability, on, this.#abilities.of(ability, model));
  }

  /** Whether a route is one whose token is checked: it changes something, and is not excepted. */
  #checksCsrf(of: string, route: LayerRoute): boolean {
    if (route.methods.every((it) => it === 'GET' || it === 'HEAD' || it === 'OPTIONS')) return false;
    const property = this.#program.property(of, 'except');
    const own = property?.value
      ? this.#needs.valuesOf(property.value, { file: property.file, self: of, types: new Map(), values: new Map() })
      : [];
    return ![...own, ...this.#csrfExcept].some((it) => excepted(it, route.uri));
  }
}

const guardNeeds = (needs: Needs): Pick<Guard, 'needs' | 'needsAre' | 'anyOf' | 'on'> => ({
  needs: needs.values,
  ...(needs.are && { needsAre: needs.are }),
  ...(needs.anyOf && { anyOf: true as const }),
  ...(needs.on !== undefined && { on: needs.on }),
});

/** What a guard needs, from a refusal in code. */
export const refusalNeeds = (it: Refusal): Pick<Guard, 'needs' | 'needsAre' | 'anyOf' | 'on'> => {
  if (!it.ability) return guardNeeds(it.needs);
  const { definedAt: _, ...part } = it.ability;
  return part;
};

/** What the name and the parameters of a middleware say that its code does not: `role:admin`. */
function ofText(layer: Layer): Partial<Pick<Guard, 'needs' | 'needsAre' | 'anyOf'>> {
  if (layer.parameters.length === 0) return {};
  const name = `${layer.entry.name.split(':')[0]} ${layer.of}`;
  const are = /role/i.test(name)
    ? 'role'
    : /permission/i.test(name)
      ? 'permission'
      : /scope/i.test(name)
        ? 'scope'
        : /abilit/i.test(name)
          ? 'ability'
          : undefined;
  if (!are) return {};
  const needs = layer.parameters.flatMap((it) => it.split('|')).map((it) => it.trim());
  return { needs, needsAre: are, ...(needs.length > 1 && { anyOf: true }) };
}

/** As users of the framework say it: the string; for a class its last part. */
function nameOf({ entry }: Layer): string {
  const { name } = entry;
  const colon = name.indexOf(':');
  const head = colon < 0 ? name : name.slice(0, colon);
  return head.includes('\\') ? baseName(head) + (colon < 0 ? '' : name.slice(colon)) : name;
}

/** Whether a pattern of `$except` holds for all paths of a route. */
function excepted(pattern: string, uri: string): boolean {
  const wanted = trimmed(pattern);
  const pieces = wanted.split('*');
  if (pieces.length === 1) return wanted === uri;
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const found = uri.indexOf(piece, at);
    if (found < 0 || (index === 0 && found !== 0)) return false;
    at = found + piece.length;
  }
  const last = pieces.at(-1) ?? '';
  return last === '' || uri.endsWith(last);
}

/** Where a place is unless it is nowhere. */
export const placed = (at: SourcePlace, otherwise: SourcePlace): SourcePlace => (at.file === '' ? otherwise : at);
