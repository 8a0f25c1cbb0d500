import { h } from './dom.ts';

/** `GET http://api.example/me`: where it is narrow, the origin gives way and the path stays. */
export function requestLine(title: string): HTMLElement {
  const start = /^\S+ \w+:\/\/[^/?#\s]+/.exec(title)?.[0] ?? title;
  const path = title.slice(start.length);
  return h(
    'code',
    { class: 'request', title },
    h('span', { class: 'start' }, start),
    h('span', { class: 'path' }, path),
  );
}
