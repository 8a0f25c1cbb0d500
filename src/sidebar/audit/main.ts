import { gridKey } from '../gridFocus.ts';
import { part } from '../part.ts';
import { createRegion } from '../region.ts';
import type { AuditState, FromAudit, ToAudit } from './protocol.ts';
import { renderDetail } from './renderDetail.ts';
import { renderFilter, renderTable, type TableShown } from './renderTable.ts';
import { renderBar, renderSummary } from './renderTop.ts';
import { shownRows } from './rows.ts';
import type { AuditUi, Kept } from './ui.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromAudit): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
};

/** The tab of the guards' audit: draws each state that the extension sends; filter and order are its own. */
function start(): void {
  const vscode = acquireVsCodeApi();
  let kept: Kept = vscode.getState() ?? { filter: '', current: { row: 0, column: 1 } };
  let state: AuditState | undefined;
  let opened: number | undefined;

  const keep = (next: Kept) => {
    kept = next;
    vscode.setState(next);
  };
  const ui: AuditUi = {
    post: (message) => vscode.postMessage(message),
    get kept() {
      return kept;
    },
    setFilter(filter) {
      keep({ ...kept, filter, current: { row: 0, column: 1 } });
      draw();
    },
    sort(sorting) {
      const { sorting: _, ...rest } = kept;
      keep({ ...rest, ...(sorting ? { sorting } : {}) });
      draw();
    },
    setCurrent: (current) => keep({ ...kept, current }),
    focus(place) {
      document.querySelector<HTMLElement>(`[data-key="${gridKey(place)}"]`)?.focus();
    },
    open(row) {
      opened = row;
      draw();
      if (row !== undefined) part('detail').scrollIntoView({ block: 'nearest' });
    },
  };

  const bar = createRegion(part('bar'), (shown: Parameters<typeof renderBar>[1]) => renderBar(ui, shown));
  const summary = createRegion(part('summary'), (shown: Parameters<typeof renderSummary>[1]) =>
    renderSummary(ui, shown),
  );
  const filter = createRegion(part('filter'), (shown: { readonly rows: number }) =>
    shown.rows === 0 || !state ? [] : renderFilter(ui, tableShown(state)),
  );
  const table = createRegion(part('grid'), (shown: TableShown) => renderTable(ui, shown));
  const detail = createRegion(part('detail'), (shown: Parameters<typeof renderDetail>[1]) => renderDetail(ui, shown));

  window.addEventListener('message', ({ data }: MessageEvent<ToAudit>) => {
    const before = state;
    state = data.state;
    if (opened !== undefined && state.rows.length <= opened) opened = undefined;
    const { show } = state;
    const shows = show !== undefined && show.time !== before?.show?.time;
    if (shows) opened = show.row;
    draw();
    if (shows) reveal(show.row);
    const said = announcement(state, before);
    if (said !== undefined) part('aloud').textContent = said;
  });
  ui.post({ type: 'ready' });

  function draw(): void {
    if (!state) return;
    const { reading, rows, failed, remarks, left } = state;
    bar.show({ rows: rows.slice(0, 1), reading });
    summary.show({
      remarks,
      left,
      ...(state.summary ? { summary: state.summary } : {}),
      ...(failed ? { failed } : {}),
    });
    const shown = tableShown(state);
    // The box itself stays while one types in it.
    filter.show({ rows: rows.length });
    const count = part('filter').querySelector('[role="status"]');
    if (count) count.textContent = kept.filter === '' ? '' : `${shown.shown.length} of ${rows.length}`;
    table.show(shown);
    const row = opened === undefined ? undefined : rows[opened];
    detail.show(row && opened !== undefined ? { row, index: opened } : undefined);
  }

  /** The row that the extension asks for, whatever the filter says. */
  function reveal(row: number): void {
    if (!state) return;
    if (!tableShown(state).shown.includes(row)) ui.setFilter('');
    ui.focus({ row: tableShown(state).shown.indexOf(row), column: 1 });
  }

  function tableShown({ rows }: AuditState): TableShown {
    return {
      rows,
      shown: shownRows(rows, kept.filter, kept.sorting),
      filter: kept.filter,
      ...(kept.sorting ? { sorting: kept.sorting } : {}),
      ...(opened === undefined ? {} : { opened }),
    };
  }
}

/** What is said aloud: that files are read, and what came of it. */
function announcement(next: AuditState, before: AuditState | undefined): string | undefined {
  if (next.reading && !before?.reading) return 'Reading the source files.';
  if (!next.reading && next.summary && next.summary.headline !== before?.summary?.headline)
    return `${next.summary.headline}. ${next.summary.counts}.`;
  return undefined;
}

start();
