import type { Exchange } from './exchange.ts';
import { type Explained, refusalExplainer } from './explainAll.ts';
import type { Knowledge } from './knowledge.ts';
import { readStepwise } from './read/index.ts';
import type { Ending } from './read/step.ts';

/** How far the reading of a text is. */
export interface Progress {
  /** Entries looked at, of how many. */
  readonly done: number;
  readonly of: number;
  /** The refusal that this step found. */
  readonly refusal?: Explained;
}

/** All that a text holds of refusals. */
export interface ExplainedText extends Ending {
  /** Exchanges with an answer, refused or not. */
  readonly count: number;
  readonly refusals: readonly Explained[];
  /** The last exchange, for a text that holds no refusal. */
  readonly last?: { readonly entry: number; readonly exchange: Exchange };
}

/**
 * Reads a text and explains its refusals, an entry a step, so that the work on a log of many megabytes can be shown,
 * interrupted and given up. Entries that were not refused are let go of once they are no longer context.
 * The first step takes as long as parsing the whole text as JSON does. `now` in milliseconds since the epoch.
 */
export function* explainText(
  text: string,
  now: number,
  knowledge: Knowledge = {},
): Generator<Progress, ExplainedText, void> {
  const steps = readStepwise(text);
  const refusals: Explained[] = [];
  const explainNext = refusalExplainer(now, knowledge);
  let count = 0;
  let last: ExplainedText['last'];
  for (;;) {
    const { done: finished, value } = steps.next();
    if (finished) return { ...value, count, refusals, ...(last ? { last } : {}) };
    const { exchange, at, done, of } = value;
    if (!exchange) {
      yield { done, of };
      continue;
    }
    count++;
    last = { entry: at, exchange };
    const refusal = explainNext(exchange, at);
    if (refusal) refusals.push(refusal);
    yield { done, of, ...(refusal ? { refusal } : {}) };
  }
}

/** The same without pause. */
export function explainWholeText(text: string, now: number, knowledge: Knowledge = {}): ExplainedText {
  const steps = explainText(text, now, knowledge);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
