import type { ClassSyntax, Expression, FunctionSyntax } from './syntax.ts';

/** What an expression stands for, as far as the sources tell. */
export type Value =
  | ConstantValue
  | { readonly is: 'regex'; readonly source: string; readonly flags: string }
  | ArrayValue
  | ObjectValue
  | FunctionValue
  | ClassValue
  | PackageValue
  | MadeValue
  | ThingValue
  | UnknownValue;

export interface ConstantValue {
  readonly is: 'constant';
  readonly value: string | number | boolean | null | undefined;
}

/** `open`: there may be more in it than is known. */
export interface ArrayValue {
  readonly is: 'array';
  readonly items: Slot[];
  open?: true;
}

export interface ObjectValue {
  readonly is: 'object';
  readonly fields: Map<string, Value>;
  /** Of an object literal: what its fields were written as. */
  readonly written?: Map<string, Expression>;
  /** Whose instance it is. */
  readonly of?: ClassValue;
}

export interface FunctionValue {
  readonly is: 'function';
  readonly syntax: FunctionSyntax;
  readonly scope: Scope;
  readonly file: string;
  /** What `this` is in it. */
  readonly self?: Value;
  /** The class that a method stands in, for `super`. */
  readonly home?: ClassValue;
}

export interface ClassValue {
  readonly is: 'class';
  readonly syntax: ClassSyntax;
  readonly scope: Scope;
  readonly file: string;
  readonly base?: Value;
  /** Static fields that were set. */
  readonly fields: Map<string, Value>;
}

/** Something of a package: `express` → `Router`. `default` and `*` are left out of the path. */
export interface PackageValue {
  readonly is: 'package';
  readonly name: string;
  readonly path: readonly string[];
}

/** What a call into a package, or of something unknown, gave back. */
export interface MadeValue {
  readonly is: 'made';
  /** What was called. */
  readonly by: Value;
  readonly args: readonly Slot[];
  readonly site: Site;
  /** Members taken of it since. */
  readonly path: readonly string[];
}

/** An object that a framework's reader made: an application, a router. */
export interface ThingValue {
  readonly is: 'thing';
  readonly thing: object;
}

/** `name`: its text, for people. */
export interface UnknownValue {
  readonly is: 'unknown';
  readonly name?: string;
}

/** A value with the expression that it was written as. */
export interface Slot {
  readonly value: Value;
  readonly written: Expression;
  readonly file: string;
}

/** Where a call stands. `line`: 1-based. `sometimes`: in a branch or loop that may not be run. */
export interface Site {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly sometimes: boolean;
  readonly awaited?: true;
}

/** Names and what they stand for; a function's is worked out when it is asked for. */
export interface Scope {
  readonly names: Map<string, Value | (() => Value)>;
  readonly parent?: Scope;
}

export const unknown: UnknownValue = { is: 'unknown' };
export const nothing: ConstantValue = { is: 'constant', value: undefined };

export function constant(value: ConstantValue['value']): ConstantValue {
  return { is: 'constant', value };
}

export function lookUp(scope: Scope, name: string): Value | undefined {
  for (let it: Scope | undefined = scope; it; it = it.parent) {
    const found = it.names.get(name);
    if (found !== undefined) return typeof found === 'function' ? found() : found;
  }
  return undefined;
}

/** A string, where the value is one. */
export function stringOf(value: Value | undefined): string | undefined {
  return value?.is === 'constant' && typeof value.value === 'string' ? value.value : undefined;
}

/** Whether it counts as true; undefined where that is not known. */
export function truth(value: Value): boolean | undefined {
  if (value.is === 'constant') return Boolean(value.value);
  return value.is === 'unknown' || value.is === 'made' || value.is === 'package' ? undefined : true;
}
