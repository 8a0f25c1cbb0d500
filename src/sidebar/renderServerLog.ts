import { type Child, h, icon, textNodes } from './dom.ts';
import { fold } from './fold.ts';
import { placeChip } from './placeChip.ts';
import type { FromServer, LogLineView, LogView } from './serverProtocol.ts';
import type { Ui } from './ui.ts';

/** The lines of the server's log that belong to the request, or the way to them. */
export function renderServerLog(ui: Ui, log: LogView): HTMLElement {
  if (log.state === 'nothing' && log.byItself) return nothing(ui, log);
  return h(
    'section',
    { class: `server ${log.state}`, 'aria-label': 'Server log' },
    h(
      'div',
      { class: 'server-head' },
      h('h3', {}, 'Server log'),
      log.state === 'found' || log.state === 'nothing'
        ? action(ui, 'look-at-log', 'Look again', 'refresh', 'link')
        : undefined,
    ),
    log.state === 'looking'
      ? h('p', { class: 'hint' }, icon('loading codicon-modifier-spin'), h('span', {}, textNodes(log.says)))
      : h('p', { class: log.state === 'found' ? 'said' : 'hint' }, textNodes(log.says)),
    log.state === 'offered' ? action(ui, 'look-at-log', 'Look at Server Log', 'output', 'button secondary') : undefined,
    log.state === 'looking' ? action(ui, 'cancel-log', 'Cancel', 'debug-stop', 'button secondary') : undefined,
    log.lines.length === 0
      ? undefined
      : h(
          'ol',
          { class: 'log-lines', 'aria-label': 'Lines of the log' },
          log.lines.map((it, at) => logLine(ui, it, at)),
        ),
    ...(log.state === 'nothing' ? [lookedAt(ui, log)] : []),
    help(ui, log),
  );
}

/** It looked by itself, and there was nothing: one line, behind which everything is. */
function nothing(ui: Ui, log: LogView): HTMLElement {
  return h(
    'section',
    { class: 'server nothing', 'aria-label': 'Server log' },
    fold(
      ui,
      'server-log',
      false,
      [h('span', {}, 'Server log: ', h('span', { class: 'quiet' }, 'no line belongs to this request'))],
      h('p', { class: 'hint' }, textNodes(log.says)),
      lookedAt(ui, log),
      help(ui, log),
      action(ui, 'look-at-log', 'Look again', 'refresh', 'link'),
    ),
  );
}

const icons = { access: 'list-flat', error: 'warning', application: 'code' } as const;
const kinds = { access: 'access log', error: 'error log', application: 'application' } as const;

function logLine(ui: Ui, { kind, at, text, cut, sure, shows, advice }: LogLineView, line: number): HTMLElement {
  return h(
    'li',
    { class: kind },
    h(
      'div',
      { class: 'line-head' },
      placeChip(at, `log-line:${line}`, icons[kind], () => ui.post({ type: 'open-log-line', line })),
      h('span', { class: 'quiet' }, kinds[kind]),
    ),
    shows ? h('p', { class: 'shows' }, textNodes(shows)) : undefined,
    advice ? h('p', { class: 'advice' }, icon('lightbulb'), h('span', {}, textNodes(advice))) : undefined,
    h('p', { class: 'sure' }, textNodes(sure)),
    h(
      'pre',
      { class: 'log-text', tabindex: -1, 'data-place': `log:${line}` },
      h('code', {}, text, cut ? h('span', { class: 'quiet' }, ' …') : undefined),
    ),
  );
}

function lookedAt(ui: Ui, { looked }: LogView): HTMLElement | undefined {
  if (looked.length === 0) return undefined;
  return h(
    'ul',
    { class: 'looked', 'aria-label': 'Where was looked' },
    looked.map((at, index) =>
      h(
        'li',
        {},
        placeChip(at, `looked:${index}`, 'output', () => ui.post({ type: 'open-looked', looked: index })),
      ),
    ),
  );
}

function help(ui: Ui, { helps, state }: LogView): HTMLElement | undefined {
  if (helps.length === 0 && state !== 'nothing') return undefined;
  return h(
    'div',
    { class: 'helps' },
    helps.map((it) => h('p', {}, icon('lightbulb'), h('span', {}, textNodes(it)))),
    state === 'nothing'
      ? action(ui, 'open-log-settings', 'Say where the logs are', 'settings-gear', 'link')
      : undefined,
  );
}

type Plain = FromServer['type'] & ('look-at-log' | 'cancel-log' | 'open-log-settings');

function action(ui: Ui, type: Plain, label: string, name: string, look: string): HTMLElement {
  const content: Child[] = look === 'link' ? [label] : [icon(name), h('span', {}, label)];
  return h(
    'button',
    { type: 'button', class: look, 'data-key': `server:${type}`, on: { click: () => ui.post({ type }) } },
    content,
  );
}
