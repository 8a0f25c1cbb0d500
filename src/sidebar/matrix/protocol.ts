import type { CellVerdict } from '../../core/matrix/matrix.ts';
import type { Text } from '../../core/text.ts';

/**
 * What the extension and the webview of the access matrix say to each other. The extension always sends the whole
 * state; everything in it is already redacted, and no exchange is part of it.
 */
export interface MatrixState {
  readonly file: string;
  readonly environment?: string;
  /** Whether there are environments to choose from. */
  readonly choosable: boolean;
  readonly running?: { readonly done: number; readonly total: number };
  /** When the last run ended and how long it took: `14:02:11 UTC, 1.2 s`. */
  readonly ran?: string;
  readonly summary?: SummaryView;
  readonly users: readonly UserView[];
  readonly rows: readonly RowView[];
  /** How many rows change something and were not sent. */
  readonly unsafe: number;
  readonly detail?: DetailView;
}

export interface SummaryView {
  readonly tone: 'opened' | 'breach' | 'fine' | 'plain';
  readonly headline: string;
  /** The breaches, most pressing first. */
  readonly breaches: readonly BreachView[];
  /** How many are left out. */
  readonly more: number;
  /** `12 as expected · 3 not sent` */
  readonly counts: string;
}

export interface BreachView extends CellPlace {
  readonly look: CellLook;
  readonly says: string;
}

export interface CellPlace {
  readonly row: number;
  readonly user: number;
}

export interface UserView {
  readonly name: string;
  /** Under the name: `not proof`. */
  readonly word: string;
  readonly state: 'good' | 'not-proof' | 'unknown';
  readonly because?: Text;
  readonly renewable: boolean;
}

export interface RowView {
  readonly method: string;
  readonly target: string;
  readonly name: string;
  /** Changes something, and was not sent. */
  readonly unsafe: boolean;
  /** User by user; null: not there yet. */
  readonly cells: readonly (CellView | null)[];
}

/** How a cell is drawn: a cell that opened since the last run looks as one that is let in against what is wanted. */
export type CellLook = CellVerdict;

export interface CellView {
  readonly look: CellLook;
  readonly status?: number;
  /** `lets in`, `refused`, `not sent` */
  readonly word: string;
  /** `403` of `# @expect`, where something else came. */
  readonly wants?: string;
  /** The status of the last run, where it was another one. */
  readonly was?: number;
  /** How many notes there are. */
  readonly notes: number;
  /** All of it as a screen reader says it. */
  readonly spoken: string;
}

/** A cell in full. */
export interface DetailView extends CellPlace {
  /** `GET /orders/17 as viewer` */
  readonly title: string;
  readonly look: CellLook;
  readonly status?: number;
  readonly headline: Text;
  /** `403 is wanted, 200 came.` */
  readonly says: string;
  readonly certainty?: string;
  readonly summary?: Text;
  readonly why?: string;
  readonly fixes: readonly { readonly title: Text; readonly detail?: Text }[];
  readonly others: readonly string[];
  readonly notes: readonly Text[];
  /** Whether the sidebar can show all of it. */
  readonly inSidebar: boolean;
}

export type FromMatrix =
  | {
      readonly type:
        | 'ready'
        | 'run'
        | 'cancel'
        | 'include-unsafe'
        | 'write-expectations'
        | 'select-environment'
        | 'close-cell'
        | 'show-in-sidebar';
    }
  | ({ readonly type: 'open-cell' } & CellPlace)
  | { readonly type: 'open-request'; readonly row: number }
  | { readonly type: 'renew'; readonly user: number };

export interface ToMatrix {
  readonly type: 'state';
  readonly state: MatrixState;
}
