/** How we know, strongest first. This order is the ranking. */
export const certainties = ['proven', 'stated', 'likely', 'possible'] as const;
/**
 * - proven: arithmetic on the exchange shows it, or an experiment does: the same request with one thing changed
 * - stated: the server says so, in a code or words that we know
 * - likely: the pattern fits and little else does
 * - possible: cannot be excluded
 */
export type Certainty = (typeof certainties)[number];
