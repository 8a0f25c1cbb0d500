import type { Sign } from '../sign.ts';
import { absenceWords, rejectionWords } from './absence.ts';
import { identityWords } from './identity.ts';
import { permissionWords } from './permission.ts';
import { requestWords } from './request.ts';

/**
 * How refusals are phrased, whoever speaks: across frameworks and, for the commonest, languages.
 * From special to general; the first match is what the answer states.
 */
export const vocabulary: readonly Sign[] = [
  ...requestWords,
  ...identityWords,
  ...absenceWords,
  ...permissionWords,
  ...rejectionWords,
];
