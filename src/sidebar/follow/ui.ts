import type { FromFollow } from './protocol.ts';

/** What the parts of the tab share. */
export interface FollowUi {
  post(message: FromFollow): void;
}
