/**
 * One part of the panel. It is drawn anew only when what it shows has changed, and keeps the focus
 * on the element with the same `data-key`.
 */
export function createRegion<Shown>(container: HTMLElement, render: (shown: Shown) => readonly Node[]) {
  let last: string | undefined;
  return {
    show(shown: Shown, anew = false): void {
      const now = JSON.stringify(shown) ?? '';
      if (now === last && !anew) return;
      last = now;
      const focused = document.activeElement;
      const key = focused instanceof HTMLElement && container.contains(focused) ? focused.dataset.key : undefined;
      const nodes = render(shown);
      container.replaceChildren(...nodes);
      container.hidden = nodes.length === 0;
      if (key !== undefined) container.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
    },
  };
}
