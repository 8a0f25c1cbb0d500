import { h, icon } from './dom.ts';
import { fold } from './fold.ts';
import type { ClaimView, SecretPlace, TokenView } from './protocol.ts';
import { secretButtons } from './renderSecret.ts';
import { renderTimeline } from './renderTimeline.ts';
import type { Ui } from './ui.ts';

export interface Tokens {
  readonly tokens: readonly TokenView[];
  /** Decoded on its own. */
  readonly alone?: TokenView;
}

/** Each token: what it is, its life on a bar, what was checked, and its claims with what they mean. */
export function renderTokens(ui: Ui, { tokens, alone }: Tokens): Node[] {
  const views = [
    ...(alone ? [token(ui, alone, { of: 'decoded' }, 'decoded', true)] : []),
    ...tokens.map((it, index) => token(ui, it, { of: 'token', index }, `token${index}`, index === 0)),
  ];
  if (views.length === 0) return [];
  return [h('h2', { class: 'section' }, views.length === 1 ? 'Token' : `Tokens (${views.length})`), ...views];
}

function token(ui: Ui, view: TokenView, place: SecretPlace, key: string, open: boolean): HTMLElement {
  const shown = ui.revealed(place) ?? view.masked;
  return h(
    'section',
    { class: 'token', 'aria-label': view.at },
    h('p', { class: 'kind', 'data-place': 'token', tabindex: -1 }, h('strong', {}, view.at), h('span', {}, view.kind)),
    h('div', { class: 'secret' }, h('code', { tabindex: -1 }, shown), secretButtons(ui, place, 'token')),
    view.timeline ? renderTimeline(view.timeline) : undefined,
    0 < view.defects.length || 0 < view.checks.length
      ? h(
          'ul',
          { class: 'checks', 'aria-label': 'Checks' },
          view.defects.map((it) => check('wrong', it)),
          view.checks.map((it) => check(it.outcome, it.says)),
        )
      : undefined,
    0 < view.claims.length
      ? fold(ui, `${key}.claims`, open, [`Claims (${view.claims.length})`], claims('payload', view.claims))
      : undefined,
    0 < view.header.length
      ? fold(ui, `${key}.header`, false, [`Header (${view.header.length})`], claims('header', view.header))
      : undefined,
  );
}

function check(outcome: 'fine' | 'wrong' | 'note', says: string): HTMLElement {
  const [picture, word] = { fine: ['pass', 'In order'], wrong: ['error', 'Wrong'], note: ['info', 'Note'] }[outcome];
  return h(
    'li',
    { class: outcome },
    icon(picture ?? 'info'),
    h('span', { class: 'sr' }, `${word}: `),
    h('span', {}, says),
  );
}

function claims(section: 'header' | 'payload', views: readonly ClaimView[]): HTMLElement {
  return h(
    'dl',
    { class: 'claims' },
    views.map((it) =>
      h(
        'div',
        { 'data-place': `${section}:${it.name}`, tabindex: -1 },
        h('dt', {}, h('code', {}, it.name), it.label === it.name ? undefined : h('span', {}, it.label)),
        h(
          'dd',
          {},
          it.reading,
          it.reading === it.value || it.reading === unquoted(it.value)
            ? undefined
            : h('code', { class: 'raw' }, it.value),
        ),
      ),
    ),
  );
}

function unquoted(json: string): string {
  return json.replace(/^"|"$/g, '');
}
