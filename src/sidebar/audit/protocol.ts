import type { Text } from '../../core/text.ts';
import type { OpenSource, PlaceLabel, RouteView } from '../serverProtocol.ts';

/** What the extension and the webview of the guards' audit say to each other. The extension always sends the whole state. */
export interface AuditState {
  readonly folder: string;
  readonly reading: boolean;
  /** Why there is nothing to show. */
  readonly failed?: Text;
  readonly summary?: AuditSummary;
  /** What looks wrong, what is sure first. */
  readonly remarks: readonly RemarkView[];
  /** What was not read, and why. */
  readonly left: readonly string[];
  readonly rows: readonly AuditRow[];
  /** The row to show, once: another number asks again. */
  readonly show?: { readonly row: number; readonly time: number };
}

export interface AuditSummary {
  readonly tone: 'breach' | 'fine' | 'plain';
  readonly headline: string;
  /** `42 routes in 7 files · Express, Laravel` */
  readonly counts: string;
}

export interface RemarkView {
  readonly sure: boolean;
  /** `the code shows it`, `it may be meant` */
  readonly certainty: string;
  readonly says: Text;
  readonly advice: Text;
  readonly at: PlaceLabel;
  readonly other?: PlaceLabel;
}

export interface AuditRow extends RouteView {
  /** `auth, requireRole` */
  readonly guardNames: string;
  /** `role editor` */
  readonly needs: string;
  /** `admin 200 · viewer 403 (2 min ago)`; empty where nothing was seen. */
  readonly seen: string;
  /** How many remarks are about it. */
  readonly remarks: number;
}

export type FromAudit =
  | { readonly type: 'ready' | 'read-again' | 'cancel' | 'copy-markdown' }
  | { readonly type: 'open-remark'; readonly remark: number; readonly other: boolean }
  | { readonly type: 'open-place'; readonly row: number; readonly place: OpenSource };

export interface ToAudit {
  readonly type: 'state';
  readonly state: AuditState;
}
