import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { asRef, commands, type EvidenceChoice } from '../contributions.ts';
import { openEvidencePlace } from '../evidencePlaces.ts';
import { registerCommand } from '../registerCommand.ts';

/** Opens the log or source file that a piece of evidence points at. */
export function registerOpenEvidence(app: App): vscode.Disposable {
  return registerCommand(app, commands.openEvidence, async (argument) => {
    const choice = asChoice(argument);
    const entry = choice?.ref ? app.history.of(choice.ref) : app.history.latest;
    const place = choice && entry?.report?.findings[choice.finding]?.evidence[choice.evidence]?.place;
    if (entry && place) await openEvidencePlace(app, entry, place);
  });
}

function asChoice(argument: unknown): EvidenceChoice | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { ref, finding, evidence }: Partial<Record<keyof EvidenceChoice, unknown>> = argument;
  if (typeof finding !== 'number' || typeof evidence !== 'number') return undefined;
  const named = asRef(ref);
  return { finding, evidence, ...(named ? { ref: named } : {}) };
}
