import type * as vscode from 'vscode';
import type { RequestTest, UserTest } from '../../core/matrix/testTree.ts';
import type { TestFile, TestFiles } from './files.ts';

/** A test of a run: a request as one user. */
export interface ChosenTest {
  readonly item: vscode.TestItem;
  readonly file: TestFile;
  readonly test: RequestTest;
  /** Absent for a request that is sent as whoever is selected, or whose `@expect` names nobody who can be asked as. */
  readonly user?: UserTest;
}

/** What was asked for, spelled out, each once: a file stands for its requests, a request for its users. */
export async function chosenTests(
  { include, exclude = [] }: vscode.TestRunRequest,
  controller: vscode.TestController,
  files: TestFiles,
): Promise<readonly ChosenTest[]> {
  const asked = include ?? [...controller.items].map(([, it]) => it);
  const left = new Set(exclude);
  const found = new Map<vscode.TestItem, ChosenTest>();
  const read = new Map<vscode.TestItem | undefined, readonly ChosenTest[]>();
  for (const item of asked) {
    const top = lineage(item).at(-1);
    const tests = read.get(top) ?? testsIn(await files.of(item));
    read.set(top, tests);
    for (const it of tests) {
      const line = lineage(it.item);
      if (line.includes(item) && !line.some((one) => left.has(one))) found.set(it.item, it);
    }
  }
  return [...found.values()];
}

function testsIn(file: TestFile | undefined): readonly ChosenTest[] {
  if (!file) return [];
  return file.tests.flatMap((test) => {
    const request = file.item.children.get(test.id);
    if (!request) return [];
    if (test.users.length === 0) return [{ item: request, file, test }];
    return test.users.flatMap((user) => {
      const item = request.children.get(user.user);
      return item ? [{ item, file, test, user }] : [];
    });
  });
}

/** An item and what is above it. */
function lineage(item: vscode.TestItem): readonly vscode.TestItem[] {
  return item.parent ? [item, ...lineage(item.parent)] : [item];
}
