import { plain, type Text } from '../text.ts';

/** Whether the headline is the sentence itself, after a word of caution where one is due: then it is not said again. */
export function saysAll(headline: Text, summary: Text): boolean {
  return plain(headline).toLowerCase().endsWith(plain(summary).replace(/\.$/, '').toLowerCase());
}
