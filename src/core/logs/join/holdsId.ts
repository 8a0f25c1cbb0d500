import type { LogRecord } from '../logRecord.ts';

/** The id among these that stands in a record, as a word of its own. */
export function holdsId(
  { text, requestIds }: Pick<LogRecord, 'text' | 'requestIds'>,
  ids: readonly string[],
): string | undefined {
  return ids.find((id) => requestIds?.includes(id) === true || hasWord(text, id));
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); 0 <= at; at = text.indexOf(word, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return true;
  }
  return false;
}

function isPart(it: string | undefined): boolean {
  return it !== undefined && /[A-Za-z0-9_]/.test(it);
}
