import * as vscode from 'vscode';
import type { SessionKey } from '../core/auth/session.ts';
import type { SignInRequest } from '../core/auth/signIn.ts';
import type { Fix, FixAction } from '../core/cause.ts';
import { editRequest } from '../core/http/edit.ts';
import type { HttpFile } from '../core/http/httpFile.ts';
import { requestById } from '../core/http/requestId.ts';
import type { UsedCredential } from '../run/run.ts';
import type { App } from './app.ts';
import { asCommand, commands } from './contributions.ts';
import { toLabel, toRange } from './convert.ts';
import type { HistoryEntry } from './history.ts';
import { UserError } from './userError.ts';

/** Carries out a fix that a person has clicked. Advice that has no link shows itself in the sidebar. */
export async function carryOut(app: App, entry: HistoryEntry, fix: Fix): Promise<void> {
  if (fix.kind === 'edit') return applyEdit(app, entry, fix);
  if (fix.kind === 'action' && !isAdvice(app, entry, fix)) return act(app, entry, fix.action);
  if (fix.kind === 'action') return app.revealSidebar(entry);
  if (fix.link === undefined) app.revealSidebar();
  else await openLink(fix.link);
}

/**
 * Whether clicking the fix would do something: an edit changes the text, a renewal has a request to send.
 * What was pasted has neither text nor requests. Advice can always be read.
 */
export function isAvailable(app: App, entry: HistoryEntry, fix: Fix): boolean {
  if (fix.kind === 'advice') return true;
  const document = entry.ref && openDocument(entry.ref.uri);
  const file = document && app.documents.parsed(document);
  const request = file && entry.ref && requestById(file, entry.ref.id);
  if (fix.kind === 'edit') return file && request ? 0 < editRequest(file, request, fix.edit).length : false;
  const environments = document && app.environments.of(document);
  switch (fix.action.do) {
    case 'open-link':
    case 'decode-token':
      return true;
    case 'renew':
      return file && request ? isRenewable(entry, file) : false;
    case 'send-again':
      return request !== undefined;
    case 'select-user':
      return 0 < (environments?.users.length ?? 0);
    case 'select-environment':
      return 1 < (environments?.names.length ?? 0);
    case 'sign-in':
      return (
        request !== undefined &&
        (hasSession(entry) || failedSignIn(entry) !== undefined || fix.action.metadata !== undefined)
      );
    case 'clear-cookies':
    case 'configure':
      return entry.ref !== undefined;
  }
}

function usedOf({ outcome }: HistoryEntry): readonly UsedCredential[] {
  return outcome.kind === 'answered' ? outcome.used : [];
}

function hasSession(entry: HistoryEntry): boolean {
  return usedOf(entry).some((it) => it.from === 'session');
}

/** The sign-in whose token call was refused, so that the request was not sent. */
function failedSignIn({ outcome, failedFirst }: HistoryEntry): SessionKey | undefined {
  return outcome.kind === 'unsendable' && failedFirst !== undefined ? outcome.signIn : undefined;
}

/** Its credential came from a session or a named request, or a login of the file may have set its cookies. */
function isRenewable(entry: HistoryEntry, file: HttpFile): boolean {
  const marked = file.requests.some((it) => it.name !== '' && it.directives.some(({ name }) => name === 'login'));
  return 0 < usedOf(entry).length || marked;
}

/** A new token is wanted, or another user, and nothing here can give it: a person has to. */
function isAdvice(app: App, entry: HistoryEntry, fix: Fix): boolean {
  return (
    fix.kind === 'action' && fix.action.do !== 'send-again' && entry.ref !== undefined && !isAvailable(app, entry, fix)
  );
}

/** The index of the first fix of the best finding that can be followed, by a click or by hand; -1 where there is none. */
export function bestFix(app: App, entry: HistoryEntry): number {
  const fixes = entry.report?.findings[0]?.fixes ?? [];
  return fixes.findIndex((it) => isAvailable(app, entry, it) || isAdvice(app, entry, it));
}

function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri);
}

/** The change that a fix makes, as the editor takes it; undefined where the request is gone or the exchange was pasted. */
export async function editOf(app: App, entry: HistoryEntry, fix: Fix): Promise<vscode.WorkspaceEdit | undefined> {
  if (fix.kind !== 'edit' || !entry.ref) return undefined;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(entry.ref.uri, true));
  const file = app.documents.parsed(document);
  const request = requestById(file, entry.ref.id);
  if (!request) return undefined;
  const edit = new vscode.WorkspaceEdit();
  for (const { span, newText } of editRequest(file, request, fix.edit)) {
    edit.replace(document.uri, toRange(document, span), newText);
  }
  return edit.size === 0 ? undefined : edit;
}

async function applyEdit(app: App, entry: HistoryEntry, fix: Fix): Promise<void> {
  const edit = await editOf(app, entry, fix);
  if (!edit)
    throw new UserError(`Nothing in the text of the request is to be changed for this: ${toLabel(fix.title)}.`);
  if (!entry.ref) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(entry.ref.uri, true));
  if (!(await app.editPreview.show(document, edit, toLabel(fix.title)))) return;
  await vscode.window.showTextDocument(document, { preserveFocus: true });
}

async function act(app: App, entry: HistoryEntry, action: FixAction): Promise<void> {
  const failed = failedSignIn(entry);
  switch (action.do) {
    case 'send-again':
      if (!entry.ref) throw new UserError('This exchange was pasted: there is no request here to send again.');
      await run(commands.send, entry.ref);
      return;
    case 'renew':
      return renew(app, entry);
    case 'sign-in':
      if (failed) return signInAndSend(app, entry, failed);
      if (hasSession(entry) || action.metadata === undefined) return renew(app, entry, action.ask);
      return (await import('./sessions/index.ts')).signInAtResource(app, entry, action.metadata, action.ask);
    case 'select-user':
      return (await import('./otherUser.ts')).tryOtherUser(app, entry, action.needs ?? []);
    case 'select-environment':
      await run(commands.selectEnvironment);
      return;
    case 'clear-cookies':
      await run(commands.clearCookies);
      return;
    case 'decode-token':
      app.revealSidebar();
      return;
    case 'configure':
      await vscode.commands.executeCommand('workbench.action.openSettings', settingsFor[action.what]);
      return;
    case 'open-link':
      await openLink(action.url);
  }
}

/** A token that could not be renewed is had anew by signing in; the request that waits for it goes then. */
async function signInAndSend(app: App, entry: HistoryEntry, key: SessionKey): Promise<void> {
  const document = entry.ref && openDocument(entry.ref.uri);
  const configured = document && app.environments.of(document)?.signIn(key.environment, key.user, key.id);
  // What another tool's spelling asks for is signed in by sending.
  if (configured) {
    const before = await app.sessions.get(key);
    await run(commands.signIn, key);
    // Cancelled, or refused once more: then that is to be seen.
    if ((await app.sessions.get(key)) === before) return;
  }
  if (entry.ref) await run(commands.send, entry.ref);
}

const settingsFor = { 'client-certificates': '@id:why401.send.clientCertificates' } as const;

/** Has the credential anew the way this one was had, and sends again. */
async function renew(app: App, entry: HistoryEntry, ask?: SignInRequest): Promise<void> {
  if (!entry.ref) throw new UserError('This exchange was pasted: where its credential came from is not known here.');
  await app.runner.renew(entry.ref, ask);
}

async function run(id: (typeof commands)[keyof typeof commands], ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(asCommand(id, '').command, ...args);
}

/** Opens a web page, after the editor's own question where the host is not trusted. Nothing but https and http. */
async function openLink(url: string): Promise<void> {
  const uri = vscode.Uri.parse(url);
  if (uri.scheme !== 'https' && uri.scheme !== 'http') throw new UserError('This link does not lead to a web page.');
  await vscode.env.openExternal(uri);
}
