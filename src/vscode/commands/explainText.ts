import * as vscode from 'vscode';
import type { Exchange } from '../../core/exchange.ts';
import type { Explained } from '../../core/explainAll.ts';
import { decodeUtf8 } from '../../core/http/decode.ts';
import { maskUrl } from '../../core/mask.ts';
import type { Report } from '../../core/report.ts';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { shorten, toLabel } from '../convert.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** A HAR of a long session; beyond this the editor would stand still. */
const largestFile = 100 * 1024 * 1024;

/** Explain Clipboard or File: a HAR, what curl -v printed, or raw HTTP messages. */
export function registerExplainText(app: App): vscode.Disposable {
  return registerCommand(app, commands.explainText, async (argument) => {
    const text = typeof argument === 'string' ? argument : await ask();
    if (text === undefined) return;
    if (text.trim() === '') throw new UserError('No text: copy a HAR, what curl -v printed or an HTTP message first.');
    const [{ readPasted, reportOnRequest }, own] = await Promise.all([import('../explaining.ts'), app.signs.of()]);
    const { exchanges, problems, refusals } = readPasted(text, app.now(), own);
    if (exchanges.length === 0) throw new UserError(problems.join(' ') || 'There is no HTTP exchange in this text.');
    const exchange = await choose(exchanges, refusals);
    if (exchange) show(app, exchange, reportOnRequest(exchange, app.now(), own));
  });
}

async function ask(): Promise<string | undefined> {
  const clipboard = { label: '$(clippy) Clipboard', description: 'HAR, output of curl -v, raw HTTP' };
  const file = { label: '$(folder-opened) File…', description: '.har, .txt' };
  const chosen = await vscode.window.showQuickPick([clipboard, file], { title: 'Explain Clipboard or File' });
  if (chosen === clipboard) return vscode.env.clipboard.readText();
  if (chosen !== file) return undefined;
  const [uri] = (await vscode.window.showOpenDialog({ title: 'Explain', canSelectMany: false })) ?? [];
  if (!uri) return undefined;
  if (largestFile < (await vscode.workspace.fs.stat(uri)).size) throw new UserError('This file is over 100 MB.');
  const decoded = decodeUtf8(await vscode.workspace.fs.readFile(uri));
  if ('problem' in decoded) throw new UserError(decoded.problem);
  return decoded.text;
}

/** The one refusal, the one exchange, or what is picked among several refusals. */
async function choose(exchanges: readonly Exchange[], refused: readonly Explained[]): Promise<Exchange | undefined> {
  if (refused.length < 2) return refused[0]?.exchange ?? exchanges.at(-1);
  const items = refused.map((it) => ({
    label: shorten(toLabel(it.report.headline), 90),
    description: `${it.exchange.request.method} ${shorten(maskUrl(it.exchange.request.url), 90)}`,
    exchange: it.exchange,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: `${items.length} refusals`,
    matchOnDescription: true,
  });
  return chosen?.exchange;
}

function show(app: App, exchange: Exchange, report: Report | undefined): void {
  const { method, url } = exchange.request;
  const entry = {
    label: `${method} ${maskUrl(url)}`,
    at: app.now(),
    outcome: { kind: 'answered', exchange, ranFirst: [] },
    exchange,
    ...(report ? { report } : {}),
  } as const;
  app.history.add(entry);
  app.revealSidebar(entry);
}
