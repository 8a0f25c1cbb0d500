import * as vscode from 'vscode';
import { Secret } from '../../core/secret.ts';

/** A token of one of the editor's own accounts. The editor asks the person, at first use by this extension. */
export async function accountToken(
  provider: string,
  scopes: readonly string[],
): Promise<{ readonly token: Secret } | { readonly problem: string }> {
  try {
    const session = await vscode.authentication.getSession(provider, [...scopes], { createIfNone: true });
    return { token: new Secret(session.accessToken) };
  } catch (error) {
    return { problem: problemOf(provider, error instanceof Error ? error.message : String(error)) };
  }
}

function problemOf(provider: string, said: string): string {
  if (/did not consent|cancel/i.test(said)) return `No token of the account "${provider}": its use was not agreed to.`;
  if (/no authentication provider|not (?:currently )?registered|timed out waiting for authentication/i.test(said)) {
    return `No token of the account "${provider}": the editor knows no such account. Known are "github", "microsoft" and what installed extensions bring.`;
  }
  return `No token of the account "${provider}". The editor says: ${said.slice(0, 200)}`;
}
