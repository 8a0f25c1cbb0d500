import type { Stmt } from './code.ts';
import { leaving, partOf, type ReadExpr } from './parts.ts';
import { kid, type Tree } from './plainTree.ts';

/** The statements that C# and Java have in common, by one name in both grammars. Nothing for any other. */
export function cLikeStatement(
  tree: Tree,
  expression: ReadExpr,
  statement: (tree: Tree) => readonly Stmt[],
): readonly Stmt[] {
  const { line } = tree;
  const [first] = tree.kids;
  switch (tree.type) {
    case 'expression_statement': {
      if (!first) return [];
      if (first.type !== 'assignment_expression') return [{ k: 'expr', value: expression(first), line }];
      const left = kid(first, 'left');
      const right = kid(first, 'right');
      return left && right ? [{ k: 'set', target: expression(left), value: expression(right), line }] : [];
    }
    case 'return_statement':
    case 'yield_statement':
      return [leaving('return', line, first, expression)];
    case 'throw_statement':
      return [leaving('throw', line, first, expression)];
    case 'if_statement': {
      const yes = kid(tree, 'consequence');
      const no = kid(tree, 'alternative');
      return [
        {
          k: 'if',
          test: partOf(tree, kid(tree, 'condition'), expression),
          body: yes ? statement(yes) : [],
          otherwise: no ? statement(no) : [],
          line,
        },
      ];
    }
    case 'block':
      return tree.kids.flatMap(statement);
    default:
      return [];
  }
}

/** A loop, `try` and the like, by the statements in it. */
export function bodies(tree: Tree, body: readonly Stmt[]): readonly Stmt[] {
  return [{ k: 'block', word: tree.type.slice(0, tree.type.indexOf('_')), heads: [], body, line: tree.line }];
}
