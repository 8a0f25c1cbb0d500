import * as vscode from 'vscode';
import { requestById } from '../core/http/requestId.ts';
import type { ProofPlan, Step } from '../run/index.ts';
import type { App } from './app.ts';
import { shorten, toLabel } from './convert.ts';
import type { HistoryEntry } from './history.ts';
import { isProvable } from './provable.ts';
import { requireTrust } from './trust.ts';
import { UserError, withoutLinks } from './userError.ts';

/**
 * Sends a refused request again with one thing changed at a time, after one question that lists what will be sent, and
 * explains the refusal anew by what came of it.
 */
export async function proveRefusal(app: App, entry: HistoryEntry): Promise<void> {
  requireTrust();
  const { outcome, ref, report } = entry;
  if (!isProvable(entry) || outcome.kind !== 'answered' || !ref || !report)
    throw new UserError(
      entry.proof
        ? 'This refusal was proven as far as it can be. Send the request again to begin anew.'
        : 'There is nothing to prove: a request that was refused here, for a reason that is not proven yet, is.',
    );
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(ref.uri, true));
  const request = requestById(app.documents.parsed(document), ref.id);
  if (!request) throw new UserError('The request is not in its file any more.');
  const { environment, user } = entry;
  const whose = { ...(environment === undefined ? {} : { environment }), ...(user === undefined ? {} : { user }) };
  const abort = new AbortController();
  await app.runner.lend(document, abort, async (run, lent, { memory, host, signal }) => {
    const target = { ...lent, request, ...whose };
    const plan = await run.planProof(target, outcome, report, { memory, host, signal });
    if (typeof plan === 'string') throw new UserError(plan);
    if (!(await mayGo(plan, run.stepsOf(plan)))) return;
    const proof = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Why401: proving', cancellable: true },
      (progress, token) => {
        token.onCancellationRequested(() => abort.abort());
        const show = ({ number, experiment }: Step) =>
          progress.report({ message: `${number}. ${toLabel(experiment.title)}` });
        // The one question named the method and each request.
        return run.prove(plan, { memory, host, signal, show, confirm: async () => true });
      },
    );
    if (proof.findings.length === 0) return;
    const anew = await app.reader.reported(outcome, document.uri, { ...app.besides(entry), proof });
    await app.history.renew(async (it) => (it === entry ? { ...it, proof, ...(anew ? { report: anew } : {}) } : it));
  });
}

/** Asks once for all of them. */
async function mayGo({ isSafe, request }: ProofPlan, steps: readonly Step[]): Promise<boolean> {
  const go = `Send ${steps.length} Requests`;
  const lines = steps.map(({ number, experiment }) => `${number}. ${toLabel(experiment.title)}`);
  const address = shorten(`${request.method} ${steps[0]?.url ?? ''}`, 200);
  const detail = [
    address,
    '',
    ...lines,
    '',
    'One after another, each with this one change alone. What decides, and the request as it was, go once more in the end. Nothing of the answers is kept.',
  ].join('\n');
  const options = { modal: true, detail: withoutLinks(detail) };
  const answer = isSafe
    ? await vscode.window.showInformationMessage('Send the request again to prove why it was refused?', options, go)
    : await vscode.window.showWarningMessage(
        `${request.method} may change something each time. Send it again to prove why it was refused?`,
        options,
        go,
      );
  return answer === go;
}
