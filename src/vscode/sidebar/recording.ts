import { capital } from '../../core/capital.ts';
import { countBy } from '../../core/tally.ts';
import type { FacetView, ReadView, RefusalListView } from '../../sidebar/protocol.ts';
import type { Read, RefusalRow } from '../recording/messages.ts';
import type { Filter, Recording } from '../recording/recordings.ts';

/** More rows than this are not looked through, but filtered. */
const mostRows = 500;
const mostFacets = 30;

/** The refusals of a recording as the sidebar lists them: counted by cause and host, filtered, and cut. */
export function refusalListView(
  { name, read, uri }: Pick<Recording, 'name' | 'read' | 'uri'>,
  filter: Filter,
  chosen: number | undefined,
): RefusalListView {
  const { refusals } = read;
  const matching = refusals.filter((it) => hasCause(it, filter) && hasHost(it, filter));
  return {
    name,
    saw: capital(read.saw),
    inFile: uri !== undefined,
    problems: read.problems,
    count: refusals.length,
    matching: matching.length,
    causes: facets(
      refusals.filter((it) => hasHost(it, filter)),
      (it) => it.cause,
      (it) => it.title,
      filter.cause,
    ),
    hosts: facets(
      refusals.filter((it) => hasCause(it, filter)),
      (it) => it.host ?? '',
      (it) => it.host ?? 'host not recorded',
      filter.host === null ? '' : filter.host,
    ),
    rows: matching.slice(0, mostRows).map(({ entry, status, method, host, path, title }) => ({
      entry,
      status,
      method,
      ...(host === undefined ? {} : { host }),
      path,
      title,
    })),
    ...(chosen === undefined ? {} : { chosen }),
  };
}

/** What was read, above the one explanation that is shown of it. */
export function readView({ name, read, uri }: Pick<Recording, 'name' | 'read' | 'uri'>): ReadView {
  const { refusals, problems } = read;
  return {
    says: said(read),
    from: name,
    problems,
    ...(1 < refusals.length ? { back: refusals.length } : {}),
    inFile: uri !== undefined,
  };
}

function said({ saw, count, refusals }: Read): string {
  const seen = capital(saw);
  if (refusals.length === 0) return count === 1 ? `${seen}, not refused` : `${seen}: none refused, this is the last`;
  if (count === 1) return seen;
  return `${seen}: ${refusals.length} ${refusals.length === 1 ? 'refusal' : 'refusals'}`;
}

function facets(
  rows: readonly RefusalRow[],
  keyOf: (row: RefusalRow) => string,
  labelOf: (row: RefusalRow) => string,
  chosen: string | undefined,
): { readonly shown: readonly FacetView[]; readonly more: number } {
  const labels = new Map(rows.map((it) => [keyOf(it), labelOf(it)]));
  const counts = countBy(rows, keyOf);
  const shown = counts.filter((it, at) => at < mostFacets || it.key === chosen);
  return {
    shown: shown.map(({ key, count }) => ({
      value: key,
      label: labels.get(key) ?? key,
      count,
      chosen: key === chosen,
    })),
    more: counts.length - shown.length,
  };
}

function hasCause({ cause }: RefusalRow, filter: Filter): boolean {
  return filter.cause === undefined || filter.cause === cause;
}

function hasHost({ host }: RefusalRow, filter: Filter): boolean {
  return filter.host === undefined || filter.host === (host ?? null);
}
