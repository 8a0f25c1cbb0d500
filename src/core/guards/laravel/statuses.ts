import { type Argument, baseName, type Expr } from '../php/ast.ts';
import type { CodeContext, NeedReader } from './needs.ts';
import type { Program } from './program.ts';
import { exceptionStatus, namedStatus, refusing } from './refusal.ts';

/** Reads what statuses responses and exceptions have, as far as the code writes it out. */
export class Statuses {
  readonly #program: Program;
  readonly #needs: NeedReader;
  readonly #context: CodeContext;

  constructor(program: Program, needs: NeedReader, context: CodeContext) {
    this.#program = program;
    this.#needs = needs;
    this.#context = context;
  }

  /** The status of a response that is returned, where it is written there. */
  ofResponse(it: Expr): number | undefined {
    if (it.kind !== 'methodCall' && it.kind !== 'staticCall' && it.kind !== 'call' && it.kind !== 'new')
      return undefined;
    const named = it.args.find((one) => /^(?:status|code|statusCode|status_code|httpCode)$/.test(one.name ?? ''));
    const status = named ? this.of(named.value) : undefined;
    if (status !== undefined) return status;
    if (it.kind === 'methodCall' && /^(?:setStatusCode|setStatus|status|withStatus)$/.test(it.name)) {
      const set = this.of(it.args[0]?.value);
      if (set !== undefined) return set;
    }
    const own = it.args.map((one) => this.of(one.value)).find((one) => one !== undefined && one >= 400);
    if (own !== undefined) return own;
    return it.kind === 'methodCall' ? this.ofResponse(it.object) : undefined;
  }

  of(it: Expr | undefined): number | undefined {
    if (it?.kind === 'number') return it.value >= 200 && it.value < 600 ? it.value : undefined;
    if (it?.kind === 'variable') {
      const [value] = this.#context.values.get(it.name) ?? [];
      return value !== undefined && /^[2-5]\d\d$/.test(value) ? Number(value) : undefined;
    }
    if (it?.kind !== 'classConstant') return undefined;
    const [value] = this.#program.find(it.of) || it.of === 'self' ? this.#needs.valuesOf(it, this.#context) : [];
    return namedStatus(it.name) ?? (value !== undefined && /^\d{3}$/.test(value) ? Number(value) : undefined);
  }

  ofException(of: string, args: readonly Argument[]): number | undefined {
    const given = args.map((one) => this.of(one.value)).find((one) => one !== undefined && one >= 400);
    for (const kind of this.#program.kinds(of)) {
      const base = baseName(kind);
      if (base === 'HttpException' || base === 'HttpResponseException') {
        const wrapped = args[0] ? this.ofResponse(args[0].value) : undefined;
        return given ?? wrapped ?? this.#ownStatus(of);
      }
      const known = this.#program.find(kind) ? undefined : exceptionStatus(base);
      if (known !== undefined) return known === 403 && given !== undefined && refusing.has(given) ? given : known;
    }
    // One of the project's own that is handed its status: `new ApiException('…', 403)`.
    return this.#program.find(of) ? (given ?? this.#ownStatus(of)) : undefined;
  }

  /** The status that an exception of the project sets in its constructor or answers with in `render`. */
  #ownStatus(of: string): number | undefined {
    for (const name of ['__construct', 'render', 'getStatusCode']) {
      const found = this.#program.method(of, name);
      const fallback = found?.method.params.find((it) =>
        /^(?:status|code|statusCode|status_code|httpCode)$/.test(it.name),
      );
      const usual = name === '__construct' ? this.of(fallback?.fallback) : undefined;
      if (usual !== undefined && usual >= 400) return usual;
      for (const it of found?.method.body ?? []) {
        const value = it.kind === 'expr' || it.kind === 'return' ? it.value : undefined;
        const status = value && (this.ofResponse(value) ?? this.of(value));
        if (status !== undefined && status >= 400) return status;
      }
    }
    return undefined;
  }
}
