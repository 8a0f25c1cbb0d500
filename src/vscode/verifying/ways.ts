import * as vscode from 'vscode';
import type { Expected } from '../../core/jwt/verification.ts';
import { whyNotAsked } from '../../send/keys/index.ts';
import type { App } from '../app.ts';
import { UserError } from '../userError.ts';
import { type AskableSignIn, askableSignIns, type ConfiguredIssuer, configuredIssuers } from './configured.ts';
import type { Chosen } from './which.ts';

/** By what a token is verified. */
export type Way =
  /** `expected` where a sign-in names the issuer: then nobody has to be asked about it. */
  | { readonly by: 'issuer'; readonly issuer: string; readonly jwksUri?: string; readonly expected?: Expected }
  | { readonly by: 'key'; readonly text: string }
  /** The server of a sign-in says what the token is; the token goes there. */
  | { readonly by: 'server'; readonly signIn: AskableSignIn };

interface Item extends vscode.QuickPickItem {
  way(): Promise<Way | undefined>;
}

/** Asks by what the token is to be verified; undefined where the person turned away. */
export async function chooseWay(app: App, { secret, token }: Chosen): Promise<Way | undefined> {
  const trusted = vscode.workspace.isTrusted;
  const askable = trusted && token.kind !== 'jwe' ? await askableSignIns(app, secret) : [];
  if (token.kind === 'opaque' && askable.length === 0) throw opaque(trusted);
  const configured = token.kind === 'jws' && trusted ? await configuredIssuers(app, secret) : [];
  const items: Item[] = [...configured.map(configuredItem)];
  const { issuer } = token;
  if (token.kind === 'jws' && trusted && whyNotAsked(issuer) === undefined && issuer !== undefined) {
    if (!configured.some((it) => it.issuer === issuer)) items.push(namedItem(issuer));
  }
  items.push(...askable.map(serverItem));
  const opens = token.kind === 'jwe';
  // What stands for something at its issuer fits no key.
  if (token.kind !== 'opaque')
    items.push(
      {
        label: '$(key) Paste a Key or Secret',
        detail: `${opens ? 'What opens it: a' : 'A'} secret, PEM, certificate, JWK or JWK set. It is used once and not kept.`,
        way: pasted,
      },
      {
        label: '$(file) Take a Key from a File',
        detail: 'PEM, certificate, JWK, JWK set, or a file that holds a secret.',
        way: fromFile,
      },
    );
  const title = opens ? 'Open and Verify Token' : 'Verify Token';
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.way();
}

function configuredItem({ issuer, jwksUri, expected }: ConfiguredIssuer): Item {
  return {
    label: `$(globe) Ask ${issuer} for Its Keys`,
    detail: `The issuer of ${expected.from}; the token is compared with it.`,
    way: async () => ({ by: 'issuer', issuer, expected, ...(jwksUri === undefined ? {} : { jwksUri }) }),
  };
}

function namedItem(issuer: string): Item {
  return {
    label: `$(globe) Ask ${issuer} for Its Keys`,
    detail: 'The issuer that the token names (iss).',
    way: async () => ({ by: 'issuer', issuer }),
  };
}

function serverItem(signIn: AskableSignIn): Item {
  const { id } = signIn.key;
  return {
    label: `$(server) Ask the Server of ${id}`,
    detail: `Introspection or userinfo. ${signIn.own ? 'It gave the token.' : 'The token is sent there.'}`,
    way: async () => ({ by: 'server', signIn }),
  };
}

function opaque(trusted: boolean): UserError {
  const why = trusted
    ? 'no sign-in of the chosen environment names a server to ask. Write one as Security.Auth into the environment file'
    : 'nothing is sent in Restricted Mode';
  return new UserError(`The token is no JWT: only its issuer knows what it is, and ${why}.`);
}

async function pasted(): Promise<Way | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Key or Secret',
    prompt: 'A secret, PEM, certificate, JWK or JWK set. It is used once and not kept.',
    password: true,
    ignoreFocusOut: true,
  });
  return text === undefined || text === '' ? undefined : { by: 'key', text };
}

/** More than any key has. */
const longestFile = 200_000;

async function fromFile(): Promise<Way | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title: 'Key', openLabel: 'Verify' })) ?? [];
  if (!file) return undefined;
  const { size } = await vscode.workspace.fs.stat(file);
  if (longestFile < size)
    throw new UserError('The file is larger than any key: PEM, a JWK, a JWK set or a secret is expected.');
  return { by: 'key', text: new TextDecoder().decode(await vscode.workspace.fs.readFile(file)) };
}
