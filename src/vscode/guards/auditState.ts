import type { GuardRemark, Route } from '../../core/guards/route.ts';
import { visibleLine } from '../../core/print/visible.ts';
import { maskSecretsIn } from '../../core/redact.ts';
import { type Text, words } from '../../core/text.ts';
import type { AuditRow, AuditState, AuditSummary, RemarkView } from '../../sidebar/audit/protocol.ts';
import { marked } from '../sidebar/marked.ts';
import { sourceLabel } from '../sidebar/placeLabel.ts';
import { frameworkNames, routeView } from '../sidebar/routeView.ts';

export interface AuditScene {
  readonly folder: string;
  readonly reading: boolean;
  readonly failed?: Text;
  readonly read?: {
    readonly routes: readonly Route[];
    readonly remarks: readonly GuardRemark[];
    readonly files: number;
    readonly left: readonly string[];
  };
  /** The route to show, as the row says it, and when that was asked for. */
  readonly show?: { readonly route: Route; readonly time: number };
  /** Who got which answer from a route. */
  seenOf(route: Route): string;
}

/** More remarks are no list to read. */
const mostRemarks = 200;
const mostRows = 5000;

/** Everything that the audit's tab shows. */
export function auditState({ folder, reading, failed, read, show, seenOf }: AuditScene): AuditState {
  const routes = (read?.routes ?? []).slice(0, mostRows);
  const remarks = ordered(read?.remarks ?? []).slice(0, mostRemarks);
  const said = failed ?? (read && routes.length === 0 && !reading ? nothing(read.files) : undefined);
  return {
    folder,
    reading,
    ...(said ? { failed: said } : {}),
    ...(read && 0 < routes.length ? { summary: summaryOf(routes, read.remarks, read.files) } : {}),
    remarks: remarks.map(remarkView),
    left: (read?.left ?? []).map(theirs),
    rows: routes.map((it) => auditRow(it, seenOf(it), remarks)),
    ...(show && routes.includes(show.route) ? { show: { row: routes.indexOf(show.route), time: show.time } } : {}),
  };
}

/** What the code shows first, then file by file. */
export function ordered(remarks: readonly GuardRemark[]): readonly GuardRemark[] {
  return remarks.toSorted(
    (a, b) =>
      Number(b.certainty === 'sure') - Number(a.certainty === 'sure') ||
      a.file.localeCompare(b.file) ||
      a.line - b.line,
  );
}

function nothing(files: number): Text {
  return words(
    files === 0
      ? 'No source file of a known language is in this folder.'
      : `No route was found in ${files} source ${files === 1 ? 'file' : 'files'}. Express, Laravel, NestJS, Fastify, Koa, Hono, Next.js, Django, FastAPI, Flask, Spring, ASP.NET Core and Rails are read.`,
  );
}

function summaryOf(routes: readonly Route[], remarks: readonly GuardRemark[], files: number): AuditSummary {
  const among = `${routes.length} ${routes.length === 1 ? 'route' : 'routes'}`;
  const sure = remarks.filter((it) => it.certainty === 'sure').length;
  const names = [...new Set(routes.map((it) => frameworkNames[it.framework]))].join(', ');
  const open = routes.filter((it) => it.guards.length === 0 && (it.unread ?? []).length === 0).length;
  return {
    tone: 0 < sure ? 'breach' : remarks.length === 0 ? 'fine' : 'plain',
    headline:
      remarks.length === 0
        ? `Nothing looks wrong among ${among}`
        : `${remarks.length} ${remarks.length === 1 ? 'thing looks' : 'things look'} wrong among ${among}`,
    counts: `${names} · ${files} source ${files === 1 ? 'file' : 'files'} · ${open} ${open === 1 ? 'route' : 'routes'} without a guard`,
  };
}

function remarkView({ certainty, says, advice, file, line, other }: GuardRemark): RemarkView {
  return {
    sure: certainty === 'sure',
    certainty: certainty === 'sure' ? 'the code shows it' : 'it may be meant',
    says: marked(says),
    advice: marked(advice),
    at: sourceLabel(file, line),
    ...(other ? { other: sourceLabel(other.file, other.line) } : {}),
  };
}

function auditRow(route: Route, seen: string, remarks: readonly GuardRemark[]): AuditRow {
  const places = [route, ...route.guards];
  // A remark on a route without a guard names the line of the guarded one, too.
  const isAbout = ({ code, file, line }: GuardRemark) =>
    (code === 'unguarded-sibling' ? [route] : places).some((at) => at.file === file && at.line === line);
  return {
    ...routeView(route),
    guardNames: route.guards.map((it) => theirs(it.name)).join(', '),
    needs: [...new Set(route.guards.flatMap((it) => it.needs))].map(theirs).join(', '),
    seen: theirs(seen),
    remarks: remarks.filter(isAbout).length,
  };
}

function theirs(it: string): string {
  return maskSecretsIn(visibleLine(it));
}
