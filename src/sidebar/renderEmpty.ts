import { h, icon } from './dom.ts';
import type { SidebarState } from './protocol.ts';
import type { Ui } from './ui.ts';

export type Empty = Pick<SidebarState, 'restricted'> & { readonly hasFile: boolean; readonly hasResult: boolean };

/** Before the first result: what this is, and one click to see it work. */
export function renderEmpty(ui: Ui, { restricted, hasFile, hasResult }: Empty): Node[] {
  if (hasResult) return [];
  if (hasFile && !restricted) {
    return [
      h(
        'p',
        { class: 'hint' },
        'Press ',
        icon('play'),
        'beside a request, or Send above it in the file. When the answer is a refusal, the reason is shown here.',
      ),
    ];
  }
  const buttons = [
    restricted ? undefined : wide('Open Example', 'open-example', 'button', 'beaker'),
    wide('Explain a HAR or curl -v output', 'explain-other', restricted ? 'button' : 'button secondary', 'file-code'),
    wide('Decode a token', 'decode-token', 'button secondary', 'key'),
  ];
  return [
    h('h2', { class: 'lead' }, 'Why was it refused?'),
    h(
      'p',
      {},
      'Open an .http file and send a request. For each 401 and 403, the reason is shown here, with what proves it and what to do.',
    ),
    restricted
      ? undefined
      : h(
          'p',
          { class: 'hint' },
          'New here? The example starts a small server on this computer, sends it a request, and shows why it refuses.',
        ),
    h('div', { class: 'stack' }, buttons),
  ].filter((it) => it !== undefined);

  function wide(label: string, type: 'open-example' | 'explain-other' | 'decode-token', look: string, picture: string) {
    return h(
      'button',
      { type: 'button', class: look, 'data-key': type, on: { click: () => ui.post({ type }) } },
      icon(picture),
      h('span', {}, label),
    );
  }
}
