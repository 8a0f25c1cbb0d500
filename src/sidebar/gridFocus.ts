import { type GridPlace, type GridSize, moved } from './gridKeys.ts';

/** Names a cell for the focus; the keys of its `data-key`. */
export function gridKey({ row, column }: GridPlace): string {
  return `cell:${row}:${column}`;
}

export interface GridActions {
  /** Tab leads to this cell from now on. */
  setCurrent(place: GridPlace): void;
  focus(place: GridPlace): void;
  /** Enter, the space bar, a click. */
  open(place: GridPlace): void;
  /** Another key, in lower case; false where it means nothing. */
  key?(key: string, place: GridPlace): boolean;
}

/** One stop for Tab in a grid of cells (`td` with a `data-key`); the arrow keys move inside it. */
export function gridFocus(grid: HTMLElement, size: GridSize, actions: GridActions): void {
  grid.addEventListener('focusin', ({ target }) => {
    const place = placeOf(target);
    if (!place) return;
    for (const it of grid.querySelectorAll<HTMLElement>('td[tabindex="0"]')) it.tabIndex = -1;
    if (target instanceof HTMLElement) target.tabIndex = 0;
    actions.setCurrent(place);
  });
  grid.addEventListener('click', ({ target }) => {
    const place = placeOf(target instanceof Element ? target.closest('td') : undefined);
    if (!place) return;
    actions.focus(place);
    actions.open(place);
  });
  grid.addEventListener('keydown', (event) => {
    const place = placeOf(event.target);
    if (!place || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') actions.open(place);
    else if (event.ctrlKey || !actions.key?.(event.key.toLowerCase(), place)) {
      const to = moved(event.key, place, size, event.ctrlKey);
      if (!to) return;
      actions.focus(to);
    }
    event.preventDefault();
  });
}

function placeOf(target: EventTarget | null | undefined): GridPlace | undefined {
  const key = target instanceof HTMLElement ? target.dataset.key : undefined;
  const found = key === undefined ? undefined : /^cell:(\d+):(\d+)$/.exec(key);
  return found ? { row: Number(found[1]), column: Number(found[2]) } : undefined;
}
