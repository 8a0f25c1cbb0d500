import { plainWords } from '../dom.ts';
import { part } from '../part.ts';
import { createRegion } from '../region.ts';
import type { CellPlace, FromMatrix, MatrixState, ToMatrix } from './protocol.ts';
import { renderDetail } from './renderDetail.ts';
import { type GridShown, renderGrid } from './renderGrid.ts';
import { renderBar, renderNotices, renderSummary } from './renderTop.ts';
import { cellKey, type MatrixUi } from './ui.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromMatrix): void;
  getState(): CellPlace | undefined;
  setState(state: CellPlace): void;
};

/** The tab of the access matrix: draws each state that the extension sends. Keeps nothing but where the focus was. */
function start(): void {
  const vscode = acquireVsCodeApi();
  let current: CellPlace = vscode.getState() ?? { row: 0, user: 0 };
  let state: MatrixState | undefined;

  const ui: MatrixUi = {
    post: (message) => vscode.postMessage(message),
    get current() {
      return current;
    },
    setCurrent(place) {
      current = place;
      vscode.setState(place);
    },
    focus(place) {
      document.querySelector<HTMLElement>(`[data-key="${cellKey(place)}"]`)?.focus();
    },
  };

  const bar = createRegion(part('bar'), (shown: Parameters<typeof renderBar>[1]) => renderBar(ui, shown));
  const summary = createRegion(part('summary'), (shown: MatrixState['summary']) => renderSummary(ui, shown));
  const notices = createRegion(part('notices'), (shown: Parameters<typeof renderNotices>[1]) =>
    renderNotices(ui, shown),
  );
  const grid = createRegion(part('grid'), (shown: GridShown) => renderGrid(ui, shown));
  const detail = createRegion(part('detail'), (shown: MatrixState['detail']) => renderDetail(ui, shown));

  window.addEventListener('message', ({ data }: MessageEvent<ToMatrix>) => show(data.state));
  ui.post({ type: 'ready' });

  function show(next: MatrixState): void {
    const said = announcement(next, state);
    const first = state === undefined || state.rows.length === 0;
    const opens = next.detail && placeKey(next.detail) !== (state?.detail && placeKey(state.detail));
    state = next;
    const { running, environment, ran } = next;
    bar.show({
      choosable: next.choosable,
      ...(running ? { running } : {}),
      ...(environment === undefined ? {} : { environment }),
      ...(ran === undefined ? {} : { ran }),
    });
    summary.show(next.summary);
    notices.show({ users: next.users, unsafe: next.unsafe, ...(running ? { running } : {}) });
    grid.show({
      users: next.users,
      rows: next.rows,
      file: next.file,
      ...(next.detail ? { opened: { row: next.detail.row, user: next.detail.user } } : {}),
    });
    detail.show(next.detail);
    if (opens) part('detail').scrollIntoView({ block: 'nearest' });
    // The keys work at once, without a click into the tab.
    if (first && 0 < next.rows.length && document.hasFocus() && document.activeElement === document.body)
      ui.focus(current);
    if (said !== undefined) part('aloud').textContent = said;
  }
}

function placeKey({ row, user }: CellPlace): string {
  return cellKey({ row, user });
}

/** What is said aloud: that it runs, what came of it, and the diagnosis that was asked for. */
function announcement(next: MatrixState, before: MatrixState | undefined): string | undefined {
  if (next.running && !before?.running) return 'The access matrix runs.';
  if (!next.running && before?.running && next.summary) return `${next.summary.headline}. ${next.summary.counts}.`;
  if (!next.detail || (before?.detail && placeKey(before.detail) === placeKey(next.detail))) return undefined;
  const { title, status, headline, says } = next.detail;
  return [`${title}: ${status ?? ''}`.trim(), plainWords(headline), says].join(' ');
}

start();
