import { keyEnding } from './key-ending.ts';
import { keyNotPublished } from './key-not-published.ts';
import { kidMissing } from './kid-missing.ts';
import { longLifetime } from './long-lifetime.ts';
import { noAudience } from './no-audience.ts';
import { noExpiry } from './no-expiry.ts';
import { noRotation } from './no-rotation.ts';
import { refreshTokenInRepository } from './refresh-token-in-repository.ts';
import type { Care, CareScene, Remark } from './remark.ts';
import { sensitiveClaims } from './sensitive-claims.ts';
import { sharedSecret } from './shared-secret.ts';
import { tokenInUrl } from './token-in-url.ts';
import { typMissing } from './typ-missing.ts';
import { weakSecret } from './weak-secret.ts';

/** More than a few at once help nobody. */
const most = 4;

/** What could be better about a token, most pressing first; nothing where it is as it should be. */
export function readCare(scene: CareScene): readonly Remark[] {
  return cares.flatMap((it) => it(scene) ?? []).slice(0, most);
}

/** What others may have seen first, then what helps a thief, then what breaks at the next change of keys. */
const cares: readonly Care[] = [
  refreshTokenInRepository,
  tokenInUrl,
  weakSecret,
  sensitiveClaims,
  sharedSecret,
  noExpiry,
  longLifetime,
  noAudience,
  noRotation,
  keyNotPublished,
  keyEnding,
  kidMissing,
  typMissing,
];
