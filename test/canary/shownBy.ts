import { inspect } from 'node:util';
import { printOutcome } from '../../src/cli/printOutcome.ts';
import type { Session } from '../../src/core/auth/session.ts';
import { clientForms } from '../../src/core/client/clientForms.ts';
import type { Exchange } from '../../src/core/exchange.ts';
import { explainRefusals } from '../../src/core/explainAll.ts';
import { maskUrl } from '../../src/core/mask.ts';
import { toCurl } from '../../src/core/print/curl.ts';
import { toJson } from '../../src/core/print/json.ts';
import { toMarkdown } from '../../src/core/print/markdown.ts';
import { toTerminal } from '../../src/core/print/terminal.ts';
import type { RunOutcome, RunTarget } from '../../src/run/run.ts';
import type { HistoryEntry } from '../../src/vscode/history.ts';
import { logLine } from '../../src/vscode/logLine.ts';
import { createOutcomeReader } from '../../src/vscode/outcomeReader.ts';
import { writeRetryCode } from '../../src/vscode/retryCode.ts';
import { sessionRow } from '../../src/vscode/sessions/row.ts';
import { sidebarState } from '../../src/vscode/sidebar/state.ts';

type Uri = Parameters<ReturnType<typeof createOutcomeReader>['explained']>[2];

/** Everything that is shown, logged or copied of one outcome, by where that is. */
export async function shownBy(outcome: RunOutcome, target: RunTarget, now: number): Promise<Map<string, string>> {
  const shown = new Map<string, string>();
  shown.set('messages', messagesOf(outcome));
  for (const json of [false, true])
    shown.set(`why401 send${json ? ' --json' : ''}`, await printed(outcome, target, json, now));
  const known = 'secrets' in outcome ? (outcome.secrets ?? []) : [];
  for (const exchange of exchangesOf(outcome)) {
    const report = explainRefusals([exchange], now, { known })[0]?.report;
    const at = maskUrl(exchange.request.url).slice(0, 60);
    shown.set(`curl ${at}`, toCurl(exchange.request, { reveal: false, known }));
    if (!report) continue;
    shown.set(`Markdown ${at}`, toMarkdown(report));
    shown.set(`terminal ${at}`, toTerminal(report, { color: true, width: 100 }));
    shown.set(`JSON ${at}`, JSON.stringify(toJson(report, 'x.http', 0)));
    shown.set(`report ${at}`, inspect(report, { depth: 20 }));
  }
  const entry = await entryOf(outcome, target, now);
  shown.set('log', logLine(entry));
  shown.set('sidebar', JSON.stringify(stateOf(entry, target)));
  for (const form of clientForms) {
    const written = writeRetryCode({ entry, lastOf: () => undefined }, form);
    shown.set(`copy as ${form}`, JSON.stringify(written));
  }
  return shown;
}

/** What is told of kept sessions, and what a session prints as by mistake. */
export function shownOfSessions(sessions: readonly Session[], now: number): Map<string, string> {
  return new Map(
    sessions.flatMap((it): [string, string][] => [
      [`row of ${it.key.id}`, JSON.stringify(sessionRow(it, now))],
      [`session ${it.key.id} as JSON`, JSON.stringify(it)],
      [`session ${it.key.id} inspected`, inspect(it, { depth: 20, showHidden: true })],
    ]),
  );
}

function messagesOf(outcome: RunOutcome): string {
  switch (outcome.kind) {
    case 'unsendable':
      return JSON.stringify([outcome.problems, outcome.ranFirst?.map((it) => it.name), outcome.renewed?.what]);
    case 'failed':
      return outcome.message;
    case 'cancelled':
      return outcome.message ?? '';
    case 'answered':
      return JSON.stringify([
        outcome.ranFirst.map((it) => it.name),
        outcome.renewed?.what,
        outcome.secrets,
        outcome.used,
      ]);
  }
}

function exchangesOf(outcome: RunOutcome): readonly Exchange[] {
  if (outcome.kind === 'failed') return outcome.earlier;
  if (outcome.kind === 'cancelled') return [];
  const own = outcome.kind === 'answered' ? [outcome.exchange] : [];
  const before = (outcome.ranFirst ?? []).map((it) => it.exchange);
  const all = [...before, ...(outcome.renewed ? [outcome.renewed.first] : []), ...own];
  return all.flatMap((it) => [...it.earlier, it]);
}

async function printed(outcome: RunOutcome, target: RunTarget, json: boolean, now: number): Promise<string> {
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  const io = {
    out: say,
    err: say,
    readStdin: async () => new Uint8Array(),
    hasStdin: false,
    canAsk: false,
    showsProgress: false,
    color: false,
    width: 100,
    env: {},
    now: () => now,
    onInterrupt: () => () => {},
  };
  const about = {
    path: 'x.http',
    file: target.file,
    request: target.request,
    entry: 0,
    ms: 5,
    unanswered: [],
    own: [],
  };
  await printOutcome(outcome, about, json, io);
  return said;
}

async function entryOf(outcome: RunOutcome, target: RunTarget, now: number): Promise<HistoryEntry> {
  const none = { dispose() {}, problems: new Map(), look() {} };
  const event = () => none;
  const signs = { ...none, of: async () => [], sourcesOf: async () => [], onDidRead: event, onDidChange: event };
  const reader = createOutcomeReader({ signs, verifications: { all: [] }, now: () => now });
  const label = `${target.request.method.text} ${maskUrl(target.request.target.text)}`;
  return { label, at: now, outcome, ...(await reader.explained(outcome, target, {} as Uri)) };
}

function stateOf(entry: HistoryEntry, { file }: RunTarget) {
  return sidebarState({
    trusted: true,
    environments: undefined,
    choice: {},
    document: { uri: 'file:///x.http', name: 'x.http', file },
    outcomeOf: () => entry,
    sending: undefined,
    shown: entry,
    decoded: undefined,
    recordings: { current: undefined, isListOpen: false, filter: {}, chosen: undefined, isShown: () => false },
    available: () => true,
  });
}
