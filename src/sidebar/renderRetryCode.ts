import { h } from './dom.ts';
import type { Ui } from './ui.ts';

/** For those who write a client of the API: what Why401 does about such a refusal, as code. */
export function renderRetryCode(ui: Ui): HTMLElement {
  return h(
    'p',
    { class: 'why' },
    'In your own client: ',
    h(
      'button',
      {
        type: 'button',
        class: 'link',
        title: 'Renews the token ahead of its end and once after a 401, for fetch, axios or Laravel',
        'data-key': 'retry-code',
        on: { click: () => ui.post({ type: 'copy-retry-code' }) },
      },
      'copy renew-and-retry as code',
    ),
  );
}
