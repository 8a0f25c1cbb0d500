import type { Node } from 'web-tree-sitter';

/** A node of a tree as plain data: named nodes, and others where they fill a field. */
export interface Piece {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly children: Piece[];
}

/** Nodes deeper than this are left out: nobody writes them, and reading is recursive. */
const deepest = 240;

/** Copies a tree out of the parser's memory; what `skips` says is copied without what is in it. */
export function outlineOf(
  root: Node,
  skips: (type: string, start: number, end: number, inside: string) => boolean,
): Piece {
  const cursor = root.walk();
  const copy = (depth: number, inside: string): Piece => {
    const type = cursor.nodeType;
    const start = cursor.startIndex;
    const end = cursor.endIndex;
    const children: Piece[] = [];
    const piece = { type, field: cursor.currentFieldName, start, end, children };
    if (depth < deepest && !skips(type, start, end, inside) && cursor.gotoFirstChild()) {
      do {
        if (cursor.nodeIsNamed || cursor.currentFieldName !== null) children.push(copy(depth + 1, type));
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    return piece;
  };
  try {
    return copy(0, '');
  } finally {
    cursor.delete();
  }
}

/** The child in a field. */
export const inField = (piece: Piece, field: string): Piece | undefined =>
  piece.children.find((it) => it.field === field);

export const ofType = (piece: Piece, type: string): Piece | undefined => piece.children.find((it) => it.type === type);
