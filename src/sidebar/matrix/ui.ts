import type { CellPlace, FromMatrix } from './protocol.ts';

/** What the parts of the matrix share. */
export interface MatrixUi {
  post(message: FromMatrix): void;
  /** The cell that Tab leads to. */
  readonly current: CellPlace;
  /** Remembers it without moving the focus. */
  setCurrent(place: CellPlace): void;
  /** Moves the focus there. */
  focus(place: CellPlace): void;
}

/** Names a cell for the focus. */
export function cellKey({ row, user }: CellPlace): string {
  return `cell:${row}:${user}`;
}
