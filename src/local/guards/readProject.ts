import { type Framework, type Linked, languageOf, type Project } from '../../core/guards/framework.ts';
import type { Grammars } from './grammars.ts';

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
  const paths: ReadonlySet<string> = new Set(files.paths);
  const texts = new Map<string, string>();
  for (const path of files.paths) {
    if (!framework.wantsText?.(path)) continue;
    const text = await files.read(path);
    if (text !== undefined) texts.set(path, text);
  }
  const project: Project = { paths, texts };
  const seen = new Set<string>();
  const facts = new Map<string, object>();

  const readOne = async (path: string, text: string): Promise<readonly string[]> => {
    const language = languageOf(path);
    if (!language || !framework.languages.includes(language)) return [];
    const parser = await grammars.parser(language);
    const tree = parser.parse(text);
    if (!tree) return [];
    try {
      const said = framework.read({ path, language, text, root: tree.rootNode });
      if (!said) return [];
      facts.set(path, said);
      return framework.leadsTo(path, said, paths, project);
    } finally {
      tree.delete();
    }
  };

  const open: string[] = [];
  const take = async (path: string, wanted: (text: string) => boolean): Promise<void> => {
    if (seen.has(path)) return;
    signal?.throwIfAborted();
    const text = await files.read(path);
    if (text === undefined || !wanted(text)) return;
    seen.add(path);
    open.push(...(await readOne(path, text)));
  };
  for (const path of files.paths) await take(path, (text) => framework.begins(path, text));
  for (let path = open.pop(); path !== undefined; path = open.pop()) await take(path, () => true);
  return framework.link(facts, project);
}
