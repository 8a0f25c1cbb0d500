import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { type OfferedSignIn, offeredSignIn, tokenReferenceOf } from '../../core/auth/offeredSignIn.ts';
import type { SignInRequest } from '../../core/auth/signIn.ts';
import { editRequest } from '../../core/http/edit.ts';
import { requestById } from '../../core/http/requestId.ts';
import type { OAuthOptions } from '../../send/oauth/obtained.ts';
import type { App } from '../app.ts';
import { toRange } from '../convert.ts';
import { whereabouts } from '../environments.ts';
import type { HistoryEntry } from '../history.ts';
import type { RequestRef } from '../requestId.ts';
import { sendSettings } from '../settings.ts';
import { requireTrust } from '../trust.ts';
import { UserError, withoutLinks } from '../userError.ts';
import { ownAddress } from './redirects.ts';

/**
 * Signs in where an API says who signs in for it (RFC 9728): reads its description, writes the sign-in into
 * http-client.env.json and a reference to its token into the request, and sends it, which opens the browser.
 */
export async function signInAtResource(
  app: App,
  { ref, exchange }: HistoryEntry,
  metadata: string,
  ask: SignInRequest,
): Promise<void> {
  requireTrust();
  if (!ref || !exchange)
    throw new UserError('This exchange was pasted: there is no request here to write a token into.');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(ref.uri, true));
  const options = (signal: AbortSignal) => ({ settings: sendSettings(document.uri), signal, now: () => app.now() });
  const offer = await readOffer(metadata, exchange.request.url, ask.scopes ?? [], options);
  if (offer) await write(app, document, ref, offer);
}

type Options = (signal: AbortSignal) => OAuthOptions;

/** Says what is waited for, and lets the person cancel it. What they are asked after it is no waiting. */
function meanwhile<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: withoutLinks(title), cancellable: true };
  return vscode.window.withProgress(options, (_progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return work(abort.signal);
  });
}

async function readOffer(
  metadata: string,
  resourceUrl: string,
  scopes: readonly string[],
  options: Options,
): Promise<OfferedSignIn | undefined> {
  const { loadOauth } = await import('../../run/index.ts');
  const { protectedResource } = await loadOauth();
  const found = await meanwhile(`Reading who signs in for ${new URL(metadata).host}`, (signal) =>
    protectedResource(metadata, resourceUrl, options(signal)),
  );
  if (found.kind === 'cancelled') return undefined;
  if (found.kind !== 'resource') throw new UserError(messageOf(found));
  const [first, ...others] = found.authorizationServers;
  if (first === undefined)
    throw new UserError(`${metadata} names no authorization server that could be asked (authorization_servers).`);
  const issuer = others.length ? await pick(found.authorizationServers) : first;
  const clientId = issuer === undefined ? undefined : await clientFor(issuer, options);
  if (issuer === undefined || clientId === undefined) return undefined;
  const asked = scopes.length ? scopes : found.scopes.slice(0, 20);
  return offeredSignIn({ resource: found.resource, issuer, scopes: asked, clientId });
}

function pick(issuers: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showQuickPick([...issuers], { title: 'Sign In at Which Authorization Server?' });
}

/** The client that asks: one that the person has registered, or one that is registered now, where the server offers it. */
async function clientFor(issuer: string, options: Options): Promise<string | undefined> {
  const registering = { label: '$(add) Register Why401', detail: `Sends one request to ${issuer} (RFC 7591).` };
  const enter = { label: '$(edit) Enter a Client ID', detail: 'One that you have registered there.' };
  const chosen = await vscode.window.showQuickPick([registering, enter], {
    title: `Which Client Asks ${new URL(issuer).host} for Tokens?`,
    ignoreFocusOut: true,
  });
  if (chosen === enter) return enterClient(issuer);
  if (chosen !== registering) return undefined;
  const { loadOauth } = await import('../../run/index.ts');
  const { register } = await loadOauth();
  const redirects = ['http://127.0.0.1/callback', ownAddress()];
  const registered = await meanwhile(`Registering Why401 at ${new URL(issuer).host}`, (signal) =>
    register(issuer, redirects, options(signal)),
  );
  if (registered.kind === 'registered') return registered.clientId;
  if (registered.kind === 'cancelled') return undefined;
  const why = registered.kind === 'no-endpoint' ? `${issuer} registers nobody by itself.` : messageOf(registered);
  void vscode.window.showInformationMessage(`${why} Enter the ID of a client that is registered there.`);
  return enterClient(issuer);
}

async function enterClient(issuer: string): Promise<string | undefined> {
  const entered = await vscode.window.showInputBox({
    title: 'Client ID',
    prompt: `A public client registered at ${issuer}, with the redirect URI http://127.0.0.1/callback.`,
    ignoreFocusOut: true,
  });
  return entered?.trim() || undefined;
}

function messageOf(ending: { readonly kind: string; readonly message?: string; readonly exchange?: unknown }): string {
  return ending.message ?? 'The authorization server refused the request.';
}

async function write(app: App, document: vscode.TextDocument, ref: RequestRef, offer: OfferedSignIn): Promise<void> {
  const environments = await app.environments.read(document);
  const chosen = app.environments.choice(document).environment;
  const environment = chosen ?? environments.names[0] ?? 'dev';
  const path = environments.files.find((it) => /(?:^|[\\/])http-client\.env\.json$/.test(it));
  const target = vscode.Uri.file(path ?? join(dirname(whereabouts(document).path), 'http-client.env.json'));
  const existing = path === undefined ? undefined : await vscode.workspace.openTextDocument(target);
  const { addSignIn } = await import('../../local/environmentEdits.ts');
  const added = addSignIn(existing?.getText(), environment, offer.id, offer.fields);
  const edit = new vscode.WorkspaceEdit();
  // A sign-in of this name is there already: the request only has to refer to it.
  if (!('problem' in added)) {
    if (!existing) edit.createFile(target, { contents: new TextEncoder().encode(added.text) });
    for (const { offset, length, content } of existing ? added.edits : [])
      edit.replace(target, toRange(existing ?? document, { start: offset, end: offset + length }), content);
  } else if (!/another value/.test(added.problem))
    throw new UserError(`http-client.env.json stays as it is: ${added.problem}.`);
  const file = app.documents.parsed(document);
  const request = requestById(file, ref.id);
  if (!request) throw new UserError('This request is no longer in the file.');
  const header = { set: 'header', name: 'Authorization', value: tokenReferenceOf(offer) } as const;
  for (const { span, newText } of editRequest(file, request, header))
    edit.replace(document.uri, toRange(document, span), newText);
  if (!(await vscode.workspace.applyEdit(edit))) throw new UserError('The editor did not take the change.');
  await (await vscode.workspace.openTextDocument(target)).save();
  if (chosen === undefined) app.selection.choose('environment', environment);
  await app.runner.send(ref);
}
