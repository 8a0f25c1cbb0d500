import { maskSecretsIn } from './redact.ts';
import { Secret } from './secret.ts';

/**
 * Words for a person. Literals are ours; interpolations are theirs: they come from the exchange, are shown as code,
 * pass through redaction when the text is built, and are escaped by each printer.
 */
export interface Text {
  readonly parts: readonly TextPart[];
}

/** `prose`: sentences that somebody else wrote for people, shown as words; all markup in them is escaped. */
export type TextPart = { readonly ours: string } | { readonly theirs: string; readonly prose?: true };

/** Builds a Text: text`The token lacks ${scope}.` Nested Texts are taken in as they are; numbers count as theirs. */
export function text(literals: TemplateStringsArray, ...values: readonly (string | number | Secret | Text)[]): Text {
  const parts: TextPart[] = [];
  for (let i = 0; i < literals.length; i++) {
    const ours = literals[i];
    if (ours) parts.push({ ours });
    if (i === values.length) break;
    const value = values[i];
    if (value === undefined) continue;
    if (typeof value === 'object' && 'parts' in value) parts.push(...value.parts);
    else if (value instanceof Secret) parts.push({ theirs: value.toString() });
    else parts.push({ theirs: maskSecretsIn(String(value)) });
  }
  return { parts };
}

/** Our own words chosen at run time (a duration, a count): no code marks, no escaping. */
export function words(ours: string): Text {
  return { parts: ours ? [{ ours }] : [] };
}

/** Sentences of somebody else's, such as the words of a rule of one's own: no code marks, but masked and escaped. */
export function prose(theirs: string): Text {
  return { parts: theirs ? [{ theirs: maskSecretsIn(theirs), prose: true }] : [] };
}

/** `a`, `b` and `c` */
export function list(items: readonly string[], conjunction: 'and' | 'or' = 'and'): Text {
  const parts: TextPart[] = [];
  items.forEach((item, i) => {
    if (0 < i) parts.push({ ours: i === items.length - 1 ? ` ${conjunction} ` : ', ' });
    parts.push({ theirs: maskSecretsIn(item) });
  });
  return { parts };
}

/** The bare characters, for tests, search and JSON: theirs in backquotes. */
export function plain(it: Text): string {
  return it.parts
    .map((part) => ('ours' in part ? part.ours : part.prose ? part.theirs : `\`${part.theirs}\``))
    .join('');
}
