import { express } from './express/express.ts';
import type { Framework } from './framework.ts';

/** Every framework that is read, in the order in which they are looked for: one line each. */
export const frameworks: readonly Framework[] = [
  // The facts of one are read by itself only.
  express as unknown as Framework,
];
