import { findTokens } from '../../core/jwt/find.ts';
import type { SecretPlace } from '../../sidebar/protocol.ts';
import type { Decoded } from '../decoded.ts';
import type { HistoryEntry } from '../history.ts';
import { bodyInClear } from './exchange.ts';

/** The whole of a value that the sidebar shows masked. Called after a click on Reveal or Copy, and nowhere else. */
export function valueInClear(
  place: SecretPlace,
  shown: HistoryEntry | undefined,
  decoded: Decoded | undefined,
): string | undefined {
  if (place.of === 'decoded') return decoded?.secret.reveal();
  const exchange = shown?.exchange;
  if (!exchange) return undefined;
  if (place.of === 'token') return findTokens(exchange.request)[place.index]?.secret.reveal();
  const message = exchange[place.side];
  if (place.of === 'header') return message.headers[place.index]?.value;
  return message.body && bodyInClear(message.body);
}
