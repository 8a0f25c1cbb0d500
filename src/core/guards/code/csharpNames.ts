import type { Expr } from './code.ts';
import { kidsOf, type Tree } from './plainTree.ts';

/** A type by its name; what it is a type of is kept in `text` only. */
export function named(tree: Tree | undefined): Expr {
  const line = tree?.line ?? 1;
  const [head = '', ...rest] = (tree?.text ?? '')
    .split('<', 1)
    .join('')
    .replace(/[\s?[\]]/g, '')
    .split('.');
  return rest.reduce<Expr>((of, v) => ({ k: 'dot', of, v, line }), { k: 'name', v: head, line });
}

/** `public`, `static` and the like. */
export function words(tree: Tree): readonly string[] {
  return kidsOf(tree, 'modifier').map((one) => one.text);
}

/** What a string literal says. */
export function stringOf(tree: Tree): string {
  if (tree.type === 'verbatim_string_literal') return tree.text.replace(/^@?"|"$/g, '').replaceAll('""', '"');
  if (tree.type === 'raw_string_literal')
    return tree.text
      .replace(/^"{3,}/, '')
      .replace(/"{3}$/, '')
      .trim();
  return tree.kids.map((one) => (one.type === 'escape_sequence' ? one.text.slice(1) : one.text)).join('');
}
