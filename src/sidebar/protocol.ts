import type { CauseId } from '../core/causeIds.ts';
import type { Certainty } from '../core/certainty.ts';
import type { Place } from '../core/place.ts';
import type { RefusalForm } from '../core/print/refusalCode.ts';
import type { Text } from '../core/text.ts';
import type { FromServer, ServerView } from './serverProtocol.ts';

/**
 * What the extension and the sidebar's webview say to each other.
 * The extension always sends the whole state; everything in it is already redacted.
 */
export interface SidebarState {
  /** The workspace is not trusted: reading and explaining only. */
  readonly restricted: boolean;
  readonly environments: readonly string[];
  readonly environment?: string;
  readonly users: readonly string[];
  readonly user?: string;
  /** The `.http` file whose requests are listed; absent when none was opened yet. */
  readonly file?: FileView;
  readonly sending?: { readonly label: string; readonly id?: string };
  /** The refusals of a HAR or another long text; stands instead of a result. */
  readonly refusals?: RefusalListView;
  /** What the text was taken for that the result was read from. */
  readonly read?: ReadView;
  readonly result?: ResultView;
  readonly server?: ServerView;
  /** A token decoded on its own (command Decode Token), shown when it is newer than the result. */
  readonly token?: TokenView;
}

export interface FileView {
  readonly name: string;
  /** The first of them, where they are too many for a list. */
  readonly requests: readonly RequestRow[];
  /** How many there are. */
  readonly count: number;
  /** How many things in the text are wrong. */
  readonly problems: number;
}

export interface RequestRow {
  /** Stable while its name, or method and target, stand. */
  readonly id: string;
  readonly name: string;
  readonly method: string;
  readonly target: string;
  readonly status?: number;
  /** Last verdict in a few words. */
  readonly verdict?: string;
}

export interface RefusalListView {
  /** `shop.har`, `the clipboard` */
  readonly name: string;
  /** `HAR of Chrome, 214 entries` */
  readonly saw: string;
  /** It is a file that can be shown. */
  readonly inFile: boolean;
  readonly problems: readonly string[];
  readonly count: number;
  /** How many the filter leaves. */
  readonly matching: number;
  readonly causes: Facet;
  readonly hosts: Facet;
  /** The first of those that the filter leaves. */
  readonly rows: readonly RefusalRowView[];
  /** The one that was chosen last, by its entry. */
  readonly chosen?: number;
}

/** What the refusals can be filtered by, most frequent first, counted among those that the other filter leaves. */
export interface Facet {
  readonly shown: readonly FacetView[];
  /** How many are left out. */
  readonly more: number;
}

export interface FacetView {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly chosen: boolean;
}

export interface RefusalRowView {
  /** Its index in the text, 0-based. */
  readonly entry: number;
  readonly status: number;
  readonly method: string;
  readonly host?: string;
  readonly path: string;
  /** The cause's. */
  readonly title: string;
}

export interface ReadView {
  /** `HAR of Chrome, 214 entries: 3 refusals`, `An axios error` */
  readonly says: string;
  readonly from: string;
  readonly problems: readonly string[];
  /** How many refusals the list has that one can go back to. */
  readonly back?: number;
  readonly inFile: boolean;
}

export interface ResultView {
  /** Another one for each outcome, so that a repeated answer is told from the one before. */
  readonly key: string;
  /** The row that it belongs to. */
  readonly id?: string;
  readonly title: string;
  /** The time of day, with its zone. */
  readonly when: string;
  readonly whenInFull: string;
  readonly status?: number;
  readonly statusText?: string;
  /** Without the status, which is shown beside it. */
  readonly headline: Text;
  readonly findings: readonly FindingView[];
  readonly ruledOut: readonly { readonly title: string; readonly because: Text }[];
  readonly remarks: readonly Text[];
  /** For those who own the API. */
  readonly notes: readonly NoteView[];
  /** Whether the refusal that the API ought to send can be copied. */
  readonly better: boolean;
  /** Whether a client of one's own that renews its token would have been spared this. */
  readonly renewable: boolean;
  /** What was refused before it was renewed and sent once more: this is the second answer. */
  readonly first?: FirstAttemptView;
  /** The request that waits for this one and was not sent: `GET https://api.example/me` */
  readonly waiting?: string;
  /** Where the sign-in is written that this token call belongs to: `http-client.env.json, line 9` */
  readonly signInAt?: string;
  /** What was sent before it because it refers to them, oldest first: calls for tokens, named requests. */
  readonly ranFirst: readonly CallView[];
  /** Instead of findings: not sent, no answer, or a success. */
  readonly notice?: { readonly kind: 'unsendable' | 'failed' | 'cancelled' | 'fine'; readonly lines: readonly Text[] };
  /** What scripts and assertions came to; absent where the request has none. */
  readonly tests?: TestsView;
  /** Present where the reason can be proven by sending the request again; why that cannot be clicked. */
  readonly prove?: { readonly unavailable?: string };
  readonly proof?: ProofView;
  readonly tokens: readonly TokenView[];
  /** Absent where nothing came back from the network. */
  readonly exchange?: ExchangeView;
}

export interface TestsView {
  readonly rows: readonly {
    readonly name: string;
    readonly passed: boolean;
    readonly message?: string;
    /** The request it belongs to, where that ran first. */
    readonly request?: string;
  }[];
  /** What scripts logged. */
  readonly logs: readonly string[];
}

/** What was tried to prove the reason. */
export interface ProofView {
  readonly rows: readonly ProofRowView[];
  readonly concludes: Text;
}

export interface ProofRowView {
  readonly title: Text;
  readonly status?: number;
  /** The request was let through, or answered otherwise than before. */
  readonly differs: boolean;
  readonly shows: Text;
}

export interface FirstAttemptView {
  readonly status: number;
  readonly headline: Text;
  /** Best first. */
  readonly reasons: readonly { readonly title: string; readonly certaintyWords: string; readonly summary: Text }[];
  /** What was had anew: `the token of ada` */
  readonly renewed: string;
  /** Fields of the request that the second attempt sent otherwise. */
  readonly changed: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  readonly exchange: ExchangeView;
}

/** A request that another one waited for. Its secrets are masked and stay so. */
export interface CallView {
  /** `token of ada`, `login` */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** The server only says that the person is not done yet. */
  readonly pending?: true;
  readonly exchange: ExchangeView;
}

export interface FindingView {
  readonly id: CauseId;
  readonly title: string;
  readonly certainty: Certainty;
  readonly certaintyWords: string;
  readonly summary: Text;
  readonly why: string;
  readonly link: string;
  readonly evidence: readonly EvidenceView[];
  readonly fixes: readonly FixView[];
}

export interface EvidenceView {
  readonly at: string;
  /** The whole of a place that is shown in short. */
  readonly whole?: string;
  readonly quote?: string;
  readonly shows: Text;
  readonly place: Place;
}

export interface NoteView {
  readonly at: string;
  readonly quote?: string;
  readonly place: Place;
  /** What the answer does. */
  readonly says: Text;
  /** What production should send instead. */
  readonly instead: Text;
  readonly inDevelopment?: Text;
  readonly link: string;
}

export interface FixView {
  readonly kind: 'edit' | 'action' | 'advice';
  readonly title: Text;
  readonly detail?: Text;
  readonly link?: string;
  /** Why it can be read and not clicked: it sends where nothing may be sent. */
  readonly unavailable?: string;
  /** Another fix of this finding says the same; it keeps its place in the order, and is not shown. */
  readonly saidElsewhere?: true;
}

export interface TokenView {
  /** Where it was found: `Authorization header`. */
  readonly at: string;
  /** `signed JWT, access token` */
  readonly kind: string;
  readonly masked: string;
  readonly header: readonly ClaimView[];
  readonly claims: readonly ClaimView[];
  readonly checks: readonly { readonly outcome: 'fine' | 'wrong' | 'note'; readonly says: string }[];
  readonly defects: readonly string[];
  readonly timeline?: TimelineView;
  /** Whether a key could check or open it. */
  readonly verifiable: boolean;
  readonly verified?: VerifiedView;
  /** What could be better about it, most pressing first. */
  readonly care: readonly CareView[];
}

/** What was found out about a token with keys, or from its issuer. */
export interface VerifiedView {
  /** `Checked with the keys of https://issuer.example, read at …` */
  readonly about: string;
  readonly checks: readonly { readonly outcome: 'fine' | 'wrong' | 'unknown'; readonly says: string }[];
}

export interface CareView {
  readonly says: Text;
  /** The change to ask for. */
  readonly ask: Text;
  /** The steps to replace what is to be replaced; none where nothing is. */
  readonly rotate: readonly Text[];
  readonly link: string;
}

export interface ClaimView {
  readonly name: string;
  /** The raw value as JSON text. */
  readonly value: string;
  readonly label: string;
  readonly reading: string;
}

/** Seconds since the epoch, each with its words. */
export interface TimelineView {
  readonly issued?: Moment;
  readonly notBefore?: Moment;
  readonly expires?: Moment;
  /** `now`, or when the exchange was recorded. */
  readonly now: Moment;
}
export interface Moment {
  readonly at: number;
  /** `Issued`, `Expires`, `Expired`, `Now`, `Sent` */
  readonly label: string;
  /** `3 hours ago` */
  readonly relative: string;
  /** `2026-11-22 19:04:11 UTC` */
  readonly absolute: string;
}

export interface ExchangeView {
  readonly requestLine: string;
  readonly statusLine: string;
  readonly requestHeaders: readonly HeaderView[];
  readonly responseHeaders: readonly HeaderView[];
  readonly requestBody?: BodyView;
  readonly responseBody?: BodyView;
  /** Oldest first; the last one is the exchange itself. One alone: nothing was redirected or repeated. */
  readonly hops: readonly HopView[];
  readonly timings: readonly { readonly phase: string; readonly start: number; readonly ms: number }[];
}

export interface HeaderView {
  readonly name: string;
  readonly value: string;
  readonly secret: boolean;
}

export interface BodyView {
  readonly text: string;
  /** `1.2 kB, application/json` */
  readonly about: string;
  /** Shown in part. */
  readonly cut: boolean;
  /** Something in it is masked. */
  readonly secret: boolean;
}

export interface HopView {
  /** As evidence counts: from the oldest of `Exchange.earlier`, 0-based. */
  readonly entry: number;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** `redirected`, `asked for credentials` */
  readonly why?: string;
  /** `Authorization was left out: another origin` */
  readonly dropped: readonly string[];
}

/** A value that is shown masked. */
export type SecretPlace =
  | { readonly of: 'header'; readonly side: 'request' | 'response'; readonly index: number }
  | { readonly of: 'body'; readonly side: 'request' | 'response' }
  | { readonly of: 'token'; readonly index: number }
  /** The token decoded on its own. */
  | { readonly of: 'decoded' };

/** What can be clicked in the list of refusals, and above one of them. */
export type FromRefusals =
  | { readonly type: 'choose-refusal'; readonly entry: number }
  | { readonly type: 'filter-refusals'; readonly by: 'cause' | 'host' | 'all'; readonly value?: string }
  /** Show the entry in its file. */
  | { readonly type: 'back-to-refusals' | 'close-refusals' | 'reveal-entry' };

export type FromSidebar =
  | FromRefusals
  | FromServer
  | { readonly type: 'ready' }
  | { readonly type: 'send'; readonly id: string }
  | { readonly type: 'cancel' }
  /** Show the request in its file, with the result that it had. */
  | { readonly type: 'reveal-request'; readonly id: string }
  | { readonly type: 'fix'; readonly finding: number; readonly fix: number }
  | { readonly type: 'copy-better'; readonly form: RefusalForm }
  | { readonly type: 'evidence'; readonly finding: number; readonly evidence: number }
  | { readonly type: 'select-environment'; readonly name?: string }
  | { readonly type: 'select-user'; readonly name?: string }
  | {
      readonly type:
        | 'open-example'
        | 'explain-other'
        | 'decode-token'
        | 'copy-explanation'
        | 'copy-retry-code'
        | 'prove'
        | 'open-sign-in'
        | 'manage-trust';
    }
  /** Asks for a masked value in clear, by a click: answered by `revealed`, or put onto the clipboard. */
  | { readonly type: 'reveal' | 'copy-value'; readonly place: SecretPlace }
  | { readonly type: 'verify-token'; readonly place: SecretPlace }
  | { readonly type: 'open-link'; readonly url: string };

export type ToSidebar =
  | { readonly type: 'state'; readonly state: SidebarState }
  | { readonly type: 'revealed'; readonly place: SecretPlace; readonly value: string };
