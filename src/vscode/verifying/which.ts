import { fieldValue } from '../../core/exchange.ts';
import { findTokens } from '../../core/jwt/find.ts';
import type { Token } from '../../core/jwt/token.ts';
import type { Secret } from '../../core/secret.ts';
import { parseHttpDate } from '../../core/time.ts';
import type { App } from '../app.ts';

/** The token that is to be verified, and what is known of its journey. */
export interface Chosen {
  readonly secret: Secret;
  readonly token: Token;
  readonly requestUrl?: string;
  /** Seconds by which the server's clock is ahead of ours. */
  readonly skew?: number;
}

/** The token of a place in the sidebar; without one, the newest: that of Decode Token or the first that was sent. */
export function tokenToVerify(app: App, argument: unknown): Chosen | undefined {
  const place = placeOf(argument);
  const decoded = app.decodedToken.latest;
  const shown = app.history.latest;
  if (place === 'decoded' || (place === undefined && decoded && (shown?.at ?? 0) <= decoded.at))
    return decoded && { secret: decoded.secret, token: decoded.token };
  const { exchange } = shown ?? {};
  if (!exchange) return undefined;
  const tokens = findTokens(exchange.request);
  const found = place === undefined ? (tokens.find((it) => it.token.kind !== 'opaque') ?? tokens[0]) : tokens[place];
  const date = parseHttpDate(fieldValue(exchange.response.headers, 'Date') ?? '');
  const measured = exchange.source === 'sent' && date !== undefined && exchange.sentAt !== undefined;
  return (
    found && {
      secret: found.secret,
      token: found.token,
      requestUrl: exchange.request.url,
      ...(measured ? { skew: date - Math.floor(exchange.sentAt / 1000) } : {}),
    }
  );
}

/** What the sidebar hands over: a place of its own among the secrets. */
function placeOf(argument: unknown): number | 'decoded' | undefined {
  if (typeof argument !== 'object' || argument === null || !('of' in argument)) return undefined;
  if (argument.of === 'decoded') return 'decoded';
  return argument.of === 'token' && 'index' in argument && typeof argument.index === 'number'
    ? argument.index
    : undefined;
}
