/** A cell of a grid, both counted from 0. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/** Where a key leads in a grid of that size; undefined where it leads nowhere. */
export function moved(
  key: string,
  { row, column }: GridPlace,
  size: GridSize,
  withControl = false,
): GridPlace | undefined {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  switch (key) {
    case 'ArrowUp':
      return { row: withControl ? 0 : Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: withControl ? last.row : Math.min(last.row, row + 1), column };
    case 'ArrowLeft':
      return { row, column: withControl ? 0 : Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: withControl ? last.column : Math.min(last.column, column + 1) };
    case 'Home':
      return { row: withControl ? 0 : row, column: 0 };
    case 'End':
      return { row: withControl ? last.row : row, column: last.column };
    case 'PageUp':
      return { row: Math.max(0, row - page), column };
    case 'PageDown':
      return { row: Math.min(last.row, row + page), column };
    default:
      return undefined;
  }
}

const page = 10;
