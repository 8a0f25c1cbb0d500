import type { HttpFile, RequestBlock, Span } from '../http/httpFile.ts';
import { references } from '../http/position.ts';

/** Definitions that refer to each other are followed so far. */
const deepest = 5;

/** The named request whose answer this one takes a value from, directly or through variables of the file. */
export function credentialSource(file: HttpFile, request: RequestBlock): RequestBlock | undefined {
  return sourceIn(file, request.requestSpan, deepest);
}

function sourceIn(file: HttpFile, span: Span, depth: number): RequestBlock | undefined {
  if (depth === 0) return undefined;
  for (const it of references(file, span)) {
    const found = it.request ?? (it.definition && sourceIn(file, it.definition.value, depth - 1));
    if (found) return found;
  }
  return undefined;
}
