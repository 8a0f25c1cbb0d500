import type { Expr, Stmt } from './code.ts';
import { kid, lineOf, type Tree } from './plainTree.ts';

/** A language's reader of expressions. */
export type ReadExpr = (tree: Tree) => Expr;

/** What no language's reader has a word for: just what stands in it. */
export function other(tree: Tree, read: ReadExpr): Expr {
  return { k: 'other', items: tree.kids.map(read), line: tree.line, text: lineOf(tree) };
}

/** The one part of a tree that counts, such as what stands in parentheses. */
export function partOf(tree: Tree, part: Tree | undefined, read: ReadExpr): Expr {
  return part ? read(part) : other(tree, read);
}

/** An operator, and what it is applied to. */
export function operation(tree: Tree, read: ReadExpr, op = kid(tree, 'operator')?.text ?? ''): Expr {
  const operands = tree.kids.filter((one) => one.field !== 'operator' && one.field !== 'operators');
  return { k: 'op', op, items: operands.map(read), line: tree.line, text: lineOf(tree) };
}

/** A list of all that stands in a tree. */
export function listOf(tree: Tree, read: ReadExpr, items = tree.kids): Expr {
  return { k: 'list', items: items.map(read), line: tree.line, text: lineOf(tree) };
}

/** `return x`, `throw x`, or the word alone. */
export function leaving(k: 'return' | 'throw', line: number, value: Tree | undefined, read: ReadExpr): Stmt {
  return value ? { k, value: read(value), line } : { k, line };
}
