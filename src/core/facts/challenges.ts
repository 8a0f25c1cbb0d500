import { type Exchange, fieldValues } from '../exchange.ts';
import { type Challenge, readChallenges } from '../headers/challenge.ts';

/** A challenge with the field it came in. */
export interface ReadChallenge extends Challenge {
  readonly field: string;
  /** The whole field where the challenge's parameters do not follow the grammar, e.g. `OAuth "Facebook Platform" "invalid_token" "…"`. */
  readonly unread?: string;
}

/** The challenges of an answer: WWW-Authenticate and Proxy-Authenticate (RFC 9110, 11.6.1 and 11.7.1). */
export function readAnswerChallenges(exchange: Exchange): ReadChallenge[] {
  const found: ReadChallenge[] = [];
  for (const field of ['WWW-Authenticate', 'Proxy-Authenticate']) {
    const values = fieldValues(exchange.response.headers, field).map((it) => it.slice(0, 20_000));
    if (values.length === 0) continue;
    readChallenges(values).forEach((it, i) => {
      found.push({
        ...it,
        field,
        ...(i === 0 && it.defects.length !== 0 ? { unread: values.join(', ').slice(0, 2_000) } : {}),
      });
    });
  }
  return found;
}

/** Digest: the nonce is too old, user and password were right (RFC 7616, 3.3). */
export function asksForNewNonce(challenges: readonly Challenge[]): boolean {
  return challenges.some((it) => it.params.some((param) => param.name === 'stale' && /^true$/i.test(param.value)));
}
