import type { CauseId } from '../causeIds.ts';
import type { Certainty } from '../certainty.ts';
import type { Facts } from '../facts.ts';
import type { Place } from '../place.ts';
import type { Text } from '../text.ts';

/** What the owner of an API would want to know about the way it refuses. Said only where the exchange shows it. */
export interface Note {
  readonly id: string;
  readonly at: Place;
  /** What the answer does, with the actual values: one sentence. */
  readonly says: Text;
  /** What production should send or set instead. */
  readonly instead: Text;
  /** Where the detail stays for those who develop it. */
  readonly inDevelopment?: Text;
  /** The standard's section, or a page on this kind of leak. */
  readonly link: string;
}

export interface Scene {
  readonly facts: Facts;
  /** The start of the answer's body, as sent; empty where there is none. */
  readonly body: string;
  /** The best finding's cause, where it is proven or stated: a mere guess is no ground to correct anybody. */
  readonly sure?: CauseId;
}

/** One way of refusing that is worth a note. */
export type Manner = (scene: Scene) => Note | undefined;

/** What is known of the best finding. */
export interface Best {
  readonly id: CauseId;
  readonly certainty: Certainty;
}
