import type { CauseId } from '../../causeIds.ts';
import { near } from '../pattern.ts';
import type { Condition, Sign } from '../sign.ts';
import { states, things } from './concepts.ts';

type Thing = keyof typeof things;
type State = keyof typeof states;

/**
 * What it means that one thing is said to be in one state, in whatever words and language. From special to general.
 * Asked last, where no phrase is known: so a reading is likely at the most.
 */
const meanings: readonly (readonly [thing: Thing, state: State, cause: CauseId, when?: readonly Condition[]])[] = [
  ['account', 'blocked', 'account-blocked'],
  ['token', 'revoked', 'token-revoked'],
  ['session', 'revoked', 'token-revoked'],
  ['key', 'revoked', 'token-revoked'],
  ['session', 'expired', 'session-expired'],
  ['token', 'expired', 'token-expired'],
  ['key', 'expired', 'token-expired'],
  ['login', 'expired', 'session-expired', ['cookie']],
  ['login', 'expired', 'token-expired', ['credentials']],
  ['plan', 'expired', 'service-not-enabled'],
  ['plan', 'excluding', 'service-not-enabled'],
  ['network', 'only', 'network-blocked'],
  ['network', 'denied', 'network-blocked'],
  ['address', 'denied', 'network-blocked'],
  ['address', 'blocked', 'network-blocked'],
  ['origin', 'denied', 'origin-not-allowed'],
  ['time', 'wrong', 'clock-skew'],
  ['time', 'expired', 'clock-skew'],
  ['signature', 'wrong', 'token-signature-invalid', ['jwt']],
  ['signature', 'wrong', 'request-signature-invalid', ['credentials']],
  ['password', 'wrong', 'password-wrong', ['login']],
  ['account', 'wrong', 'password-wrong', ['login']],
  ['password', 'wrong', 'password-wrong', ['basic']],
  ['client', 'wrong', 'client-invalid', ['client-credentials']],
  ['key', 'blocked', 'api-key-invalid', ['credentials']],
  ['key', 'wrong', 'api-key-invalid', ['key-header']],
  ['key', 'wrong', 'api-key-invalid', ['key-query']],
  ['token', 'wrong', 'token-invalid', ['credentials']],
  ['token', 'missing', 'credentials-missing', ['anonymous']],
  ['key', 'missing', 'credentials-missing', ['anonymous']],
  ['login', 'missing', 'credentials-missing', ['anonymous']],
  ['plan', 'lacking', 'service-not-enabled', ['credentials']],
  ['scope', 'lacking', 'scope-missing', ['credentials']],
  ['permission', 'lacking', 'role-missing', ['credentials']],
  ['permission', 'denied', 'role-missing', ['credentials']],
  ['account', 'denied', 'role-missing', ['credentials']],
];

/** How servers refuse, told by a thing and its state side by side, where no phrase of the vocabulary fits. */
export const combinedWords: readonly Sign[] = [
  { cause: 'rate-limited', certainty: 'likely', says: states.tooMany },
  ...meanings.map(
    ([thing, state, cause, when]): Sign => ({
      cause,
      certainty: 'likely',
      says: near(things[thing], states[state]),
      // A 401 in such words mostly means that nobody was identified.
      ...(cause === 'role-missing' ? { status: [200, 400, 403, 404, 405, 409, 422, 500] } : {}),
      ...(when ? { when } : {}),
    }),
  ),
];
