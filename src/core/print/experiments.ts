import type { ReportedProof } from '../report.ts';
import { toLine, wrap } from './terminal.ts';
import { visibleLine } from './visible.ts';

/** The answers to experiments and what each shows, then what follows: for a terminal. */
export function experimentsToTerminal({ experiments, concludes }: ReportedProof, columns: number): string {
  const width = Math.max(40, Math.min(columns, 100));
  const lines = experiments.flatMap(({ title, status, shows }) => [
    ...wrap(
      `${(status === undefined ? '\u2013' : String(status)).padEnd(3)}  ${toLine(title)}`,
      width,
      '  ',
      '       ',
    ),
    ...wrap(toLine(shows), width, '       '),
  ]);
  return `${['Tried, with one thing changed at a time', ...lines, ...wrap(toLine(concludes), width, '  ')].join('\n')}\n`;
}

/** A member of `why401 send --prove --json` for each of them. */
export interface ExperimentJson {
  /** `no-credentials`, `trailing-slash`, … */
  readonly change: string;
  readonly title: string;
  readonly status: number | null;
  readonly answer: string;
  readonly shows: string;
}

export function experimentsToJson({ experiments, concludes }: ReportedProof): {
  readonly experiments: readonly ExperimentJson[];
  readonly concludes: string;
} {
  return {
    experiments: experiments.map(({ change, title, status, answer, shows }) => ({
      change,
      title: toLine(title),
      status: status ?? null,
      answer,
      shows: toLine(shows),
    })),
    concludes: visibleLine(toLine(concludes)),
  };
}
