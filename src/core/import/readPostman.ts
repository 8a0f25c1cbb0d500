import type { ImportedCollection, SourceText } from './collection.ts';
import type { Draft } from './draft.ts';

export function readPostman(
  _sources: readonly SourceText[],
  _draft: Draft,
): ImportedCollection | { readonly problem: string } {
  return { problem: 'x' };
}
