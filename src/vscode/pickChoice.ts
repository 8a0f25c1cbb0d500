import * as vscode from 'vscode';

/** The name handed over, or what a person picks; a choice without a name means none. Undefined: nothing was picked. */
export async function pickChoice(
  argument: unknown,
  names: readonly string[],
  current: string | undefined,
  what: 'environment' | 'user',
): Promise<{ readonly name: string | undefined } | undefined> {
  if (typeof argument === 'string') return { name: names.find((it) => it === argument) };
  const mark = (name: string | undefined) => (name === current ? '$(check) ' : '');
  const items = [
    ...names.map((name) => ({ label: `${mark(name)}${name}`, name })),
    { label: `${mark(undefined)}No ${what}`, name: undefined },
  ];
  const title = `Select ${what === 'user' ? 'User' : 'Environment'}`;
  const chosen = await vscode.window.showQuickPick(items, { title });
  return chosen && { name: chosen.name };
}
