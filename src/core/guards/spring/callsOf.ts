import { type Call, chainOf, type Expr, type Stmt } from '../code/code.ts';

/** The calls of a method's statements, those inside of its lambdas as well. */
export function callsOf(body: readonly Stmt[]): readonly Call[] {
  const found: Call[] = [];
  const expr = (one: Expr | undefined): void => {
    if (!one) return;
    if (one.k === 'fn') found.push(...callsOf(one.fn.body));
    else found.push(...chainOf(one));
  };
  for (const stmt of body) if (stmt.k === 'expr' || stmt.k === 'return' || stmt.k === 'set') expr(stmt.value);
  return found;
}
