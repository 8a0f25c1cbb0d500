import type { Framework } from './framework.ts';

/** Every framework that is read, in the order in which they are looked for: one line each. */
export const frameworks: readonly Framework[] = [];
