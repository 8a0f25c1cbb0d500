import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { basename, dirname } from 'node:path';

/** What git says of one path. */
export interface GitState {
  /** The path is in the index: it is committed, or will be. */
  readonly tracked: boolean;
  /** A rule keeps it out of the index, as long as it is not tracked. */
  readonly ignored: boolean;
  /** The top folder of the work tree, absolute. */
  readonly root: string;
}

/** Asks git of a path, which need not exist. Undefined where there is no git, no repository or no answer in two seconds. */
export async function readGitState(path: string): Promise<GitState | undefined> {
  const folder = dirname(path);
  const root = await git(folder, ['rev-parse', '--show-toplevel']);
  if (root?.code !== 0) return undefined;
  // `:(literal)`: no character of the name is a pattern.
  const listed = await git(folder, ['ls-files', '-z', '--', `:(literal)${basename(path)}`]);
  if (listed?.code !== 0) return undefined;
  const ignored = await git(folder, ['check-ignore', '-q', '--no-index', '--', basename(path)]);
  // 0: ignored, 1: not, 128: it could not tell.
  if (!ignored || 1 < ignored.code) return undefined;
  return { tracked: listed.out !== '', ignored: ignored.code === 0, root: root.out.replace(/\r?\n$/, '') };
}

const longestWaitMs = 2_000;

/**
 * Runs git for reading. What a repository's own configuration names as programs is left out: its files may be anybody's.
 * The folder is told by `-C`, so that no program of that folder is taken for git.
 */
function git(
  folder: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly out: string } | undefined> {
  const careful = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-C', folder];
  return new Promise((resolve) => {
    const options = {
      cwd: homedir(),
      timeout: longestWaitMs,
      windowsHide: true,
      maxBuffer: 1024 * 1024,
      env: cleanEnvironment(),
    };
    execFile('git', [...careful, ...args], options, (error, out) => {
      const code = error === null ? 0 : error.code;
      resolve(typeof code === 'number' && error?.signal == null ? { code, out } : undefined);
    });
  });
}

/** Without what a hook or an outer git sets for itself: it would speak of another repository. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|NAMESPACE|OBJECT_DIRECTORY|COMMON_DIR|TRACE.*)$/i.test(name),
  );
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
