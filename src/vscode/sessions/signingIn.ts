import * as vscode from 'vscode';
import type { Session, SessionKey } from '../../core/auth/session.ts';
import type { SignInRequest } from '../../core/auth/signIn.ts';
import { requestId } from '../../core/http/requestId.ts';
import type { App } from '../app.ts';
import { commands, views } from '../contributions.ts';
import { UserError } from '../userError.ts';
import { chooseSession } from './choose.ts';
import { sessionRow } from './row.ts';
import { showFailure } from './showFailure.ts';
import { sessionKeyOf } from './tree.ts';
import { type SignInPlace, whereConfigured, whereToSignIn } from './whereToSignIn.ts';

/** Signs in with one of the sign-ins that are configured for what is chosen, or with the one that a caller names. */
export async function signIn(app: App, argument: unknown): Promise<void> {
  // The title of a list hands over the row in focus, and the person has not chosen that one.
  const handed = isRow(argument) ? undefined : sessionKeyOf(argument);
  const place = handed ? await whereConfigured(app, handed) : await whereToSignIn(app);
  const key = handed ?? (place && (await chooseSignIn(app, place)));
  if (!place) throw notConfigured(handed?.id, undefined);
  if (!key) return;
  const before = await app.sessions.get(key);
  // Asking for nothing more is still asking: the person wants to be asked anew, whatever is kept.
  await begin(app, place, key, before, {});
}

/** Signs in anew as the session that was handed over or picked, asking for everything that it had. */
export async function signInAgain(app: App, argument: unknown): Promise<void> {
  const session = await chooseSession(app, argument, 'Sign In Again');
  if (session?.kind === 'login') return sendLogin(app, session);
  if (session) await begin(app, await placeOf(app, session.key), session.key, session, {});
}

/** Has a session's token anew now: by its refresh token, else the way it was had. */
export async function refreshSession(app: App, argument: unknown): Promise<void> {
  const session = await chooseSession(app, argument, 'Refresh Now');
  if (session?.kind === 'login') return sendLogin(app, session);
  if (session) await begin(app, await placeOf(app, session.key), session.key, session, undefined);
}

function isRow(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && ('key' in argument || 'of' in argument);
}

async function placeOf(app: App, key: SessionKey): Promise<SignInPlace> {
  const place = await whereConfigured(app, key);
  if (!place) throw notConfigured(key.id, key.environment);
  return place;
}

async function begin(
  app: App,
  { document }: SignInPlace,
  { id, environment, user }: SessionKey,
  before: Session | undefined,
  ask: SignInRequest | undefined,
): Promise<void> {
  const abort = new AbortController();
  const whose = { ...(environment === undefined ? {} : { environment }), ...(user === undefined ? {} : { user }) };
  const options = { location: vscode.ProgressLocation.Window, title: `Why401: signing in as ${id}` };
  const begun = await vscode.window.withProgress(options, () =>
    app.runner.lend(document, abort, (run, target, lent) =>
      run.beginSession(id, { ...target, ...whose }, lent, before, ask),
    ),
  );
  if (begun.kind === 'cancelled') return;
  if (begun.kind !== 'begun') return showFailure(app, document, `Sign in as ${id}`, begun);
  const { label, description } = sessionRow(begun.session, app.now());
  vscode.window.setStatusBarMessage(`Why401: ${label}, ${description}`, 5000);
  await vscode.commands.executeCommand(`${views.sessions}.focus`, { preserveFocus: true });
}

async function chooseSignIn(app: App, { document, environments }: SignInPlace): Promise<SessionKey | undefined> {
  const choice = app.environments.choice(document);
  const ids = environments.authIds(choice.environment, choice.user);
  if (ids.length === 0 && choice.environment === undefined && 0 < environments.names.length)
    throw new UserError('No environment is chosen, and each has sign-ins of its own.', [
      { title: 'Select Environment', command: commands.selectEnvironment },
    ]);
  if (ids.length === 0) throw notConfigured(undefined, choice.environment);
  const kept = await app.sessions.list();
  const items = ids.map((id) => {
    const config = environments.signIn(choice.environment, choice.user, id);
    const session = kept.find(
      (it) => it.key.id === id && it.key.environment === choice.environment && it.key.user === choice.user,
    );
    const grant = config?.fields['Grant Type'];
    return {
      label: id,
      description: typeof grant === 'string' ? grant : '',
      detail: session ? `Signed in: ${sessionRow(session, app.now()).description}` : (config?.origin ?? ''),
      key: { id, ...choice },
    };
  });
  const where = choice.environment === undefined ? '' : ` (${choice.environment})`;
  return (await vscode.window.showQuickPick(items, { title: `Sign In${where}`, matchOnDescription: true }))?.key;
}

/** A login by request is had anew by sending it again. */
async function sendLogin(app: App, { path, request }: Extract<Session, { kind: 'login' }>): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path)).then(undefined, () => undefined);
  const file = document && app.documents.parsed(document);
  const found = file?.requests.find((it) => it.name === request);
  if (!document || !file || !found) throw new UserError(`The request ${request} is no longer in ${path}.`);
  await app.runner.send({ uri: document.uri.toString(), id: requestId(file, found) });
}

function notConfigured(id: string | undefined, environment: string | undefined): UserError {
  const where = environment === undefined ? '' : ` of the environment ${environment}`;
  const what = id === undefined ? 'No sign-in is configured' : `The sign-in ${id} is not configured any more`;
  return new UserError(`${what}: "Security": {"Auth": {…}}${where} in http-client.env.json says how.`);
}
