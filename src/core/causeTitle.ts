import type { CauseId } from './causeIds.ts';
import { causes } from './causes/index.ts';

/** The title of a cause: `The token has expired`. */
export function causeTitle(id: CauseId): string {
  return causes.find((it) => it.id === id)?.title ?? id;
}
