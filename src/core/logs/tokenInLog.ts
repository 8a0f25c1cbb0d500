import { list, type Text, text, words } from '../text.ts';

/** What is to be said where secrets stand in a log, by the names that they stand under; undefined where none do. */
export function tokenInLog(names: Iterable<string>): Text | undefined {
  const all = [...new Set(names)].slice(0, 5);
  if (all.length === 0) return undefined;
  return text`${words(all.length === 1 ? 'A secret stands' : 'Secrets stand')} in the log (${list(all)}). Whoever reads the log can use ${words(all.length === 1 ? 'it' : 'them')} until it ends: send credentials in the Authorization header, and leave them out of the log's format.`;
}
