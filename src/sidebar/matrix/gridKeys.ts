import type { CellPlace } from './protocol.ts';

/** Where a key leads in a grid of so many rows and users; undefined where it leads nowhere. */
export function moved(
  key: string,
  { row, user }: CellPlace,
  size: { readonly rows: number; readonly users: number },
  withControl = false,
): CellPlace | undefined {
  const last = { row: size.rows - 1, user: size.users - 1 };
  switch (key) {
    case 'ArrowUp':
      return { row: withControl ? 0 : Math.max(0, row - 1), user };
    case 'ArrowDown':
      return { row: withControl ? last.row : Math.min(last.row, row + 1), user };
    case 'ArrowLeft':
      return { row, user: withControl ? 0 : Math.max(0, user - 1) };
    case 'ArrowRight':
      return { row, user: withControl ? last.user : Math.min(last.user, user + 1) };
    case 'Home':
      return { row: withControl ? 0 : row, user: 0 };
    case 'End':
      return { row: withControl ? last.row : row, user: last.user };
    case 'PageUp':
      return { row: Math.max(0, row - page), user };
    case 'PageDown':
      return { row: Math.min(last.row, row + page), user };
    default:
      return undefined;
  }
}

const page = 10;
