import type { Text } from '../core/text.ts';

export type Child = Node | string | undefined;

/** Attributes as in HTML; `undefined` and `false` leave one out. Listeners are added, never written as text. */
export interface Attributes {
  readonly on?: { readonly click?: () => void; readonly change?: () => void };
  readonly [name: string]: string | number | boolean | undefined | object;
}

/** Builds an element. Strings become text nodes: nothing of theirs is ever read as HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes,
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  const element: HTMLElement = made;
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'object' || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  const { click, change } = attributes.on ?? {};
  if (click) element.addEventListener('click', click);
  if (change) element.addEventListener('change', change);
  for (const child of children.flat()) if (child !== undefined) element.append(child);
  return made;
}

/** A codicon, for the eye only. */
export function icon(name: string): HTMLElement {
  return h('span', { class: `codicon codicon-${name}`, 'aria-hidden': 'true' });
}

/** Ours and prose as words, theirs as code. */
export function textNodes(text: Text): Node[] {
  return text.parts.map((part) =>
    'ours' in part
      ? document.createTextNode(part.ours)
      : part.prose
        ? document.createTextNode(part.theirs)
        : h('code', { class: 'theirs' }, part.theirs),
  );
}

/** The bare characters, for labels. */
export function plainWords(text: Text): string {
  return text.parts.map((part) => ('ours' in part ? part.ours : part.theirs)).join('');
}

/** A small button with an icon alone. */
export function iconButton(name: string, label: string, key: string, click: () => void): HTMLButtonElement {
  return h(
    'button',
    { class: 'icon-button', type: 'button', title: label, 'aria-label': label, 'data-key': key, on: { click } },
    icon(name),
  );
}
