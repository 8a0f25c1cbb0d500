import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { WrittenSecret } from '../core/check/writtenSecrets.ts';
import { moveSecret } from '../core/editing/moveSecret.ts';
import type { Environments } from '../core/variables/environments.ts';
import type { GitState } from '../local/git.ts';
import type { App } from './app.ts';
import { toRange } from './convert.ts';
import { whereabouts } from './environments.ts';
import { UserError } from './userError.ts';

const privateName = 'http-client.private.env.json';

/** A move as it will be made, to be agreed to before. */
export interface PlannedMove {
  readonly edit: vscode.WorkspaceEdit;
  /** What it changes, a file a line. */
  readonly steps: string[];
  /** The variable that holds the secret from then on. */
  readonly name: string;
  /** Files that have to be saved for the move to be whole. */
  readonly files: vscode.Uri[];
}

type Changes = Omit<PlannedMove, 'name'>;

/**
 * The changes that take a secret out of the text: `{{name}}` in its place, its value in the private environment file, and
 * a line in .gitignore where git would take that file. Nothing that is there is overwritten.
 */
export async function planMove(
  app: App,
  document: vscode.TextDocument,
  secret: WrittenSecret,
  environment: string,
): Promise<PlannedMove> {
  const environments = await app.environments.read(document);
  const { user } = app.environments.choice(document);
  const file = app.documents.parsed(document);
  const move = moveSecret(file, secret, environments.layers(environment, user));
  const plan: Changes = { edit: new vscode.WorkspaceEdit(), steps: [], files: [] };
  const replaced = [vscode.TextEdit.replace(toRange(document, move.edit.span), move.edit.newText)];
  plan.edit.set(document.uri, replaced);
  plan.steps.push(`${basename(document.uri.fsPath)}: {{${move.name}}} takes its place`);
  if (move.isThere) return { ...plan, name: move.name };

  const target = vscode.Uri.file(privateFile(environments, whereabouts(document).path));
  const { readGitState } = await import('../local/git.ts');
  const git = await readGitState(target.fsPath);
  if (git?.tracked)
    throw new UserError(
      `Git tracks ${privateName} as well, so that moving the secret there gains nothing. Take it out of the index first: git rm --cached ${privateName}`,
    );
  await addToEnvironment(plan, target, environment, move);
  if (git && !git.ignored) await ignore(plan, git);
  return { ...plan, name: move.name };
}

async function addToEnvironment(
  plan: Changes,
  target: vscode.Uri,
  environment: string,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<void> {
  const { addVariable } = await import('../local/environmentEdits.ts');
  const existing = await openIfThere(target);
  const added = addVariable(existing?.getText(), environment, name, value);
  if ('problem' in added) throw new UserError(`${privateName} stays as it is: ${added.problem}.`);
  plan.steps.push(`${privateName}: ${name} in ${environment}${existing ? '' : '; a new file'}`);
  if (!existing) create(plan.edit, target, added.text);
  else {
    const edits = added.edits.map(({ offset, length, content }) =>
      vscode.TextEdit.replace(toRange(existing, { start: offset, end: offset + length }), content),
    );
    plan.edit.set(target, edits);
  }
  plan.files.push(target);
}

/** A pattern without a slash counts in every folder of the work tree. */
async function ignore(plan: Changes, { root }: GitState): Promise<void> {
  const target = vscode.Uri.file(join(root, '.gitignore'));
  const existing = await openIfThere(target);
  plan.steps.push(`.gitignore: ${privateName}${existing ? '' : '; a new file'}`);
  if (!existing) create(plan.edit, target, `${privateName}\n`);
  else {
    const text = existing.getText();
    const eol = existing.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
    const line = `${text === '' || text.endsWith('\n') ? '' : eol}${privateName}${eol}`;
    plan.edit.set(target, [vscode.TextEdit.insert(existing.positionAt(text.length), line)]);
  }
  plan.files.push(target);
}

/** The one that is there already, else beside the nearest public one, else beside the `.http` file. */
function privateFile({ files }: Environments, httpPath: string): string {
  const nearest = (name: string) => files.find((it) => it.replaceAll('\\', '/').endsWith(`/${name}`));
  return nearest(privateName) ?? join(dirname(nearest('http-client.env.json') ?? httpPath), privateName);
}

async function openIfThere(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    return undefined;
  }
  return vscode.workspace.openTextDocument(uri);
}

function create(edit: vscode.WorkspaceEdit, uri: vscode.Uri, text: string): void {
  edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text) });
}
