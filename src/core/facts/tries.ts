import type { Pattern } from './pattern.ts';

/**
 * Tries patterns on the texts of one exchange. Those of others share a budget of steps, so that no file of rules makes
 * an explanation wait: what lies beyond it does not hold, and is counted.
 */
export interface Tries {
  test(pattern: Pattern, text: string): boolean;
  exec(pattern: Pattern, text: string): ReturnType<Pattern['exec']>;
  /** How many tries the budget left no room for. */
  readonly untried: number;
}

/** RE2 in JavaScript takes some 15 nanoseconds for a step at worst, and a hundredth of that as a rule. */
const budget = 20_000_000;

export function createTries(): Tries {
  let left = budget;
  let untried = 0;
  /** Whether it may match, and its steps are left. */
  function affords(pattern: Pattern, text: string): boolean {
    const cost = pattern.cost?.(text) ?? 0;
    if (cost === 0) return false;
    if (left < cost) {
      untried++;
      return false;
    }
    left -= cost;
    return true;
  }
  return {
    test: (pattern, text) => (pattern.cost === undefined || affords(pattern, text)) && pattern.test(text),
    exec: (pattern, text) => (pattern.cost === undefined || affords(pattern, text) ? pattern.exec(text) : null),
    get untried() {
      return untried;
    },
  };
}
