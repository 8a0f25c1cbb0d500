import { part } from '../part.ts';
import { createRegion } from '../region.ts';
import { news, pauseMs } from './aloud.ts';
import type { FollowState, FromFollow, ToFollow } from './protocol.ts';
import { renderChart } from './renderChart.ts';
import { renderCounts } from './renderCounts.ts';
import { renderOpened, renderRows } from './renderRows.ts';
import { renderBar, renderSummary, type SummaryShown } from './renderTop.ts';
import type { FollowUi } from './ui.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromFollow): void };

/** The tab that follows refusals: draws each state that the extension sends, and keeps nothing. */
function start(): void {
  const vscode = acquireVsCodeApi();
  const ui: FollowUi = { post: (message) => vscode.postMessage(message) };
  let state: FollowState | undefined;
  /** As it was when something was said last. */
  let said: FollowState | undefined;
  let waiting = false;

  const bar = createRegion(part('bar'), (shown: Parameters<typeof renderBar>[1]) => renderBar(ui, shown));
  const summary = createRegion(part('summary'), (shown: SummaryShown) => renderSummary(ui, shown));
  const chart = createRegion(part('chart'), renderChart);
  const counts = createRegion(part('counts'), renderCounts);
  const rows = createRegion(part('rows'), (shown: Parameters<typeof renderRows>[1]) => renderRows(ui, shown));
  const detail = createRegion(part('detail'), (shown: FollowState['opened']) => renderOpened(ui, shown));

  window.addEventListener('message', ({ data }: MessageEvent<ToFollow>) => {
    const before = state;
    state = data.state;
    const { running, held, sources, problems, bursts, opened } = state;
    bar.show({ running, held, sources });
    summary.show({ counts: state.counts, bursts, problems, running, sources });
    chart.show(state.minutes);
    counts.show({ causes: state.causes, addresses: state.addresses, paths: state.paths });
    rows.show({ refusals: state.refusals, ...(opened ? { opened: opened.key } : {}) });
    detail.show(opened);
    if (opened && opened.key !== before?.opened?.key) part('detail').querySelector<HTMLElement>('button')?.focus();
    speak();
  });
  ui.post({ type: 'ready' });

  /** Politely: the first at once, and what comes meanwhile in one sentence after a pause. */
  function speak(): void {
    if (waiting || !state) return;
    const words = said ? news(state, said) : undefined;
    said ??= state;
    if (words === undefined || words === '') return;
    part('aloud').textContent = words;
    said = state;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      speak();
    }, pauseMs);
  }
}

start();
