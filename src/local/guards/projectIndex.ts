import { isDeepStrictEqual } from 'node:util';
import type { Tree } from 'web-tree-sitter';
import { type Framework, type Linked, type LinkMemory, languageOf, type Project } from '../../core/guards/framework.ts';
import { withoutSecrets } from '../../core/guards/withoutSecrets.ts';
import type { Grammars } from './grammars.ts';
import { keepEqual } from './routeDifference.ts';

/** The files of a folder: their paths, relative and with forward slashes, and their text when it is asked for. */
export interface ProjectFiles {
  readonly paths: readonly string[];
  /** Undefined where it cannot be read, or is too large. */
  read(path: string): Promise<string | undefined>;
}

/** What one framework says of a project. */
export interface FrameworkFound {
  readonly framework: Framework;
  readonly linked: Linked;
}

/**
 * What was read of a project's files, kept so that a change reads what changed. `changed` forgets a file; the next
 * `read` has it anew.
 */
export class ProjectIndex {
  readonly #frameworks: readonly Framework[];
  readonly #grammars: Grammars;
  /** Reader and path → what the file says; null where it says nothing. */
  readonly #facts = new Map<string, object | null>();
  /** Reader and path → what a file said that changed since. */
  readonly #before = new Map<string, object>();
  readonly #texts = new Map<string, string | null>();
  /** Path → the frameworks that begin there. */
  readonly #begins = new Map<string, readonly Framework[]>();
  readonly #linked = new Map<
    Framework,
    { readonly facts: ReadonlyMap<string, object>; readonly project: Project; readonly found: FrameworkFound }
  >();
  /** Framework and path → it was led to and says nothing. */
  readonly #silent = new Set<string>();
  /** Reader and path → how much of `#spent` is that file's. */
  readonly #sizes = new Map<string, number>();
  readonly #memories = new Map<Framework, LinkMemory>();
  readonly #projects = new Map<Framework, Project>();
  readonly #ledTo = new WeakMap<
    object,
    { readonly framework: Framework; readonly project: Project; readonly to: readonly string[] }
  >();
  #paths: { readonly list: readonly string[]; readonly set: ReadonlySet<string> } | undefined;
  #spent = 0;
  #slow = 0;

  constructor(frameworks: readonly Framework[], grammars: Grammars) {
    this.#frameworks = frameworks;
    this.#grammars = grammars;
  }

  /** How many files were passed over for what parsing them would take, and whether there was more than is read. */
  get left(): { readonly slow: number; readonly isFull: boolean } {
    return { slow: this.#slow, isFull: mostCharacters <= this.#spent };
  }

  /** These files are other than they were, new, or gone. */
  changed(paths: readonly string[]): void {
    for (const path of paths) {
      this.#texts.delete(path);
      this.#begins.delete(path);
      for (const it of this.#frameworks) {
        const key = `${readerOf(it)}\n${path}`;
        this.#spent -= this.#sizes.get(key) ?? 0;
        this.#sizes.delete(key);
        const facts = this.#facts.get(key);
        if (facts) this.#before.set(key, facts);
        this.#facts.delete(key);
        this.#silent.delete(`${it.id}\n${path}`);
      }
    }
  }

  /** The frameworks that are there, each with its routes. Files are read once, and parsed once a reader. */
  async read(files: ProjectFiles, signal?: AbortSignal): Promise<FrameworkFound[]> {
    if (this.#paths?.list !== files.paths) this.#paths = { list: files.paths, set: new Set(files.paths) };
    const paths = this.#paths.set;
    const begun = await this.#findBegun(files, signal);
    const found: FrameworkFound[] = [];
    for (const framework of this.#frameworks) {
      const from = begun.get(framework) ?? [];
      if (from.length === 0) continue;
      const project = await this.#project(framework, files, paths);
      const facts = await this.#follow(framework, from, files, project, signal);
      found.push(this.#link(framework, facts, project));
    }
    return found;
  }

  /** Looks at each file once for all frameworks, some at a time; texts are not kept. */
  async #findBegun(files: ProjectFiles, signal: AbortSignal | undefined): Promise<Map<Framework, string[]>> {
    const unknown = files.paths.filter((path) => !this.#begins.has(path) && languageOf(path) !== undefined);
    for (let at = 0; at < unknown.length; at += atOnce) {
      signal?.throwIfAborted();
      await Promise.all(unknown.slice(at, at + atOnce).map((path) => this.#look(path, files)));
    }
    const begun = new Map<Framework, string[]>();
    for (const path of files.paths)
      for (const it of this.#begins.get(path) ?? []) {
        const list = begun.get(it);
        if (list) list.push(path);
        else begun.set(it, [path]);
      }
    return begun;
  }

  async #look(path: string, files: ProjectFiles): Promise<void> {
    const language = languageOf(path);
    const text = await files.read(path);
    const here = this.#frameworks.filter(
      (it) => language !== undefined && text !== undefined && it.languages.includes(language) && it.begins(path, text),
    );
    this.#begins.set(path, here);
  }

  async #follow(
    framework: Framework,
    from: readonly string[],
    files: ProjectFiles,
    project: Project,
    signal: AbortSignal | undefined,
  ): Promise<Map<string, object>> {
    const facts = new Map<string, object>();
    const seen = new Set(from);
    const open = [...from];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      const said = await this.#factsOf(framework, path, files, signal);
      if (!said) continue;
      facts.set(path, said);
      for (const it of this.#leads(framework, path, said, project)) {
        if (seen.has(it)) continue;
        seen.add(it);
        open.push(it);
      }
    }
    return facts;
  }

  /** The same object as before where nothing of it is other: what was worked out of it is kept with it. */
  async #project(framework: Framework, files: ProjectFiles, paths: ReadonlySet<string>): Promise<Project> {
    const texts = new Map<string, string>();
    for (const path of files.paths) {
      if (!framework.wantsText?.(path)) continue;
      const text = await this.#text(path, files);
      if (text !== undefined) texts.set(path, text);
    }
    const before = this.#projects.get(framework);
    if (
      before?.paths === paths &&
      before.texts.size === texts.size &&
      [...texts].every(([path, it]) => before.texts.get(path) === it)
    )
      return before;
    const project: Project = { paths, texts };
    this.#projects.set(framework, project);
    return project;
  }

  #leads(framework: Framework, path: string, facts: object, project: Project): readonly string[] {
    const known = this.#ledTo.get(facts);
    if (known?.framework === framework && known.project === project) return known.to;
    const to = framework.leadsTo(path, facts, project.paths, project);
    this.#ledTo.set(facts, { framework, project, to });
    return to;
  }

  async #factsOf(
    framework: Framework,
    path: string,
    files: ProjectFiles,
    signal: AbortSignal | undefined,
  ): Promise<object | undefined> {
    const language = languageOf(path);
    if (!language || !framework.languages.includes(language)) return undefined;
    const key = `${readerOf(framework)}\n${path}`;
    const known = this.#facts.get(key);
    if (known !== undefined || this.#silent.has(`${framework.id}\n${path}`)) return known ?? undefined;
    signal?.throwIfAborted();
    const text = await files.read(path);
    if (text === undefined || mostCharacters <= this.#spent) return undefined;
    if (framework.tells && !framework.begins(path, text) && !framework.tells(text)) {
      this.#silent.add(`${framework.id}\n${path}`);
      return undefined;
    }
    this.#spent += text.length;
    this.#sizes.set(key, text.length);
    const parser = await this.#grammars.parser(language);
    const tree = parseInTime(parser, text);
    if (!tree) {
      this.#slow++;
      this.#facts.set(key, null);
      return undefined;
    }
    try {
      const said = framework.read({ path, language, text, root: tree.rootNode });
      const before = this.#before.get(key);
      this.#before.delete(key);
      // A comment, or space within a line, was edited: what was worked out of it holds.
      const kept = said && before && isDeepStrictEqual(before, said) ? before : said;
      this.#facts.set(key, kept ?? null);
      return kept;
    } finally {
      tree.delete();
    }
  }

  async #text(path: string, files: ProjectFiles): Promise<string | undefined> {
    const known = this.#texts.get(path);
    if (known !== undefined) return known ?? undefined;
    const text = await files.read(path);
    this.#texts.set(path, text ?? null);
    return text;
  }

  #memoryOf(framework: Framework): LinkMemory {
    const memory = this.#memories.get(framework) ?? {};
    this.#memories.set(framework, memory);
    return memory;
  }

  /** Joined anew only where something is other than it was. */
  #link(framework: Framework, facts: ReadonlyMap<string, object>, project: Project): FrameworkFound {
    const before = this.#linked.get(framework);
    if (
      before &&
      before.project === project &&
      before.facts.size === facts.size &&
      [...facts].every(([key, it]) => before.facts.get(key) === it)
    )
      return before.found;
    const { routes, remarks } = withoutSecrets(framework.link(facts, project, this.#memoryOf(framework)));
    const found = { framework, linked: { routes: keepEqual(before?.found.linked.routes ?? [], routes), remarks } };
    this.#linked.set(framework, { facts, project, found });
    return found;
  }
}

const atOnce = 32;
/** In UTF-16 units, of all files that are parsed: what is kept of them takes about 20 bytes a unit. */
const mostCharacters = 20_000_000;
/** What parsing one file may take. */
const longestMs = 2_000;

function parseInTime(parser: import('web-tree-sitter').Parser, text: string): Tree | null {
  const end = performance.now() + longestMs;
  const tree = parser.parse(text, null, { progressCallback: () => end < performance.now() });
  if (!tree) parser.reset();
  return tree;
}

function readerOf(framework: Framework): string {
  return framework.reader ?? framework.id;
}
