/** Where something stands in its file: offsets of its text, and its line (1-based; of the name, for a call of a method). */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** One argument: `name` of `only: [...]`, `spread` of `...$more`. */
export interface Argument {
  readonly value: Expr;
  readonly name?: string;
  readonly spread?: true;
}

export interface ArrayItem {
  readonly value: Expr;
  readonly key?: Expr;
  readonly spread?: true;
}

/**
 * A PHP expression, as far as guards are told by it. Names of classes are whole, without the first backslash;
 * `self`, `static` and `parent` stay. What is none of these is `other`, with what it is made of.
 */
export type Expr = Span &
  (
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'number'; readonly value: number }
    /** `true`, `null`, `PHP_EOL`, `__DIR__`. */
    | { readonly kind: 'constant'; readonly name: string }
    | { readonly kind: 'interpolated'; readonly parts: readonly Expr[] }
    | { readonly kind: 'array'; readonly items: readonly ArrayItem[] }
    | { readonly kind: 'variable'; readonly name: string }
    /** `X::NAME`, and `X::class` with the name `class`. */
    | { readonly kind: 'classConstant'; readonly of: string; readonly name: string }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Argument[] }
    | { readonly kind: 'invoke'; readonly callee: Expr; readonly args: readonly Argument[] }
    | { readonly kind: 'methodCall'; readonly object: Expr; readonly name: string; readonly args: readonly Argument[] }
    | { readonly kind: 'staticCall'; readonly of: string; readonly name: string; readonly args: readonly Argument[] }
    | { readonly kind: 'new'; readonly of: string; readonly args: readonly Argument[] }
    | { readonly kind: 'property'; readonly object: Expr; readonly name: string }
    | { readonly kind: 'staticProperty'; readonly of: string; readonly name: string }
    | { readonly kind: 'index'; readonly object: Expr; readonly index?: Expr }
    | { readonly kind: 'binary'; readonly operator: string; readonly left: Expr; readonly right: Expr }
    | { readonly kind: 'not'; readonly value: Expr }
    | { readonly kind: 'choice'; readonly condition: Expr; readonly whenTrue?: Expr; readonly otherwise: Expr }
    | { readonly kind: 'match'; readonly subject: Expr; readonly arms: readonly MatchArm[] }
    | { readonly kind: 'assign'; readonly target: Expr; readonly value: Expr; readonly operator?: string }
    | { readonly kind: 'closure'; readonly params: readonly Param[]; readonly body: readonly Stmt[] }
    | { readonly kind: 'throw'; readonly value: Expr }
    | { readonly kind: 'include'; readonly path: Expr }
    | { readonly kind: 'other'; readonly parts: readonly Expr[] }
  );

export type ExprOf<Kind extends Expr['kind']> = Extract<Expr, { readonly kind: Kind }>;

export interface MatchArm {
  /** Empty for `default`. */
  readonly conditions: readonly Expr[];
  readonly value: Expr;
}

/** A statement. Loops that are none over a list are `block`s. */
export type Stmt = Span &
  (
    | { readonly kind: 'expr'; readonly value: Expr }
    | { readonly kind: 'return'; readonly value?: Expr }
    | {
        readonly kind: 'if';
        readonly condition: Expr;
        readonly whenTrue: readonly Stmt[];
        readonly otherwise: readonly Stmt[];
      }
    | {
        readonly kind: 'foreach';
        readonly over: Expr;
        readonly key?: Expr;
        readonly as: Expr;
        readonly body: readonly Stmt[];
      }
    | {
        readonly kind: 'switch';
        readonly subject: Expr;
        readonly cases: readonly (readonly [Expr | undefined, readonly Stmt[]])[];
      }
    | { readonly kind: 'block'; readonly body: readonly Stmt[] }
    | {
        readonly kind: 'function';
        readonly name: string;
        readonly params: readonly Param[];
        readonly body: readonly Stmt[];
      }
  );

export interface Param {
  readonly name: string;
  /** Class names of its type. */
  readonly types: readonly string[];
  readonly variadic?: true;
  readonly fallback?: Expr;
  readonly line: number;
  /** Declared as a property, too: `private readonly Posts $posts`. */
  readonly promoted?: true;
}

export interface Attribute extends Span {
  readonly name: string;
  readonly args: readonly Argument[];
}

export interface Method extends Span {
  readonly name: string;
  readonly params: readonly Param[];
  readonly attributes: readonly Attribute[];
  /** Undefined: abstract, or nothing in it that guards are told by. */
  readonly body?: readonly Stmt[];
  readonly hidden?: true;
  readonly static?: true;
}

export interface Property {
  readonly name: string;
  readonly types: readonly string[];
  readonly value?: Expr;
  readonly line: number;
}

/** A class, trait, interface or enum. */
export interface ClassLike extends Span {
  readonly name: string;
  readonly parent?: string;
  readonly interfaces: readonly string[];
  readonly traits: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly methods: readonly Method[];
  readonly properties: readonly Property[];
  /** Constants and cases: name and value; a case without a value has none. */
  readonly constants: readonly (readonly [string, Expr | undefined])[];
}

/** What one PHP file says. */
export interface PhpFile {
  readonly text: string;
  readonly classes: readonly ClassLike[];
  /** What stands outside of classes, functions included. */
  readonly body: readonly Stmt[];
  /** Whole names of classes that it speaks of. */
  readonly mentions: readonly string[];
}

/** The source of a span on one line, cut to `most` characters. */
export function lineOf(text: string, { start, end }: Span, most = 120): string {
  const line = text
    .slice(start, Math.min(end, start + most * 8))
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}

/** The last part of a class name: `Post` of `App\Models\Post`. */
export const baseName = (name: string): string => name.slice(name.lastIndexOf('\\') + 1);
