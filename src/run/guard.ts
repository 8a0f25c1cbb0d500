import type { Exchange } from '../core/exchange.ts';
import type { RequestBlock } from '../core/http/httpFile.ts';
import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import type { Unsendable } from './run.ts';

/** Stands before the network in a run of many requests: what nobody asked for stays here, and the rest takes turns. */
export interface Guard {
  /** Why a request is not to be sent by itself; undefined: it may be. Asked of those that run first as well. */
  refuses(request: RequestBlock, resolved: ResolvedRequest): string | undefined;
  /** Waits for a turn at an origin. */
  turn(origin: string, signal: AbortSignal): Promise<Turn>;
}

export type Turn =
  /** `end` must be called, with the answer where one came. */
  | { readonly kind: 'turn'; end(exchange?: Exchange): void }
  /** Nothing more is sent there. */
  | { readonly kind: 'closed'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** Why a request was held back that could have been sent as it stands. */
export type Held = 'unsafe' | 'rate-limited';

export function heldBack(held: Held, message: string): Unsendable {
  return { kind: 'unsendable', problems: [{ message }], held };
}
