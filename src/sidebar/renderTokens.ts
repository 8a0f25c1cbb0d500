import { h, icon } from './dom.ts';
import { fold } from './fold.ts';
import type { ClaimView, SecretPlace, TokenView } from './protocol.ts';
import { renderCare } from './renderCare.ts';
import { secretButtons } from './renderSecret.ts';
import { renderTimeline } from './renderTimeline.ts';
import { secretKey, type Ui } from './ui.ts';

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
    ...verification(ui, view, place),
    0 < view.claims.length
      ? fold(ui, `${key}.claims`, open, [`Claims (${view.claims.length})`], claims('payload', view.claims))
      : undefined,
    0 < view.header.length
      ? fold(ui, `${key}.header`, false, [`Header (${view.header.length})`], claims('header', view.header))
      : undefined,
    renderCare(ui, view.care, key),
  );
}

/** What was found out with keys, and the way to find it out (anew). */
function verification(ui: Ui, { verifiable, verified, kind }: TokenView, place: SecretPlace): HTMLElement[] {
  if (!verifiable && !verified) return [];
  const label = verified ? 'Verify Again' : /JWE/.test(kind) ? 'Open with a Key' : 'Verify';
  const button = h(
    'button',
    {
      type: 'button',
      class: 'link',
      'data-key': `${secretKey(place)}:verify`,
      title: 'With the keys of its issuer, after a question, or with a key that you give',
      on: { click: () => ui.post({ type: 'verify-token', place }) },
    },
    label,
  );
  if (!verified) return [h('p', { class: 'verify' }, button)];
  return [
    h(
      'div',
      { class: 'verified', role: 'group', 'aria-label': 'Verification' },
      h('p', { class: 'verify', 'data-place': 'signature', tabindex: -1 }, `${verified.about}. `, button),
      h(
        'ul',
        { class: 'checks', 'aria-label': 'What was verified' },
        verified.checks.map((it) => check(it.outcome, it.says)),
      ),
    ),
  ];
}

function check(outcome: 'fine' | 'wrong' | 'note' | 'unknown', says: string): HTMLElement {
  const [picture, word] = {
    fine: ['pass', 'In order'],
    wrong: ['error', 'Wrong'],
    note: ['info', 'Note'],
    unknown: ['question', 'Not known'],
  }[outcome];
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
