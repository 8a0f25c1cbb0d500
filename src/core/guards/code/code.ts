/** A program's text as plain data, the same for Python, Java, C# and Ruby: as much of it as guards are told by. Lines are 1-based. */
export type Expr =
  /** `computed`: holes in it were left out as `{}`; `parts`: with what stands in them. `symbol`: Ruby's `:name`. */
  | {
      readonly k: 'str';
      readonly v: string;
      readonly line: number;
      readonly computed?: true;
      readonly parts?: readonly Expr[];
      readonly symbol?: true;
    }
  | { readonly k: 'name'; readonly v: string; readonly line: number }
  | { readonly k: 'dot'; readonly of: Expr; readonly v: string; readonly line: number }
  | {
      readonly k: 'call';
      readonly f: Expr;
      readonly args: readonly Arg[];
      readonly block?: Fn;
      readonly line: number;
      readonly text: string;
      /** C# and Java: `new X(…)`. */
      readonly made?: true;
    }
  | { readonly k: 'list'; readonly items: readonly Expr[]; readonly line: number; readonly text: string }
  | { readonly k: 'dict'; readonly entries: readonly Entry[]; readonly line: number; readonly text: string }
  | { readonly k: 'fn'; readonly fn: Fn; readonly line: number; readonly text: string }
  | {
      readonly k: 'op';
      readonly op: string;
      readonly items: readonly Expr[];
      readonly line: number;
      readonly text: string;
    }
  | {
      readonly k: 'at';
      readonly of: Expr;
      readonly index: readonly Expr[];
      readonly line: number;
      readonly text: string;
    }
  | { readonly k: 'other'; readonly items: readonly Expr[]; readonly line: number; readonly text: string };

export type Call = Extract<Expr, { k: 'call' }>;

/** `star`: `*args`, `**more`. */
export interface Arg {
  readonly name?: string;
  readonly value: Expr;
  readonly star?: true;
}

export interface Entry {
  readonly key: Expr;
  readonly value: Expr;
}

/** A lambda or a Ruby block. */
export interface Fn {
  readonly params: readonly Param[];
  readonly body: readonly Stmt[];
  /** C#'s attributes of a lambda. */
  readonly marks?: readonly Expr[];
}

export interface Param {
  readonly name: string;
  readonly type?: Expr;
  readonly value?: Expr;
  readonly marks?: readonly Expr[];
  /** Takes what is left: `*roles`. */
  readonly rest?: true;
}

export type Stmt =
  | { readonly k: 'def'; readonly def: Def; readonly line: number }
  | { readonly k: 'class'; readonly class: Class; readonly line: number }
  | { readonly k: 'set'; readonly target: Expr; readonly value?: Expr; readonly type?: Expr; readonly line: number }
  | { readonly k: 'expr'; readonly value: Expr; readonly line: number }
  | {
      readonly k: 'if';
      readonly test: Expr;
      readonly body: readonly Stmt[];
      readonly otherwise: readonly Stmt[];
      readonly line: number;
    }
  | { readonly k: 'return'; readonly value?: Expr; readonly line: number }
  | { readonly k: 'throw'; readonly value?: Expr; readonly line: number }
  /** Loops, `with`, `try`: their bodies in turn. `heads`: what they go over or enter. */
  | {
      readonly k: 'block';
      readonly word: string;
      readonly heads: readonly Expr[];
      readonly body: readonly Stmt[];
      readonly line: number;
    }
  | {
      readonly k: 'import';
      readonly from: string;
      readonly names: readonly (readonly [name: string, as: string])[];
      readonly line: number;
    };

/** A function or method. `marks`: decorators, annotations or attributes, the outermost first. */
export interface Def {
  readonly name: string;
  readonly line: number;
  readonly params: readonly Param[];
  readonly body: readonly Stmt[];
  readonly marks: readonly Expr[];
  /** C# and Java: `public`, `static`, …; Ruby: `private`, `self`. */
  readonly words: readonly string[];
  readonly returns?: Expr;
}

/** A class, interface, enum, module or record. */
export interface Class {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum' | 'module' | 'annotation';
  readonly line: number;
  readonly bases: readonly Expr[];
  readonly marks: readonly Expr[];
  readonly words: readonly string[];
  readonly body: readonly Stmt[];
}

/** `a.b.c` of names and dots; undefined for anything else. */
export function dotted(expr: Expr | undefined): string | undefined {
  if (expr?.k === 'name') return expr.v;
  if (expr?.k !== 'dot') return undefined;
  const of = dotted(expr.of);
  return of === undefined ? undefined : `${of}.${expr.v}`;
}

/** The last name of what is called or named: `c` of `a.b.c` and of `a.b.c(…)`. */
export function lastName(expr: Expr | undefined): string | undefined {
  if (expr?.k === 'call') return lastName(expr.f);
  return expr?.k === 'name' || expr?.k === 'dot' ? expr.v : undefined;
}

/** An expression on one line, clipped. */
export function textOf(expr: Expr): string {
  switch (expr.k) {
    case 'str':
      return expr.symbol ? `:${expr.v}` : `'${expr.v}'`;
    case 'name':
      return expr.v;
    case 'dot':
      return `${textOf(expr.of)}.${expr.v}`;
    default:
      return expr.text;
  }
}

/** An argument by its name, or else by its place among those without names. */
export function argument(call: Call, name: string, place?: number): Expr | undefined {
  for (const arg of call.args) if (arg.name === name) return arg.value;
  if (place === undefined) return undefined;
  return call.args.filter((arg) => arg.name === undefined && !arg.star)[place]?.value;
}

/** The arguments that have no names, in order. */
export function plainArguments(call: Call): readonly Expr[] {
  return call.args.filter((arg) => arg.name === undefined && !arg.star).map((arg) => arg.value);
}

/** The items of a list, or the one thing itself. */
export function itemsOf(expr: Expr | undefined): readonly Expr[] {
  if (!expr) return [];
  return expr.k === 'list' ? expr.items : [expr];
}

/** The calls of `a.b(…).c(…)`, the innermost first. */
export function chainOf(expr: Expr): readonly Call[] {
  const chain: Call[] = [];
  let at: Expr = expr;
  for (;;) {
    if (at.k === 'call') {
      chain.push(at);
      at = at.f;
    } else if (at.k === 'dot') at = at.of;
    else return chain.reverse();
  }
}

/** What stands at the head of `a.b(…).c(…)`: `a`. */
export function headOf(expr: Expr): Expr {
  let at: Expr = expr;
  for (;;) {
    if (at.k === 'call') at = at.f;
    else if (at.k === 'dot') at = at.of;
    else return at;
  }
}

/** Every call of an expression, the inner ones first; those of lambdas are not of it. */
export function callsIn(expr: Expr): readonly Call[] {
  switch (expr.k) {
    case 'call':
      return [...callsIn(expr.f), ...expr.args.flatMap((one) => callsIn(one.value)), expr];
    case 'dot':
      return callsIn(expr.of);
    case 'at':
      return [...callsIn(expr.of), ...expr.index.flatMap(callsIn)];
    case 'list':
    case 'op':
    case 'other':
      return expr.items.flatMap(callsIn);
    case 'dict':
      return expr.entries.flatMap((one) => callsIn(one.value));
    default:
      return [];
  }
}
