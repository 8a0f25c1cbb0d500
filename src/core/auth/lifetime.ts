import { inspectToken } from '../jwt/inspect.ts';
import type { Session } from './session.ts';
import type { Tokens } from './tokens.ts';

/** Renewed this long before the end, in milliseconds: time enough for a request on its way. */
const ahead = 30_000;

/**
 * When the access token ends, in milliseconds since the epoch by our clock; undefined where nothing tells.
 * `expires_in` counts from when the answer came, so no clock matters; `exp` is the server's time, and its skew is taken
 * off. Where both speak the earlier one holds: a server that promises more than its token says would be believed for nothing.
 */
export function endOf(tokens: Tokens): number | undefined {
  const promised = tokens.expiresIn === undefined ? undefined : tokens.receivedAt + tokens.expiresIn * 1000;
  const { exp } = inspectToken(tokens.accessToken.reveal());
  const skew = tokens.serverDate === undefined ? 0 : tokens.serverDate - tokens.receivedAt;
  // `Date` counts whole seconds: less than that is no skew.
  const claimed = exp === undefined ? undefined : exp * 1000 - (Math.abs(skew) < 2000 ? 0 : skew);
  if (promised === undefined || claimed === undefined) return promised ?? claimed;
  return Math.min(promised, claimed);
}

/** Whether a session is to be renewed before it is used. */
export function endsSoon(session: Session, now: number): boolean {
  if (session.expiresAt === undefined) return false;
  return renewalTime(session.refreshedAt ?? session.obtainedAt, session.expiresAt) < now;
}

/** From when on what lasts that long is to be had anew: what lives for less than two minutes in its last quarter. */
export function renewalTime(from: number, end: number): number {
  return end - Math.min(ahead, Math.max(0, end - from) / 4);
}

/** Whether its credential is of no use any more. */
export function hasEnded(session: Session, now: number): boolean {
  return session.expiresAt !== undefined && session.expiresAt <= now;
}
