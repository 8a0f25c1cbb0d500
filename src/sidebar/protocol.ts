import type { CauseId } from '../core/causeIds.ts';
import type { Certainty, Place } from '../core/cause.ts';
import type { Text } from '../core/text.ts';

/**
 * What the extension and the sidebar's webview say to each other.
 * The extension always sends the whole state; everything in it is already redacted.
 */
export interface SidebarState {
  readonly restricted: boolean;
  readonly environments: readonly string[];
  readonly environment?: string;
  readonly users: readonly string[];
  readonly user?: string;
  /** The `.http` file whose requests are listed; absent when none was opened yet. */
  readonly file?: { readonly uri: string; readonly name: string; readonly requests: readonly RequestRow[]; readonly problems: number };
  readonly sending?: { readonly label: string; readonly id?: string };
  readonly result?: ResultView;
  /** A token decoded on its own (command Decode Token), shown when it is newer than the result. */
  readonly token?: TokenView;
}

export interface RequestRow {
  /** Stable while the file is: `line:name`. */
  readonly id: string;
  readonly line: number;
  readonly name: string;
  readonly method: string;
  readonly target: string;
  readonly status?: number;
  /** Last verdict in a few words. */
  readonly verdict?: string;
}

export interface ResultView {
  readonly id?: string;
  readonly title: string;
  readonly when: string;
  readonly status?: number;
  readonly statusText?: string;
  readonly headline: Text;
  readonly findings: readonly FindingView[];
  readonly ruledOut: readonly { readonly title: string; readonly because: Text }[];
  readonly remarks: readonly Text[];
  /** Instead of findings: not sent, no answer, or a success. */
  readonly notice?: { readonly kind: 'unsendable' | 'failed' | 'fine'; readonly lines: readonly Text[] };
  readonly tokens: readonly TokenView[];
  readonly hops: readonly HopView[];
  readonly requestHeaders: readonly { readonly name: string; readonly value: string; readonly secret: boolean }[];
  readonly responseHeaders: readonly { readonly name: string; readonly value: string; readonly secret: boolean }[];
  readonly requestBody?: string;
  readonly responseBody?: { readonly text: string; readonly language: string; readonly cut: boolean };
  readonly timings?: readonly { readonly phase: string; readonly ms: number }[];
}

export interface FindingView {
  readonly id: CauseId;
  readonly title: string;
  readonly certainty: Certainty;
  readonly certaintyWords: string;
  readonly summary: Text;
  readonly why: string;
  readonly link: string;
  readonly evidence: readonly { readonly at: string; readonly quote?: string; readonly shows: Text; readonly place: Place }[];
  readonly fixes: readonly { readonly index: number; readonly title: Text; readonly detail?: Text; readonly kind: 'edit' | 'action' | 'advice'; readonly link?: string }[];
}

export interface TokenView {
  /** Where it was found: `Authorization header`. */
  readonly at: string;
  readonly kind: string;
  readonly masked: string;
  readonly header: readonly { readonly name: string; readonly value: string; readonly label: string; readonly reading: string }[];
  readonly claims: readonly { readonly name: string; readonly value: string; readonly label: string; readonly reading: string }[];
  readonly checks: readonly { readonly outcome: 'fine' | 'wrong' | 'note'; readonly says: string }[];
  readonly defects: readonly string[];
  /** Seconds since the epoch. */
  readonly timeline?: { readonly issued?: number; readonly notBefore?: number; readonly expires?: number; readonly now: number };
}

export interface HopView {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly why?: string;
  /** `Authorization was left out: another origin` */
  readonly dropped: readonly string[];
}

export type FromSidebar =
  | { readonly type: 'ready' }
  | { readonly type: 'send'; readonly id: string }
  | { readonly type: 'cancel' }
  | { readonly type: 'reveal-request'; readonly id: string }
  | { readonly type: 'fix'; readonly finding: number; readonly fix: number }
  | { readonly type: 'evidence'; readonly finding: number; readonly evidence: number }
  | { readonly type: 'select-environment' }
  | { readonly type: 'select-user' }
  | { readonly type: 'open-example' }
  | { readonly type: 'copy-explanation' }
  /** Asks for a secret value in clear: answered by `revealed`. */
  | { readonly type: 'reveal'; readonly side: 'request' | 'response'; readonly index: number }
  | { readonly type: 'copy-value'; readonly side: 'request' | 'response'; readonly index: number }
  | { readonly type: 'open-link'; readonly url: string };

export type ToSidebar =
  | { readonly type: 'state'; readonly state: SidebarState }
  | { readonly type: 'revealed'; readonly side: 'request' | 'response'; readonly index: number; readonly value: string }
  /** Put the focus on this tab and row: a jump from evidence. */
  | { readonly type: 'show'; readonly place: Place };
