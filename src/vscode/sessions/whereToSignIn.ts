import * as vscode from 'vscode';
import type { SessionKey } from '../../core/auth/session.ts';
import type { Environments } from '../../core/variables/environments.ts';
import type { App } from '../app.ts';
import { isHttp } from '../documents.ts';

/** An `.http` file whose environment files say how to sign in. */
export interface SignInPlace {
  readonly document: vscode.TextDocument;
  readonly environments: Environments;
}

/** More files than these are not looked through for one that knows a sign-in. */
const mostFiles = 50;

/** The file that a person works in, else another one of the workspace that knows the sign-in. Undefined: none does. */
export async function whereConfigured(app: App, key: SessionKey): Promise<SignInPlace | undefined> {
  for await (const place of places(app)) {
    if (place.environments.signIn(key.environment, key.user, key.id)) return place;
  }
  return undefined;
}

/** The file that a person works in, else one with sign-ins for what is chosen, else any. */
export async function whereToSignIn(app: App): Promise<SignInPlace | undefined> {
  let first: SignInPlace | undefined;
  for await (const place of places(app)) {
    if (place.document === app.documents.active) return place;
    const { environment, user } = app.environments.choice(place.document);
    if (0 < place.environments.authIds(environment, user).length) return place;
    first ??= place;
  }
  return first;
}

/** Open files first, the one that is worked in before all others. */
async function* places(app: App): AsyncGenerator<SignInPlace> {
  const { active } = app.documents;
  const open = vscode.workspace.textDocuments.filter((it) => isHttp(it) && it !== active);
  const known = [...(active ? [active] : []), ...open];
  for (const document of known) yield { document, environments: await app.environments.read(document) };
  const files = await vscode.workspace.findFiles('**/*.{http,rest}', '**/node_modules/**', mostFiles);
  for (const uri of files.filter((it) => !known.some(({ uri }) => uri.toString() === it.toString()))) {
    const document = await vscode.workspace.openTextDocument(uri);
    yield { document, environments: await app.environments.read(document) };
  }
}
