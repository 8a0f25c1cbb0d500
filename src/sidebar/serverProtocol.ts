import type { Text } from '../core/text.ts';

/** What the server's side tells of the answer that is shown: its log, and the code in front of the route. Redacted. */
export interface ServerView {
  readonly log?: LogView;
  readonly guards?: GuardsView;
}

export interface LogView {
  /** `offered`: a click looks. `nothing`: it was looked, and no line belongs to the request. */
  readonly state: 'offered' | 'looking' | 'found' | 'nothing';
  /** Why it waits for a click, what is read now, or what came of it. */
  readonly says: Text;
  readonly lines: readonly LogLineView[];
  /** Where was looked, when nothing was found there. */
  readonly looked: readonly PlaceLabel[];
  /** What would help, most likely first. */
  readonly helps: readonly Text[];
  /** It looked by itself: not worth more than a line where nothing was found. */
  readonly byItself: boolean;
}

export interface LogLineView {
  readonly kind: 'access' | 'error' | 'application';
  readonly at: PlaceLabel;
  /** Masked, and nothing of it acts. May hold line ends. */
  readonly text: string;
  /** Only its beginning is shown. */
  readonly cut: boolean;
  /** How sure it is that the line belongs, and why. */
  readonly sure: Text;
  /** What the line means: the reason that the server gives. */
  readonly shows?: Text;
  /** What to do about it on the server. */
  readonly advice?: Text;
}

/** A place to jump to. */
export interface PlaceLabel {
  /** `error.log:14` */
  readonly short: string;
  /** `/var/log/nginx/error.log, line 14` */
  readonly whole: string;
  /** It is no file: what a program or another computer told. */
  readonly opens?: false;
}

export interface GuardsView {
  /** `none`: the code was read, and has no route for the request. */
  readonly state: 'offered' | 'reading' | 'route' | 'none' | 'failed';
  readonly says: Text;
  readonly route?: RouteView;
  /** Open at once; else folded. */
  readonly open: boolean;
}

export interface RouteView {
  readonly method: string;
  readonly path: string;
  readonly at: PlaceLabel;
  /** `Express` */
  readonly framework: string;
  /** In the order in which they run. */
  readonly guards: readonly GuardView[];
  readonly handler?: { readonly name: string; readonly at: PlaceLabel };
  /** What of the code could not be followed. */
  readonly unread: readonly string[];
}

export interface GuardView {
  readonly name: string;
  /** As written: `requireRole('editor')` */
  readonly text: string;
  /** `authentication` */
  readonly kind: string;
  readonly at: PlaceLabel;
  /** Where its code is, where that is another place. */
  readonly definedAt?: PlaceLabel;
  /** What it asks for: "needs role `editor`". */
  readonly needs?: Text;
  /** It most likely refused: how sure that is, and what it wants against what the request carries. */
  readonly refused?: Text;
}

/** What can be clicked in the server's sections. */
export type FromServer =
  | {
      readonly type:
        | 'look-at-log'
        | 'cancel-log'
        | 'open-log-settings'
        | 'look-at-guards'
        | 'cancel-guards'
        | 'audit-guards';
    }
  | { readonly type: 'open-log-line'; readonly line: number }
  | { readonly type: 'open-looked'; readonly looked: number }
  | OpenSource;

/** Opens a place of the route that is shown. */
export type OpenSource =
  | { readonly type: 'open-source'; readonly of: 'route' | 'handler' }
  | { readonly type: 'open-source'; readonly of: 'guard' | 'definition'; readonly guard: number };
