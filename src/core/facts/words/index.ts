import type { Words } from '../readSigns.ts';
import { absenceWords, rejectionWords } from './absence.ts';
import { combinedWords } from './combined.ts';
import { identityWords } from './identity.ts';
import { permissionWords } from './permission.ts';
import { requestWords } from './request.ts';
import { tokenCallWords } from './tokenCall.ts';

/**
 * How refusals are phrased, whoever speaks: across frameworks and, for the commonest, languages.
 * From special to general; the first match is what the answer states.
 */
export const vocabulary: Words = {
  phrases: [
    ...tokenCallWords,
    ...requestWords,
    ...identityWords,
    ...absenceWords,
    ...permissionWords,
    ...rejectionWords,
  ],
  combined: combinedWords,
};
