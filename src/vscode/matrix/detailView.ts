import { capital } from '../../core/capital.ts';
import { howItCame, messageOf, shortTitle } from '../../core/matrix/cellWords.ts';
import type { Cell, Matrix } from '../../core/matrix/matrix.ts';
import type { Report } from '../../core/report.ts';
import { plain, type Text, words } from '../../core/text.ts';
import type { DetailView } from '../../sidebar/matrix/protocol.ts';
import { lookOf, wordOf } from './cellView.ts';

/** A cell in full: what came, why, what to do about it, and what is to be noted. */
export function detailView({ rows, users }: Pick<Matrix, 'rows' | 'users'>, cell: Cell): DetailView | undefined {
  const row = rows[cell.row];
  const user = users[cell.user];
  if (!row || !user) return undefined;
  const { outcome, notes } = cell;
  const base = {
    row: cell.row,
    user: cell.user,
    title: `${shortTitle(row)} as ${user.name}`,
    look: lookOf(cell),
    notes: [...(cell.verdict === 'not-proof' && user.because ? [user.because] : []), ...notes],
  };
  if (outcome.kind !== 'answered')
    return {
      ...base,
      headline: words(capital(wordOf(outcome))),
      says: cell.want ? howItCame(cell) : messageOf(outcome),
      fixes: [],
      others: [],
      inSidebar: false,
    };
  const { status, report } = outcome;
  const best = report?.findings[0];
  return {
    ...base,
    status,
    headline: report ? withoutStatus(report.headline, status) : words(capital(wordOf(outcome))),
    says: howItCame(cell),
    ...(best ? { certainty: best.certaintyWords, why: best.why } : {}),
    ...(best && !saysAll(report.headline, best.summary) ? { summary: best.summary } : {}),
    fixes: (best?.fixes ?? []).map(({ title, detail }) => ({ title, ...(detail ? { detail } : {}) })),
    others: othersOf(report),
    inSidebar: true,
  };
}

function othersOf(report: Report | undefined): readonly string[] {
  return (report?.findings ?? []).slice(1, 4).map((it) => it.title);
}

/** A headline is the summary where that is short. */
function saysAll(headline: Text, summary: Text): boolean {
  const said = plain(summary).replace(/\.$/, '').toLowerCase();
  return plain(headline).toLowerCase().endsWith(said);
}

/** The status stands beside it. */
function withoutStatus(headline: Text, status: number): Text {
  const [first, ...rest] = headline.parts;
  const lead = `${status} · `;
  if (!first || !('ours' in first) || !first.ours.startsWith(lead)) return headline;
  return { parts: [{ ours: capital(first.ours.slice(lead.length)) }, ...rest] };
}
