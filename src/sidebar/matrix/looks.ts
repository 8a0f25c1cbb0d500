import type { CellLook } from './protocol.ts';

/** What stands in a cell for its verdict, so that it reads without color. */
export const marks: Readonly<Record<CellLook, string>> = {
  opened: '✗',
  closed: '!',
  other: '~',
  'not-proof': '?',
  met: '✓',
  'open-question': '·',
  'not-sent': '–',
};

/** What the marks mean, in the order of weight. */
export const legend: readonly (readonly [CellLook, string])[] = [
  ['opened', 'let in, not to be'],
  ['closed', 'refused, not to be'],
  ['other', 'another status than wanted'],
  ['not-proof', 'no proof'],
  ['not-sent', 'not sent, or no answer'],
  ['open-question', 'nothing is expected'],
  ['met', 'as expected'],
];
