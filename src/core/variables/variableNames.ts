import type { HttpFile, RequestBlock } from '../http/httpFile.ts';
import { knownNames } from './lookup.ts';
import type { Scope } from './scope.ts';

/** Names that can be referred to from a request: variables and named requests, without repetitions. */
export function variableNames(
  file: HttpFile,
  request: RequestBlock | undefined,
  scope: Pick<Scope, 'layers' | 'runtime'>,
): readonly string[] {
  const place = { file, request, at: request?.requestLine.start ?? file.text.length };
  return [...new Set([...knownNames(place, scope), ...file.requests.map((it) => it.name).filter((it) => it !== '')])];
}
