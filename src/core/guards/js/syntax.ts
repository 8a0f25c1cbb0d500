/**
 * JavaScript and TypeScript as far as guards need it: plain data (JSON), types left out, each expression with the line
 * it begins on (`line`, 1-based). `await`, parentheses, `as` and `!` are gone: what they stand around remains.
 */
export type Expression =
  | { readonly is: 'string'; readonly value: string; readonly line: number }
  | { readonly is: 'number'; readonly value: number; readonly line: number }
  | { readonly is: 'constant'; readonly value: boolean | null | undefined; readonly line: number }
  | { readonly is: 'template'; readonly parts: readonly Expression[]; readonly line: number }
  | { readonly is: 'regex'; readonly source: string; readonly flags: string; readonly line: number }
  | { readonly is: 'name'; readonly name: string; readonly line: number }
  | { readonly is: 'this'; readonly line: number }
  /** `line`: of the property's name, so that a chain of calls has a line each. */
  | { readonly is: 'member'; readonly of: Expression; readonly name: string; readonly line: number }
  | { readonly is: 'index'; readonly of: Expression; readonly at: Expression; readonly line: number }
  | CallExpression
  | { readonly is: 'array'; readonly items: readonly Expression[]; readonly line: number }
  | { readonly is: 'object'; readonly fields: readonly Field[]; readonly line: number }
  | { readonly is: 'spread'; readonly of: Expression; readonly line: number }
  | { readonly is: 'function'; readonly value: FunctionSyntax; readonly line: number }
  | { readonly is: 'class'; readonly value: ClassSyntax; readonly line: number }
  | {
      readonly is: 'choice';
      readonly test: Expression;
      readonly yes: Expression;
      readonly no: Expression;
      readonly line: number;
    }
  /** `!`, `typeof`, `-`. */
  | { readonly is: 'unary'; readonly operator: string; readonly of: Expression; readonly line: number }
  | {
      readonly is: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly line: number;
    }
  | {
      readonly is: 'assign';
      readonly operator: string;
      readonly to: Expression;
      readonly value: Expression;
      readonly line: number;
    }
  /** What is not told apart; `parts` are looked into all the same. */
  | { readonly is: 'other'; readonly parts: readonly Expression[]; readonly line: number };

export interface CallExpression {
  readonly is: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  readonly isNew?: true;
  /** `await` stands in front of it. */
  readonly awaited?: true;
  readonly line: number;
  /** As written, on one line, at most 120 characters. */
  readonly text: string;
}

/** A field of an object. `key` is undefined for a spread; a computed key is an expression. */
export interface Field {
  readonly key: string | Expression | undefined;
  readonly value: Expression;
}

export interface FunctionSyntax {
  readonly name?: string;
  readonly params: readonly Parameter[];
  readonly body: readonly Statement[];
  /** Written as `x => expression`: the body is that one return. */
  readonly arrow?: true;
  readonly line: number;
}

export interface Parameter {
  readonly to: Pattern;
  readonly rest?: true;
  readonly initial?: Expression;
  /** The type as written, without the colon. */
  readonly type?: string;
  readonly decorators?: readonly Expression[];
  /** `constructor(private readonly users: Users)`: the parameter is a field, too. */
  readonly field?: true;
}

/** What a value is bound to: a name, or taken apart. */
export type Pattern =
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'object'; readonly fields: readonly PatternField[]; readonly rest?: string }
  | { readonly is: 'array'; readonly items: readonly (Pattern | undefined)[]; readonly rest?: string }
  /** `this.x`, `exports.x`: only in assignments. */
  | { readonly is: 'none' };

export interface PatternField {
  readonly key: string;
  readonly to: Pattern;
  readonly initial?: Expression;
}

export interface ClassSyntax {
  readonly name?: string;
  readonly extends?: Expression;
  readonly decorators: readonly Expression[];
  readonly members: readonly Member[];
  readonly line: number;
}

export interface Member {
  readonly kind: 'constructor' | 'method' | 'getter' | 'setter' | 'field';
  readonly name: string;
  readonly isStatic?: true;
  readonly decorators: readonly Expression[];
  readonly value?: Expression;
  readonly function?: FunctionSyntax;
  /** The type of a field as written. */
  readonly type?: string;
  readonly line: number;
}

export type Statement =
  | { readonly is: 'do'; readonly what: Expression }
  | { readonly is: 'let'; readonly to: Pattern; readonly value?: Expression; readonly line: number }
  | { readonly is: 'function'; readonly name: string; readonly value: FunctionSyntax }
  | { readonly is: 'class'; readonly name: string; readonly value: ClassSyntax }
  | { readonly is: 'return'; readonly value?: Expression; readonly line: number }
  | { readonly is: 'throw'; readonly value: Expression; readonly line: number }
  | {
      readonly is: 'if';
      readonly test: Expression;
      readonly yes: readonly Statement[];
      readonly no: readonly Statement[];
      readonly line: number;
    }
  | {
      readonly is: 'loop';
      readonly kind: 'of' | 'in' | 'other';
      readonly to: Pattern;
      readonly over?: Expression;
      readonly body: readonly Statement[];
    }
  | {
      readonly is: 'try';
      readonly body: readonly Statement[];
      readonly handler: readonly Statement[];
      readonly end: readonly Statement[];
    }
  | { readonly is: 'switch'; readonly on: Expression; readonly cases: readonly SwitchCase[] }
  | { readonly is: 'block'; readonly body: readonly Statement[] }
  /** `names`: `imported` is `default`, `*` for the whole, or a name. */
  | { readonly is: 'import'; readonly from: string; readonly names: readonly ImportedName[] }
  /** `export { a as b }`, with `from` a re-export; `*` for all. */
  | { readonly is: 'export'; readonly names: readonly ExportedName[]; readonly from?: string }
  | { readonly is: 'export-value'; readonly name: string; readonly value: Expression };

export interface SwitchCase {
  /** Absent: default. */
  readonly test?: Expression;
  readonly body: readonly Statement[];
}

export interface ImportedName {
  readonly imported: string;
  readonly local: string;
}

export interface ExportedName {
  readonly local: string;
  readonly exported: string;
}

/** One file. */
export interface ModuleSyntax {
  readonly body: readonly Statement[];
  /** Specifiers that it imports or requires, in any way, as written; each once. */
  readonly imports: readonly string[];
  /** It imports by names that are worked out, too: `require(join(__dirname, file))`. */
  readonly importsOthers?: true;
  /** What was passed over for its size or depth. */
  readonly cut?: true;
}
