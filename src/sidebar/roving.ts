/**
 * One stop for Tab in a list; the arrow keys, Home and End move inside it.
 * `enter` is what the Enter key does on an item, where that differs from a click.
 */
export function roving(
  items: readonly HTMLElement[],
  current: number,
  keys: { readonly previous: string; readonly next: string },
  enter?: (index: number) => void,
): void {
  items.forEach((item, index) => {
    item.tabIndex = index === current ? 0 : -1;
    item.addEventListener('focus', () => {
      for (const other of items) other.tabIndex = other === item ? 0 : -1;
    });
    item.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && enter && !event.repeat) {
        event.preventDefault();
        enter(index);
        return;
      }
      const to = target(event.key, index);
      if (to === undefined) return;
      event.preventDefault();
      items[to]?.focus();
    });
  });

  function target(key: string, index: number): number | undefined {
    if (key === keys.next) return Math.min(index + 1, items.length - 1);
    if (key === keys.previous) return Math.max(index - 1, 0);
    if (key === 'Home') return 0;
    return key === 'End' ? items.length - 1 : undefined;
  }
}
