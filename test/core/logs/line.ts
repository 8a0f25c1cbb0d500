import type { CauseId } from '../../../src/core/causeIds.ts';

/** Who wrote it, what it says, what that means, what the sentence must name, and where the words come from. */
export type Line = readonly [by: string, message: string, cause: CauseId, names: readonly string[], source: string];
