import type { Node } from 'web-tree-sitter';
import { clip } from './clip.ts';

/** A syntax tree as plain objects, so that reading it does not cross into WebAssembly at each step. */
export interface Tree {
  readonly type: string;
  readonly field: string | undefined;
  readonly line: number;
  readonly text: string;
  /** Named nodes, and those without a name that have a field, such as operators. */
  readonly kids: readonly Tree[];
}

const deepest = 300;

/** The tree below a node; what is nested deeper than any program is left out. */
export function plainTree(root: Node, source: string): Tree {
  const cursor = root.walk();
  const read = (depth: number): Tree => {
    const kids: Tree[] = [];
    const type = cursor.nodeType;
    const field = cursor.currentFieldName ?? undefined;
    const line = cursor.startPosition.row + 1;
    const text = source.slice(cursor.startIndex, cursor.endIndex);
    if (depth < deepest && cursor.gotoFirstChild()) {
      do {
        if (cursor.nodeIsNamed ? !cursor.nodeType.endsWith('comment') : cursor.currentFieldName)
          kids.push(read(depth + 1));
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    return { type, field, line, text, kids };
  };
  try {
    return read(0);
  } finally {
    cursor.delete();
  }
}

/** The child in a field. */
export function kid(tree: Tree | undefined, field: string): Tree | undefined {
  return tree?.kids.find((one) => one.field === field);
}

/** The children of a type. */
export function kidsOf(tree: Tree | undefined, ...types: readonly string[]): readonly Tree[] {
  return tree ? tree.kids.filter((one) => types.includes(one.type)) : [];
}

/** The text of a tree on one line, clipped as guards show it. */
export function lineOf(tree: Tree): string {
  return clip(tree.text);
}
