import type { Cause } from '../cause.ts';

/** Every cause, commonest first: the order decides ties. */
export const causes: readonly Cause[] = [];
