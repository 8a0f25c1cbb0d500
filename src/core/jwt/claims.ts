import { formatBoth } from '../time.ts';
import type { ClaimReading, Claims } from './token.ts';

/** Each claim for a person, in the order of the token. `now`: seconds since the epoch. */
export function readClaims(claims: Claims, now: number): ClaimReading[] {
  return Object.entries(claims).map(([name, value]) => ({
    name,
    value: JSON.stringify(value),
    label: name,
    reading: name === 'exp' && typeof value === 'number' ? formatBoth(value, now) : JSON.stringify(value),
  }));
}
