import type { Project } from '../framework.ts';
import type { FileBehaviors } from './keptBehaviors.ts';
import type { Expression, ModuleSyntax, Statement } from './syntax.ts';
import type { ClassValue, ObjectValue, Scope, Site, Slot, ThingValue, Value } from './value.ts';

/** What a framework's reader does where the code calls into the framework. Undefined: nothing of it. */
export interface Host {
  /** A package's function or class was called: `express()`, `new Router()`. */
  call?(callee: Value, args: readonly Slot[], site: Site): Value | undefined;
  /** A method of a thing was called: `router.get(…)`. */
  callMethod?(on: ThingValue, name: string, args: readonly Slot[], site: Site): Value | undefined;
  member?(on: ThingValue, name: string): Value | undefined;
}

/** Where evaluating stands. */
export interface Frame {
  readonly file: string;
  readonly scope: Scope;
  readonly self?: Value | undefined;
  readonly home?: ClassValue | undefined;
  readonly depth: number;
  /** In a branch or loop that may not be run. */
  readonly sometimes: boolean;
  /** What was returned in a branch that may not be run. */
  readonly returned: { value?: Value };
  /** At the top of a module: what is exported as a value. */
  readonly exported?: (name: string, value: Value) => void;
  /** The call is `new`. */
  readonly isNew?: true;
  /** A base class's constructor runs for this instance. */
  readonly superOf?: ObjectValue;
}

/** A module as far as it was run. */
export interface ModuleState {
  readonly scope: Scope;
  /** `module`, whose field `exports` may be replaced. */
  readonly module: Extract<Value, { is: 'object' }>;
  readonly named: Map<string, () => Value>;
  readonly stars: string[];
}

/**
 * Runs modules without running them: code at the top of modules and what it calls, with what is not known left unknown.
 * Bounded: past its budget of steps everything is unknown.
 */
export interface World {
  readonly project: Project;
  readonly modules: ReadonlyMap<string, ModuleSyntax>;
  readonly host: Host;
  evaluate(expression: Expression, frame: Frame): Value;
  slots(expressions: readonly Expression[], frame: Frame): Slot[];
  /** The value that was returned; undefined where none was. */
  execute(statements: readonly Statement[], frame: Frame): Value | undefined;
  call(callee: Value, args: readonly Slot[], frame: Frame, site: Site): Value;
  construct(callee: ClassValue, args: readonly Slot[], frame: Frame, site: Site): Value;
  callMethod(on: Value, name: string, args: readonly Slot[], frame: Frame, site: Site): Value;
  methodOf(of: ClassValue, name: string, self: Value, frame: Frame): Value | undefined;
  member(of: Value, name: string, frame: Frame): Value;
  assign(to: Expression, value: Value, frame: Frame): void;
  /** Runs a module once. Undefined: it is not one that was read. */
  run(path: string): ModuleState | undefined;
  /** What `imported` of a specifier is, seen from a file: `default`, `*`, `=` (require), or a name. */
  imported(from: string, specifier: string, imported: string): Value;
  /** Takes a step; false where the budget is spent. */
  step(): boolean;
  isSpent(): boolean;
  /** Notes that one of several ways was taken that may be: what comes of it is likely, not sure. */
  guess(): void;
  /** How often that was. */
  guesses(): number;
  wasCalled(syntax: object): boolean;
  /** Functions whose code is being read, so that none is read inside itself. */
  readonly visiting: Set<object>;
  /** How often a function's code is being run inside itself. */
  readonly running: Map<object, number>;
  /** Fields that were put on functions and things. */
  readonly extras: WeakMap<object, Map<string, Value>>;
  /** What functions were found to do, by file. */
  readonly behaviors: Map<string, FileBehaviors>;
}
