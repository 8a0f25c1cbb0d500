import { plainWords } from './dom.ts';
import { part } from './part.ts';
import type { FromSidebar, SecretPlace, SidebarState, ToSidebar } from './protocol.ts';
import { createRegion } from './region.ts';
import { renderEmpty } from './renderEmpty.ts';
import type { Absent } from './renderHeaders.ts';
import { renderPickers } from './renderPickers.ts';
import { renderRead } from './renderRead.ts';
import { renderRefusals, spokenRefusals } from './renderRefusals.ts';
import { renderRequests } from './renderRequests.ts';
import { renderRestricted } from './renderRestricted.ts';
import { renderSending } from './renderSending.ts';
import { renderServer } from './renderServer.ts';
import { renderTabs } from './renderTabs.ts';
import { renderTokens } from './renderTokens.ts';
import { renderVerdict, spokenVerdict } from './renderVerdict.ts';
import { type Kept, secretKey, type Ui } from './ui.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromSidebar): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
};

/** The panel: draws each state that the extension sends, and tells the extension what was clicked. */
function start(): void {
  const vscode = acquireVsCodeApi();
  let kept: Kept = vscode.getState() ?? { tab: 'headers', open: {} };
  let state: SidebarState | undefined;
  const revealed = new Map<string, string>();

  const ui: Ui = {
    post: (message) => vscode.postMessage(message),
    get tab() {
      return kept.tab;
    },
    choose(tab) {
      if (tab === kept.tab) return;
      keep({ ...kept, tab });
      showTabs(true);
    },
    get form() {
      return kept.form ?? 'http';
    },
    setForm: (form) => keep({ ...kept, form }),
    isOpen: (key, otherwise) => kept.open[key] ?? otherwise,
    setOpen: (key, open) => keep({ ...kept, open: { ...kept.open, [key]: open } }),
    revealed: (place) => revealed.get(secretKey(place)),
    hide(place) {
      revealed.delete(secretKey(place));
      redraw(place);
    },
  };

  const restricted = createRegion(part('restricted'), (shown: boolean) => renderRestricted(ui, shown));
  const pickers = createRegion(part('pickers'), (shown: Parameters<typeof renderPickers>[1]) =>
    renderPickers(ui, shown),
  );
  const requests = createRegion(part('requests'), (shown: Parameters<typeof renderRequests>[1]) =>
    renderRequests(ui, shown),
  );
  const sending = createRegion(part('sending'), (shown: SidebarState['sending']) => renderSending(ui, shown));
  const read = createRegion(part('read'), (shown: SidebarState['read']) => renderRead(ui, shown));
  const refusals = createRegion(part('refusals'), (shown: SidebarState['refusals']) => renderRefusals(ui, shown));
  const empty = createRegion(part('empty'), (shown: Parameters<typeof renderEmpty>[1]) => renderEmpty(ui, shown));
  const verdict = createRegion(part('verdict'), (shown: SidebarState['result']) => renderVerdict(ui, shown));
  const server = createRegion(part('server'), (shown: SidebarState['server']) => renderServer(ui, shown));
  const tokens = createRegion(part('tokens'), (shown: Parameters<typeof renderTokens>[1]) => renderTokens(ui, shown));
  const tabs = createRegion(part('exchange'), (shown: Parameters<typeof renderTabs>[1]) => renderTabs(ui, shown));

  window.addEventListener('message', (event: MessageEvent<ToSidebar>) => {
    if (event.data.type === 'state') return show(event.data.state);
    revealed.set(secretKey(event.data.place), event.data.value);
    redraw(event.data.place);
  });
  ui.post({ type: 'ready' });

  function show(next: SidebarState): void {
    const another = next.result?.key !== state?.result?.key;
    // What was opened of one answer's attempts is not meant for the next one's.
    if (another && state) keep({ ...kept, open: without(kept.open, /^(?:first-attempt$|ran-first:)/) });
    if (another || next.token?.masked !== state?.token?.masked) revealed.clear();
    const announced = announcement(next, state);
    const focus = focusAfter(next, state);
    state = next;
    const { result } = next;
    restricted.show(next.restricted);
    pickers.show({
      environments: next.environments,
      users: next.users,
      ...(next.environment === undefined ? {} : { environment: next.environment }),
      ...(next.user === undefined ? {} : { user: next.user }),
    });
    requests.show({
      restricted: next.restricted,
      ...(next.file ? { file: next.file } : {}),
      ...(next.sending ? { sending: next.sending } : {}),
      ...(result?.id === undefined ? {} : { shown: result.id }),
    });
    sending.show(next.sending);
    empty.show({
      restricted: next.restricted,
      hasFile: next.file !== undefined,
      hasResult: result !== undefined || next.token !== undefined || next.refusals !== undefined,
    });
    read.show(next.read);
    refusals.show(next.refusals);
    // What is found out of tokens later is no reason to draw it anew.
    verdict.show(result && { ...result, tokens: [] });
    server.show(next.server);
    showTokens();
    showTabs();
    if (another && result) {
      part('result').scrollTop = 0;
      part('requests').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    }
    if (focus !== undefined) document.querySelector<HTMLElement>(focus)?.focus();
    if (announced !== undefined) part('announcer').textContent = announced;
  }

  function showTokens(anew = false): void {
    tokens.show({ tokens: state?.result?.tokens ?? [], ...(state?.token ? { alone: state.token } : {}) }, anew);
  }

  function showTabs(anew = false): void {
    const result = state?.result;
    tabs.show({ absent: absentHeaders(result), ...(result?.exchange ? { exchange: result.exchange } : {}) }, anew);
  }

  function redraw(place: SecretPlace): void {
    if (place.of === 'token' || place.of === 'decoded') showTokens(true);
    else showTabs(true);
  }

  function keep(next: Kept): void {
    kept = next;
    vscode.setState(next);
  }
}

function without(open: Kept['open'], keys: RegExp): Kept['open'] {
  return Object.fromEntries(Object.entries(open).filter(([key]) => !keys.test(key)));
}

/** What is said aloud: that something is under way, and the verdict when it comes. */
function announcement(next: SidebarState, before: SidebarState | undefined): string | undefined {
  if (next.sending && next.sending.label !== before?.sending?.label) return `Sending ${next.sending.label}`;
  if (next.result && next.result.key !== before?.result?.key) return spokenVerdict(next.result);
  // What the server's side tells may be another reason than the answer alone.
  if (next.result && before?.result && plainWords(next.result.headline) !== plainWords(before.result.headline))
    return spokenVerdict(next.result);
  if (next.refusals) return spokenRefusals(next.refusals, before?.refusals);
  return undefined;
}

/** Where the focus goes when the list gives way to one of its rows, or comes back: it stays with what was chosen. */
function focusAfter(next: SidebarState, before: SidebarState | undefined): string | undefined {
  if (!document.hasFocus()) return undefined;
  if (before?.refusals && next.read?.back !== undefined) return '[data-place="headline"]';
  const chosen = next.refusals?.chosen;
  return before?.read && chosen !== undefined ? `[data-key="refusal:${chosen}"]` : undefined;
}

function absentHeaders(result: SidebarState['result']): Absent[] {
  const places =
    result?.findings.flatMap((it) =>
      it.evidence.filter((evidence) => evidence.quote === undefined).map((evidence) => evidence.place),
    ) ?? [];
  return places.flatMap((it) => {
    if (it.in !== 'request-header' && it.in !== 'response-header') return [];
    return [{ side: it.in === 'request-header' ? 'request' : 'response', name: it.name }];
  });
}

start();
