import type { CauseId } from '../causeIds.ts';
import type { LineChange } from '../fixDiff.ts';
import type { Report, ReportedEvidence } from '../report.ts';
import { plain } from '../text.ts';
import { type ExperimentJson, experimentsToJson } from './experiments.ts';
import { visibleLine } from './visible.ts';

/** One line of `why401 explain --json`. Its members are a contract; more may be added, none renamed. */
export interface ReportJson {
  readonly file: string;
  /** Index of the entry in the file, 0-based. */
  readonly entry: number;
  readonly status: number;
  /** Best first. */
  readonly causes: readonly CauseJson[];
  readonly ruledOut: readonly { readonly id: CauseId; readonly because: string }[];
  /** For those who own the API, most pressing first. */
  readonly notes: readonly {
    readonly id: string;
    readonly at: string;
    readonly says: string;
    readonly instead: string;
    readonly inDevelopment?: string;
    readonly link: string;
  }[];
  /** What was tried to prove it, where something was, and what follows. */
  readonly experiments?: readonly ExperimentJson[];
  readonly concludes?: string;
}

export interface CauseJson {
  readonly id: CauseId;
  readonly certainty: string;
  readonly title: string;
  readonly summary: string;
  readonly why: string;
  readonly evidence: readonly { readonly at: string; readonly shows: string }[];
  readonly fixes: readonly FixJson[];
}

export interface FixJson {
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  /** Of an edit: the lines of the message that it changes, `- ` before what was sent and `+ ` before what would be. */
  readonly diff?: readonly string[];
}

export function toJson(report: Report, file: string, entry: number): ReportJson {
  return {
    file,
    entry,
    status: report.status,
    causes: report.findings.map((it) => ({
      id: it.id,
      certainty: it.certainty,
      title: it.title,
      summary: visibleLine(plain(it.summary)),
      why: it.why,
      evidence: it.evidence.map((evidence) => ({ at: visibleLine(evidence.at), shows: shows(evidence) })),
      fixes: it.fixes.map((fix) => ({
        kind: fix.kind,
        title: visibleLine(plain(fix.title)),
        detail: fix.detail ? visibleLine(plain(fix.detail)) : '',
        ...(fix.changes ? { diff: fix.changes.flatMap(diffLines) } : {}),
      })),
    })),
    ruledOut: report.ruledOut.map((it) => ({ id: it.id, because: visibleLine(plain(it.because)) })),
    notes: report.notes.map((it) => ({
      id: it.id,
      at: visibleLine(it.at),
      says: visibleLine(plain(it.says)),
      instead: visibleLine(plain(it.instead)),
      ...(it.inDevelopment ? { inDevelopment: visibleLine(plain(it.inDevelopment)) } : {}),
      link: it.link,
    })),
    ...(report.proof ? experimentsToJson(report.proof) : {}),
  };
}

function diffLines({ was, is }: LineChange): string[] {
  return [
    ...(was === undefined ? [] : [`- ${visibleLine(was)}`]),
    ...(is === undefined ? [] : [`+ ${visibleLine(is)}`]),
  ];
}

/** What it shows, and the bytes themselves where the sentence does not hold them already. */
function shows(evidence: ReportedEvidence): string {
  const sentence = visibleLine(plain(evidence.shows));
  const quote = evidence.quote === undefined ? undefined : visibleLine(evidence.quote);
  return quote === undefined || sentence.includes(quote) ? sentence : `${sentence} (\`${quote}\`)`;
}
