import type { Framework, Linked } from '../../core/guards/framework.ts';
import type { Grammars } from './grammars.ts';
import { ProjectIndex } from './projectIndex.ts';

/** The files of a folder: their paths, relative and with forward slashes, and their text when it is asked for. */
export interface ProjectFiles {
  readonly paths: readonly string[];
  /** Undefined where it cannot be read, or is too large. */
  read(path: string): Promise<string | undefined>;
}

/** Reads what one framework says of a folder: begins where it begins, and follows where that leads. */
export async function readProject(
  framework: Framework,
  files: ProjectFiles,
  grammars: Grammars,
  signal?: AbortSignal,
): Promise<Linked> {
  const index = new ProjectIndex([framework], grammars);
  const [found] = await index.read(files, signal);
  return found?.linked ?? { routes: [], remarks: [] };
}
