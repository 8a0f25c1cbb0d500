import type { Text } from '../../core/text.ts';
import type { PlaceLabel } from '../serverProtocol.ts';

/** What the extension and the webview that follows refusals say to each other. The extension always sends the whole state. */
export interface FollowState {
  readonly running: 'starting' | 'following' | 'paused' | 'stopped';
  /** What is followed, and what cannot be. */
  readonly sources: readonly FollowedView[];
  readonly problems: readonly Text[];
  /** Minute by minute, oldest first; sixty of them. */
  readonly minutes: readonly MinuteView[];
  /** How many there were in the last hour, by status. */
  readonly counts: readonly { readonly status: number; readonly count: number }[];
  /** What reads as a burst: whole sentences, the newest first. */
  readonly bursts: readonly Text[];
  readonly causes: CountsView;
  readonly addresses: CountsView;
  readonly paths: CountsView;
  /** Newest first. */
  readonly refusals: readonly RefusalView[];
  /** How many came while it was paused. */
  readonly held: number;
  readonly opened?: OpenedView;
}

export interface FollowedView {
  readonly at: PlaceLabel;
  /** `access log of nginx` */
  readonly says: string;
}

export interface MinuteView {
  /** `21:04` */
  readonly at: string;
  readonly unauthorized: number;
  readonly forbidden: number;
}

/** Most frequent first. */
export interface CountsView {
  readonly shown: readonly { readonly label: string; readonly count: number }[];
  /** How many others there are. */
  readonly more: number;
}

export interface RefusalView {
  /** Another one for each. */
  readonly key: string;
  /** `21:04:11` */
  readonly time: string;
  readonly status: number;
  readonly method: string;
  readonly target: string;
  readonly address: string;
  /** The cause's title, or what is known of it. */
  readonly says: string;
}

export interface OpenedView {
  readonly key: string;
  readonly title: string;
  readonly status: number;
  /** What the server says, and how sure that is. */
  readonly shows: Text;
  readonly certainty: string;
  readonly why?: string;
  readonly advice?: Text;
  readonly lines: readonly { readonly at: PlaceLabel; readonly kind: string; readonly text: string }[];
}

export type FromFollow =
  | { readonly type: 'ready' | 'pause' | 'resume' | 'clear' | 'stop' | 'start' | 'close' | 'open-settings' }
  | { readonly type: 'open'; readonly key: string }
  | { readonly type: 'open-line'; readonly line: number }
  | { readonly type: 'open-source'; readonly source: number };

export interface ToFollow {
  readonly type: 'state';
  readonly state: FollowState;
}
