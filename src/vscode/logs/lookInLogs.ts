import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { LogSource } from '../../core/logs/config.ts';
import type { LogRecord } from '../../core/logs/logRecord.ts';
import { sourceName, sourceQuestion } from '../../core/logs/sourceWords.ts';
import { leadsToOtherComputer } from '../../local/logs/otherComputer.ts';
import { findServerLines, type ServerFindings } from '../../run/logs/findServerLines.ts';
import { findPlaces } from '../../run/logs/places.ts';
import type { HistoryEntry } from '../history.ts';
import { sendSettings } from '../settings.ts';
import { withoutLinks } from '../userError.ts';
import type { FoundInLogs } from './foundInLogs.ts';
import { configuredLogs } from './sources.ts';

export interface LookOptions {
  /** By a click: programs and servers of logs are asked, too, each after it was shown once in this window. */
  readonly asked: boolean;
  /** Waits before each try, in milliseconds: a server writes the line of a request once it is over. */
  readonly pauses: readonly number[];
  readonly signal: AbortSignal;
}

/** Finds what servers wrote of a refusal. Undefined where nothing may be looked into. */
export async function lookInLogs(entry: HistoryEntry, options: LookOptions): Promise<FoundInLogs | undefined> {
  const { exchange, ref } = entry;
  if (!exchange) return undefined;
  const { asked, pauses, signal } = options;
  const scope = ref && vscode.Uri.parse(ref.uri, true);
  const { sources, problems, folders } = configuredLogs(scope);
  const files = sources.filter(isHere);
  // Programs and servers alone are configured: nothing is looked into by itself.
  if (!asked && 0 < sources.length && files.length === 0) return undefined;
  const allowed = asked ? await confirmed(sources) : files;
  if (!allowed) return undefined;
  const settings = asked && scope ? { settings: sendSettings(scope) } : {};
  const host = { signal, now: () => Date.now(), folders, ...settings };
  let found = await findAfter(0);
  for (let at = 1; at < pauses.length && found.lines.length === 0; at++) found = await findAfter(at);
  const places = found.lines.length === 0 ? await findPlaces(allowed, folders) : undefined;
  const looked = places
    ? [...places.logs.map((it) => it.path), ...allowed.filter((it) => it.kind !== 'path').map(sourceName)]
    : [];
  return {
    lines: reasonFirst(found),
    ...(found.reasons ? { reasons: found.reasons } : {}),
    looked: [...new Set(looked)].slice(0, mostLooked),
    problems: [...problems, ...found.problems].slice(0, mostProblems),
  };

  async function findAfter(at: number): Promise<ServerFindings> {
    await sleep(pauses[at] ?? 0, undefined, { signal });
    return exchange && allowed
      ? findServerLines(exchange, allowed, host)
      : { lines: [], problems: [], looked: 0, unread: 0 };
  }
}

/** What gives the reason is read first. */
function reasonFirst({ lines, reasons }: Pick<ServerFindings, 'lines' | 'reasons'>): FoundInLogs['lines'] {
  const best = reasons?.best.record;
  const isBest = (it: LogRecord) => it.file === best?.file && it.offset === best.offset;
  return lines.toSorted((a, b) => Number(isBest(b.record)) - Number(isBest(a.record)));
}

/** A folder may hold many; a list of them all helps nobody. */
const mostLooked = 12;
const mostProblems = 20;

/** What is read without a question: files of this computer. */
function isHere(source: LogSource): boolean {
  return source.kind === 'path' && !leadsToOtherComputer(source.path);
}

/** What was allowed in this window. */
const known = new Set<string>();

/** The sources that may be asked: files, and what a person has seen and allowed once. Undefined: a person said no. */
async function confirmed(sources: readonly LogSource[]): Promise<readonly LogSource[] | undefined> {
  const fresh = sources.filter((it) => !isHere(it) && !known.has(sourceKey(it)));
  if (fresh.length === 0) return sources;
  const go = fresh.length === 1 ? 'Ask It' : 'Ask Them';
  const detail = `${fresh.map((it) => `• ${sourceQuestion(it)}`).join('\n')}\n\nConfigured in why401.logs. It is not asked again in this window.`;
  const title = 'Ask these for the lines of the request?';
  const answer = await vscode.window.showInformationMessage(title, { modal: true, detail: withoutLinks(detail) }, go);
  if (answer !== go) return undefined;
  for (const it of fresh) known.add(sourceKey(it));
  return sources;
}

/** Whatever of it is changed, it is another one. */
function sourceKey(source: LogSource): string {
  if (source.kind === 'path' || source.kind === 'command') return JSON.stringify(source);
  return JSON.stringify([source, source.headers.map((it) => [it.name, it.value.reveal()])]);
}
