import type { Server } from '../facts/sign.ts';

/** Every server we know. */
export const servers: readonly Server[] = [];
