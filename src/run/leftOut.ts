import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import type { RunProblem } from './run.ts';

/**
 * Lines of a request that were not understood, such as a header without a colon. Sent without them it would be another
 * request, and its refusal would be explained by what is missing: so it is not sent. Other requests of the file are.
 */
export function leftOut(file: HttpFile, { requestSpan }: RequestBlock): readonly RunProblem[] {
  return file.problems
    .filter((it) => it.severity === 'error' && requestSpan.start <= it.span.start && it.span.end <= requestSpan.end)
    .map(({ message, span }) => ({
      message: `${message} Nothing was sent, as this line would be left out.`,
      span,
    }));
}
