import { baseName } from '../php/ast.ts';
import type { Guard, SourcePlace } from '../route.ts';
import { refusalNeeds } from './layerGuard.ts';
import type { CodeContext } from './needs.ts';
import type { FoundMethod, Program } from './program.ts';
import { kindOf, type Refusal } from './refusal.ts';
import type { RefusalReader } from './refusals.ts';
import type { ClosureValue } from './value.ts';

/** Guards of one action at most. */
const most = 20;

/** What in a route's handler refuses: the request class that it asks for, then checks in its code. */
export class ActionGuards {
  readonly #program: Program;
  readonly #refusals: RefusalReader;

  constructor(program: Program, refusals: RefusalReader) {
    this.#program = program;
    this.#refusals = refusals;
  }

  /** `self`: the controller that the route names; the method may be of a parent. */
  ofMethod(found: FoundMethod, self: string): readonly Guard[] {
    const context = { ...this.#context(found.method.params, found.file, self), method: found.method.name };
    const requests = found.method.params.flatMap((it) => this.#request(it.types, { file: found.file, line: it.line }));
    return [...requests, ...this.#refusals.ofMethod(found, context).filter(counts).slice(0, most).map(guardOf)];
  }

  ofClosure({ code, scope }: ClosureValue): readonly Guard[] {
    const context = this.#context(code.params, scope.file, scope.self);
    const requests = code.params.flatMap((it) => this.#request(it.types, { file: scope.file, line: it.line }));
    return [...requests, ...this.#refusals.ofBody(code.body, context).filter(counts).slice(0, most).map(guardOf)];
  }

  #context(params: FoundMethod['method']['params'], file: string, self: string | undefined): CodeContext {
    const types = new Map<string, string>();
    for (const it of params) {
      const type = it.types.find((one) => this.#program.find(one)) ?? it.types[0];
      if (type) types.set(it.name, type);
    }
    return { file, types, values: new Map(), ...(self !== undefined && { self }) };
  }

  /** `authorize()` of a form request, unless it allows everybody. */
  #request(types: readonly string[], at: SourcePlace): readonly Guard[] {
    const of = types.find((it) => this.#program.find(it) && this.#isRequest(it));
    const found = of === undefined ? undefined : this.#program.method(of, 'authorize');
    if (of === undefined || !found?.method.body || allowsAll(found)) return [];
    const [answer] = this.#refusals.ofAnswer(found, this.#context(found.method.params, found.file, of));
    const name = `${baseName(of)}::authorize`;
    return [
      {
        ...at,
        name,
        kind: 'authorization',
        text: name,
        answers: [403],
        definedAt: { file: found.file, line: found.method.line },
        ...(answer ? refusalNeeds(answer) : { needs: [] }),
      },
    ];
  }

  #isRequest(of: string): boolean {
    return this.#program.kinds(of).some((it) => it !== of && /Request$/.test(baseName(it)));
  }
}

/** Redirects of a handler are its answers, not refusals. */
const counts = (it: Refusal): boolean => !it.statuses.every((status) => status === 302);

function guardOf(it: Refusal): Guard {
  const answers = it.statuses.filter((status) => status !== 302);
  const definedAt = it.ability?.definedAt ?? it.definedAt;
  return {
    name: it.name,
    kind: kindOf(answers, it.name, it.readsUser),
    ...refusalNeeds(it),
    text: it.text,
    answers,
    file: it.file,
    line: it.line,
    ...(definedAt && { definedAt }),
  };
}

function allowsAll({ method }: FoundMethod): boolean {
  const [only, ...more] = method.body ?? [];
  return (
    more.length === 0 &&
    only?.kind === 'return' &&
    only.value?.kind === 'constant' &&
    only.value.name.toLowerCase() === 'true'
  );
}
