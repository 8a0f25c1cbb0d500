import { h, iconButton } from './dom.ts';
import type { SecretPlace } from './protocol.ts';
import { secretKey, type Ui } from './ui.ts';

/** Reveal (or hide) and Copy, for one masked value. */
export function secretButtons(ui: Ui, place: SecretPlace, what: string): HTMLElement {
  const key = secretKey(place);
  const shown = ui.revealed(place) !== undefined;
  return h(
    'span',
    { class: 'secret-buttons' },
    shown
      ? iconButton('eye-closed', `Hide ${what}`, `${key}:reveal`, () => ui.hide(place))
      : iconButton('eye', `Reveal ${what}`, `${key}:reveal`, () => ui.post({ type: 'reveal', place })),
    iconButton('copy', `Copy ${what}`, `${key}:copy`, () => ui.post({ type: 'copy-value', place })),
  );
}
