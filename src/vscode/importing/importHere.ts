import { join } from 'node:path';
import * as vscode from 'vscode';
import { importSources, kindNames } from '../../core/import/importSources.ts';
import { counted, reportMarkdown } from '../../core/import/report.ts';
import type { Imported } from '../../core/import/writeCollection.ts';
import { carryOutImport, type ImportPlan, planImport, readTaken } from '../../local/importing.ts';
import { UserError, withoutLinks } from '../userError.ts';
import { showReport } from './reportDocument.ts';
import { type ChosenSource, chooseSource } from './source.ts';

/** Asks for a source and a folder, shows what will be written, and writes it after a yes. */
export async function importHere(given: vscode.Uri | undefined): Promise<void> {
  const source = await chooseSource(given);
  if (!source) return;
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Folder for the Imported Files',
      openLabel: 'Import Here',
      canSelectFiles: false,
      canSelectFolders: true,
      ...defaultFolder(source),
    })) ?? [];
  if (!folder) return;
  if (folder.scheme !== 'file') throw new UserError('Requests are imported into folders of this computer only.');
  const imported = await read(source, await readTaken(folder.fsPath));
  const plan = await planImport(folder.fsPath, imported, { askGit: vscode.workspace.isTrusted });
  if ('problem' in plan) throw new UserError(`Nothing was imported: ${plan.problem}.`);
  await showReport(reportMarkdown(reportOf(source, imported, plan)));
  if (!(await isAgreed(imported, plan))) return;
  await write(plan);
  const first = imported.files.findIndex((it) => it.isHttp);
  const path = plan.writes[first]?.path;
  if (path !== undefined)
    await vscode.window.showTextDocument(vscode.Uri.file(path), {
      viewColumn: vscode.ViewColumn.Active,
      preview: false,
    });
  const lost = imported.losses.length;
  const toFill = imported.unfilled.length;
  void vscode.window.showInformationMessage(
    withoutLinks(
      [
        `${counted(imported.requests, 'request')} imported.`,
        ...(toFill ? [`${counted(toFill, 'value')} to fill in, in http-client.private.env.json.`] : []),
        ...(lost ? [`See the report for what was lost (${lost}).`] : []),
      ].join(' '),
    ),
  );
}

function read(source: ChosenSource, taken: ReadonlyMap<string, string>): Thenable<Imported> {
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: `Reading ${source.name}`,
    cancellable: true,
  };
  return vscode.window.withProgress(progress, async (_, cancel) => {
    const imported = importSources(source.kind, source.files, taken);
    if (cancel.isCancellationRequested) throw new UserError('The import was cancelled. Nothing was written.');
    if ('problem' in imported)
      throw new UserError(`${source.name} was read as ${kindNames[source.kind]}: ${imported.problem}.`);
    return imported;
  });
}

function defaultFolder(source: ChosenSource): { readonly defaultUri?: vscode.Uri } {
  const workspace = source.uri ? vscode.workspace.getWorkspaceFolder(source.uri) : undefined;
  const uri = (workspace ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  return uri ? { defaultUri: uri } : {};
}

function reportOf(source: ChosenSource, imported: Imported, plan: ImportPlan) {
  return {
    source: source.name,
    requests: imported.requests,
    written: plan.writes.map((it) => shown(it.path)),
    losses: imported.losses,
    unfilled: imported.unfilled,
    remarks: plan.remarks,
  };
}

function shown(path: string): string {
  return vscode.workspace.asRelativePath(path, false);
}

async function isAgreed(imported: Imported, plan: ImportPlan): Promise<boolean> {
  const go = 'Import';
  const listed = plan.writes.slice(0, 12).map((it) => `${shown(it.path)}${it.how === 'add' ? '  (added to)' : ''}`);
  const more = plan.writes.length - listed.length;
  const lost = imported.losses.length;
  const detail = [
    ...listed,
    ...(more ? [`and ${more} more`] : []),
    ...(lost ? ['', `Not carried over, or not as it was: ${lost}. The report behind this lists them.`] : []),
  ].join('\n');
  const question = `Write ${counted(imported.requests, 'request')} to ${counted(plan.writes.length, 'file')}?`;
  return (
    (await vscode.window.showInformationMessage(question, { modal: true, detail: withoutLinks(detail) }, go)) === go
  );
}

async function write(plan: ImportPlan): Promise<void> {
  const progress = { location: vscode.ProgressLocation.Notification, title: 'Writing', cancellable: true };
  await vscode.window.withProgress(progress, async (_, cancel) => {
    const abort = new AbortController();
    cancel.onCancellationRequested(() => abort.abort());
    const { problem } = await carryOutImport(plan, abort.signal);
    if (problem !== undefined)
      throw new UserError(`The import stopped: ${problem}. Files are in ${join(plan.folder)}.`);
  });
}
