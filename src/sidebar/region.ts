/**
 * One part of the panel. It is drawn anew only when what it shows has changed, and keeps the focus
 * on the element with the same `data-key` or `data-place`, and how far `data-scrolls` was scrolled.
 */
export function createRegion<Shown>(container: HTMLElement, render: (shown: Shown) => readonly Node[]) {
  let last: string | undefined;
  return {
    show(shown: Shown, anew = false): void {
      const now = JSON.stringify(shown) ?? '';
      if (now === last && !anew) return;
      last = now;
      const focused = document.activeElement;
      const same = focused instanceof HTMLElement && container.contains(focused) ? selectorOf(focused) : undefined;
      const scrolled = container.querySelector('[data-scrolls]')?.scrollTop ?? 0;
      const nodes = render(shown);
      container.replaceChildren(...nodes);
      container.hidden = nodes.length === 0;
      const scrolls = container.querySelector('[data-scrolls]');
      if (scrolls) scrolls.scrollTop = scrolled;
      if (same !== undefined) container.querySelector<HTMLElement>(same)?.focus({ preventScroll: true });
    },
  };
}

function selectorOf({ dataset: { key, place } }: HTMLElement): string | undefined {
  if (key !== undefined) return `[data-key="${CSS.escape(key)}"]`;
  return place === undefined ? undefined : `[data-place="${CSS.escape(place)}"]`;
}
