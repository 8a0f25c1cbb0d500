import type { OpenRequest, ParseState } from './parseState.ts';
import { report } from './parseState.ts';
import { isReferenceName } from './references.ts';

/**
 * Tells of braces in the head of a request that hold no reference, such as httpYac's JavaScript: they are sent as they
 * stand, which the draft standard wants and nobody means in a URL or a header.
 */
export function reportBraces(state: ParseState, request: OpenRequest): void {
  for (const it of [request.requestLine, ...request.continuation, ...request.headers.map(({ value }) => value)]) {
    if (!it.text.includes('{{')) continue;
    for (const found of it.text.matchAll(/\{\{([^{}\r\n]{1,200})\}\}/g)) {
      if (isReferenceName((found[1] ?? '').trim())) continue;
      const start = it.start + found.index;
      report(
        state,
        'warning',
        'not-a-reference',
        { start, end: start + found[0].length },
        'Sent as it stands: what is between the braces is no name of a variable. JavaScript there is read by httpYac only.',
      );
    }
  }
}
