import type { Expr, Stmt } from './code.ts';
import type { Needs } from './needs.ts';

/** A condition, and what it has to be for the refusal. */
export interface Test {
  readonly expr: Expr;
  readonly is: boolean;
}

/** One place in code that refuses. `Owner`: what the language's methods are of. */
export interface RefusingPlace<Owner> {
  readonly status: number;
  readonly line: number;
  readonly needs: Needs | undefined;
  /** The method whose refusal it is, where it is not of the code itself. */
  readonly by?: string;
  readonly byOf?: Owner;
  readonly byLine?: number;
}

/**
 * Each statement with the tests it stands under, the outermost first; then those inside of an `if` or a block. What comes
 * after `if allowed: return …` is what happens otherwise.
 */
export function underTests(
  body: readonly Stmt[],
  outer: readonly Test[],
  visit: (stmt: Stmt, tests: readonly Test[]) => void,
): void {
  let tests = outer;
  for (const stmt of body) {
    visit(stmt, tests);
    if (stmt.k === 'if') {
      underTests(stmt.body, [...tests, { expr: stmt.test, is: true }], visit);
      underTests(stmt.otherwise, [...tests, { expr: stmt.test, is: false }], visit);
      if (stmt.body.at(-1)?.k === 'return' && stmt.otherwise.length === 0)
        tests = [...tests, { expr: stmt.test, is: false }];
    } else if (stmt.k === 'block') underTests(stmt.body, tests, visit);
  }
}
