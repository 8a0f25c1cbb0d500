import type { Server } from './facts/sign.ts';
import type { Route } from './guards/route.ts';
import type { Verification } from './jwt/verification.ts';
import type { LogReasons } from './logs/logReason.ts';
import type { ProofFacts } from './prove/proof.ts';
import type { Secret } from './secret.ts';

/** What is known besides an exchange when it is explained. */
export interface Knowledge {
  /** Values that the sender knows to be secrets, to be masked besides those that the exchange shows to be. */
  readonly known?: readonly Secret[] | undefined;
  /** Servers of one's own, as read from the files of `why401.signs`; their rules go before ours. */
  readonly own?: readonly Server[] | undefined;
  /** What was found out about tokens that were verified. */
  readonly verifications?: readonly Verification[] | undefined;
  /** What experiments with the request showed. */
  readonly proof?: ProofFacts | undefined;
  /** What the server's own log says of this very request. */
  readonly log?: LogReasons | undefined;
  /** Routes of the application that answered, as its sources have them. */
  readonly routes?: readonly Route[] | undefined;
}
