import type { RefusalForm } from '../core/print/refusalCode.ts';
import type { FromSidebar, SecretPlace } from './protocol.ts';

export const tabNames = ['headers', 'body', 'hops', 'timings'] as const;
export type TabName = (typeof tabNames)[number];

/** What the person opened and chose in the panel itself. Kept when the view is hidden; holds nothing of an exchange. */
export interface Kept {
  readonly tab: TabName;
  /** Folds by their key; absent: as they come. */
  readonly open: Readonly<Record<string, boolean>>;
  /** The form in which a better refusal was copied last. */
  readonly form?: RefusalForm;
}

/** What the parts of the panel share: a way to speak to the extension, and what is open. */
export interface Ui {
  post(message: FromSidebar): void;
  readonly tab: TabName;
  /** Shows a tab; draws the tabs anew. */
  choose(tab: TabName): void;
  /** The form in which better refusals are copied. */
  readonly form: RefusalForm;
  setForm(form: RefusalForm): void;
  isOpen(key: string, otherwise: boolean): boolean;
  setOpen(key: string, open: boolean): void;
  /** A value shown in clear after a click; forgotten with the next state. */
  revealed(place: SecretPlace): string | undefined;
  hide(place: SecretPlace): void;
}

/** `header:response:3`: names a masked value among the revealed ones, and its buttons for the focus. */
export function secretKey(place: SecretPlace): string {
  if (place.of === 'header') return `header:${place.side}:${place.index}`;
  if (place.of === 'body') return `body:${place.side}`;
  return place.of === 'token' ? `token:${place.index}` : 'decoded';
}
