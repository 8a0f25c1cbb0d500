import { h, icon, textNodes } from '../dom.ts';
import { placeChip } from '../placeChip.ts';
import type { FollowState, FromFollow } from './protocol.ts';
import type { FollowUi } from './ui.ts';

/** Pause, clear, stop; and what is followed. */
export function renderBar(
  ui: FollowUi,
  { running, held, sources }: Pick<FollowState, 'running' | 'held' | 'sources'>,
): Node[] {
  const button = (
    type: Extract<FromFollow['type'], 'pause' | 'resume' | 'clear' | 'stop' | 'start'>,
    name: string,
    label: string,
    key: string,
    look: string,
  ) =>
    h(
      'button',
      { type: 'button', class: look, 'data-key': key, on: { click: () => ui.post({ type }) } },
      icon(name),
      h('span', {}, label),
    );
  const runs = running === 'following' || running === 'starting';
  return [
    h(
      'div',
      { class: 'buttons' },
      running === 'stopped'
        ? button('start', 'play', 'Follow', 'follow', 'button')
        : runs
          ? button('pause', 'debug-pause', 'Pause', 'follow', 'button')
          : button('resume', 'play', held === 0 ? 'Go On' : `Go On (${held} new)`, 'follow', 'button'),
      running === 'stopped' ? undefined : button('stop', 'debug-stop', 'Stop', 'stop', 'button secondary'),
      button('clear', 'clear-all', 'Clear', 'clear', 'button secondary'),
    ),
    h(
      'div',
      { class: 'sources' },
      h('span', { class: `light ${running}` }, icon(runs ? 'pulse' : 'circle-outline'), says[running]),
      sources.map(({ at, says }, source) =>
        h(
          'span',
          { class: 'source' },
          placeChip(at, `source:${source}`, 'output', () => ui.post({ type: 'open-source', source })),
          h('span', { class: 'quiet' }, says),
        ),
      ),
    ),
  ];
}

const says: Readonly<Record<FollowState['running'], string>> = {
  starting: 'Looking for logs',
  following: 'Following',
  paused: 'Paused',
  stopped: 'Stopped',
};

/** How many there were, bursts, and what kept a log from being read. */
export function renderSummary(ui: FollowUi, { counts, bursts, problems, running, sources }: SummaryShown): Node[] {
  const all = counts.reduce((sum, it) => sum + it.count, 0);
  const nothing = running !== 'starting' && sources.length === 0;
  return [
    h(
      'h1',
      { class: `headline ${0 < bursts.length ? 'breach' : 'plain'}` },
      nothing
        ? 'No server log was found'
        : all === 0
          ? 'No refusal in the last hour'
          : `${all.toLocaleString('en')} ${all === 1 ? 'refusal' : 'refusals'} in the last hour`,
    ),
    ...bursts.map((it) => h('p', { class: 'burst' }, icon('flame'), h('span', {}, textNodes(it)))),
    counts.length === 0
      ? undefined
      : h('p', { class: 'counts' }, counts.map((it) => `${it.count.toLocaleString('en')} × ${it.status}`).join(' · ')),
    ...problems.map((it) => h('p', { class: 'notice' }, icon('lock'), h('span', {}, textNodes(it)))),
    nothing
      ? h(
          'button',
          {
            type: 'button',
            class: 'button secondary',
            'data-key': 'settings',
            on: { click: () => ui.post({ type: 'open-settings' }) },
          },
          icon('settings-gear'),
          h('span', {}, 'Say where the logs are'),
        )
      : undefined,
  ].filter((it) => it !== undefined);
}

export type SummaryShown = Pick<FollowState, 'counts' | 'bursts' | 'problems' | 'running' | 'sources'>;
