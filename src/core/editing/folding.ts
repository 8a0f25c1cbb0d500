import type { HttpFile, Part } from '../http/httpFile.ts';
import { lineOf } from '../http/position.ts';

/** Lines that fold into the first of them; 0-based, both ends included. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'request' | 'body' | 'comment' | 'script';
}

/** What can be folded: blocks from their separator, bodies, scripts, and comments of several lines. */
export function foldingRanges(file: HttpFile): readonly FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const add = (kind: FoldingRange['kind'], start: number, end: number) => {
    const range = { startLine: lineOf(file, start), endLine: lineOf(file, Math.max(start, end - 1)), kind };
    if (range.startLine < range.endLine) ranges.push(range);
  };

  let block: Part | undefined;
  let content: Part | undefined;
  let comment: { readonly start: number; end: number } | undefined;
  for (const part of file.parts) {
    if (part.kind === 'comment' || part.kind === 'directive') {
      if (comment) comment.end = part.end;
      else comment = { start: part.start, end: part.end };
    } else if (comment) {
      add('comment', comment.start, comment.end);
      comment = undefined;
    }
    if (part.kind === 'separator') {
      if (block && content) add('request', block.start, content.end);
      block = part;
      content = undefined;
    } else if (part.kind !== 'blank') {
      content = part;
    }
    if (part.kind === 'body' || part.kind === 'stored-response') add('body', part.start, part.end);
    if (part.kind === 'script' || part.kind === 'handler' || part.kind === 'curl') add('script', part.start, part.end);
  }
  if (comment) add('comment', comment.start, comment.end);
  if (block && content) add('request', block.start, content.end);
  return ranges;
}
