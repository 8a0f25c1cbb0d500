import { visibleLine } from '../../core/print/visible.ts';
import { maskSecretsIn } from '../../core/redact.ts';
import { type Text, words } from '../../core/text.ts';

/** Sentences that mark code by backquotes. */
export function marked(sentence: string): Text {
  const parts = sentence.split('`');
  // Without its second one a backquote is a character of the sentence.
  if (parts.length % 2 === 0) return words(sentence);
  return { parts: parts.map((it, at) => (at % 2 === 0 ? { ours: it } : { theirs: maskSecretsIn(visibleLine(it)) })) };
}
