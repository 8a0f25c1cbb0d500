import type { TokenSession } from '../core/auth/session.ts';
import type { Exchange } from '../core/exchange.ts';
import type { Secret } from '../core/secret.ts';
import type { Obtained } from '../send/oauth/obtained.ts';
import type { RunMemory } from './memory.ts';
import type { RunHost, RunTarget } from './run.ts';

/** A token for a need, or why there is none. `calls`: what was sent to the authorization server for it. */
export type Token =
  | {
      readonly kind: 'token';
      readonly value: Secret;
      /** Absent for tokens that Why401 does not keep: given ones, the editor's accounts. */
      readonly session?: TokenSession;
      readonly calls: readonly Exchange[];
    }
  | {
      readonly kind: 'none';
      /** What happened and what to do; one or two sentences. */
      readonly message: string;
      /** The answer that says why, the last of the calls. */
      readonly calls: readonly Exchange[];
      readonly network?: Extract<Obtained, { kind: 'failed' }>['code'];
    }
  | { readonly kind: 'cancelled' };

export interface TokenContext {
  readonly target: RunTarget;
  readonly memory: RunMemory;
  readonly host: RunHost;
  readonly signal: AbortSignal;
}

export function none(message: string): Extract<Token, { kind: 'none' }> {
  return { kind: 'none', message, calls: [] };
}
