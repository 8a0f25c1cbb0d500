import type { Draft } from './draft.ts';

/** curl looks for a file where it is started; a `.http` file looks beside itself. */
export function tellRelative(path: string, where: string, draft: Draft): void {
  if (path !== '' && !/^(?:\/|~|[A-Za-z]:|\{\{)/.test(path))
    draft.lose(where, `The file \`${path.slice(0, 200)}\` is looked for beside the .http file.`);
}
