import * as vscode from 'vscode';
import type { RequestTest } from '../../core/matrix/testTree.ts';
import { shorten } from '../convert.ts';
import { withoutLinks } from '../userError.ts';
import type { ChosenTest } from './chosen.ts';

/** As many requests as a question lists. */
const most = 8;

/** Asks once for all requests of a run that may change something; without any, nobody is asked. */
export async function confirmUnsafe(tests: readonly ChosenTest[]): Promise<boolean> {
  const unsafe = new Map<RequestTest, ChosenTest[]>();
  for (const it of tests) if (!it.test.safe) unsafe.set(it.test, [...(unsafe.get(it.test) ?? []), it]);
  if (unsafe.size === 0) return false;
  const times = [...unsafe.values()].reduce((all, it) => all + it.length, 0);
  const lines = [...unsafe].map(([test, its]) => {
    const users = its.flatMap((it) => it.user?.user ?? []).join(', ') || 'whoever is selected';
    return shorten(`${test.title} as ${users}`, 120);
  });
  const more = most < lines.length ? [`and ${lines.length - most} more`] : [];
  const go = 'Send';
  const question = `Send what may change something, ${times === 1 ? 'once' : `${times} times`}?`;
  const detail = [
    ...lines.slice(0, most),
    ...more,
    '',
    'What only reads is sent in any case. "# @matrix" above a request says that it may be sent unasked.',
  ].join('\n');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail: withoutLinks(detail) }, go)) === go;
}
