import type { Cause, Evidence, Found } from './cause.ts';
import { type Exchange, fieldValue, mayHideCredentials } from './exchange.ts';
import type { Place } from './place.ts';
import { text, words } from './text.ts';
import { found, saidFor } from './verdict.ts';

/**
 * Causes for an exchange whose source does not show all of the request: what is absent there proves nothing, so that
 * only what is shown is evidence, and what the answer says counts without it.
 */
export function judgedByWhatIsShown(exchange: Exchange, causes: readonly Cause[]): readonly Cause[] {
  if (!mayHideCredentials(exchange) && !exchange.answerHeadersNotShown) return causes;
  return causes.map((cause) => ({
    ...cause,
    weigh(facts) {
      const verdict = cause.weigh(facts);
      if (verdict?.kind === 'ruled-out') return exchange.requestNotShown ? undefined : verdict;
      const shown = verdict && withShownEvidence(verdict, exchange, cause.title);
      if (shown) return shown;
      const said = saidFor(facts, cause.id);
      return said
        ? found(
            said.certainty,
            text`The answer says ${said.quote.slice(0, 300)}; ${words(whatIsMissing(exchange))}`,
            said.evidence,
            said.fixes,
            said.source,
          )
        : undefined;
    },
  }));
}

function withShownEvidence(verdict: Found, exchange: Exchange, title: string): Found | undefined {
  const [first, ...rest] = verdict.evidence.filter((it) => isShown(it, exchange));
  if (!first) return undefined;
  // A sentence with a hole in it names what only the request could tell.
  const holed = verdict.summary.parts.some((part) => 'theirs' in part && part.theirs === '');
  return { ...verdict, evidence: [first, ...rest], ...(holed ? { summary: words(`${title}.`) } : {}) };
}

function isShown({ at }: Evidence, exchange: Exchange): boolean {
  const { requestNotShown, answerHeadersNotShown, request, response } = exchange;
  if (at.in === 'response-header' && answerHeadersNotShown) return fieldValue(response.headers, at.name) !== undefined;
  if (requestNotShown) return isInAnswer(at);
  if (at.in !== 'request-header' || !mayHideCredentials(exchange)) return true;
  return fieldValue(request.headers, at.name) !== undefined;
}

function whatIsMissing(exchange: Exchange): string {
  if (exchange.requestNotShown) return 'the request was not recorded.';
  return mayHideCredentials(exchange)
    ? 'what was sent is not fully recorded.'
    : 'the headers of the answer were not recorded.';
}

function isInAnswer(place: Place): boolean {
  return place.in === 'status' || place.in === 'response-header' || place.in === 'response-body';
}
