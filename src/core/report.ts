import type { CauseId } from './causeIds.ts';
import type { Certainty, Fix, Place } from './cause.ts';
import type { Text } from './text.ts';

/** What is shown of a diagnosis: ordered, hedged, redacted. Every printer prints this and nothing else. */
export interface Report {
  readonly status: number;
  /** `GET https://api.example/me`, query values masked where they are secrets. */
  readonly request: Text;
  /** The headline: `401 · The token expired 3 hours ago`. */
  readonly headline: Text;
  readonly findings: readonly ReportedFinding[];
  readonly ruledOut: readonly { readonly id: CauseId; readonly title: string; readonly because: Text }[];
  /** The server used the wrong status (401 for 403, 401 without WWW-Authenticate, …): one sentence each. */
  readonly remarks: readonly Text[];
}

export interface ReportedFinding {
  readonly id: CauseId;
  readonly title: string;
  readonly certainty: Certainty;
  /** `proven`, `the server says so`, `probably`, `possibly` */
  readonly certaintyWords: string;
  readonly summary: Text;
  readonly why: string;
  readonly link: string;
  readonly evidence: readonly ReportedEvidence[];
  readonly fixes: readonly Fix[];
}

export interface ReportedEvidence {
  /** For jumping there. */
  readonly place: Place;
  /** `response header WWW-Authenticate`, `token claim exp`, … */
  readonly at: string;
  /** The bytes themselves, redacted and cut to a line: the quoted place. Absent where there are none (a missing header). */
  readonly quote?: string;
  readonly shows: Text;
}
