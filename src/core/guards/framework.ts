import type { Node } from 'web-tree-sitter';
import type { FrameworkId, GuardRemark, Route } from './route.ts';

export type Language = 'javascript' | 'typescript' | 'tsx' | 'php' | 'python' | 'java' | 'c-sharp' | 'ruby';

/** A file as it was parsed. `root` may hold ERROR nodes; what is sound around them is read all the same. */
export interface SourceFile {
  /** Relative to the folder that is read, with forward slashes. */
  readonly path: string;
  readonly language: Language;
  readonly text: string;
  readonly root: Node;
}

/**
 * How one framework is read. In two steps, so that an edit reads one file again: each file for itself into plain data
 * (`Facts`, JSON), and then all of them joined.
 */
export interface Framework<Facts extends object = object> {
  readonly id: FrameworkId;
  /** Frameworks with the same `reader` have the same `read`: a file is read once for all of them. */
  readonly reader?: string;
  readonly languages: readonly Language[];
  /** Whether to begin with this file, by its path and a cheap look at its text. Only what is begun with, or led to, is parsed. */
  begins(path: string, text: string): boolean;
  /** What one file says. Never throws. Undefined: nothing of interest. */
  read(file: SourceFile): Facts | undefined;
  /** Whether a file that was led to is worth parsing, by a cheap look at its text; without this each is. */
  tells?(text: string): boolean;
  /** Whether a file that is no source is wanted as text, by its path: `package.json`, `tsconfig.json`, `composer.json`. */
  wantsText?(path: string): boolean;
  /** Files of `paths` that this one leads to: imports, includes, controllers. */
  leadsTo(path: string, facts: Facts, paths: ReadonlySet<string>, project: Project): readonly string[];
  /** Joins what the files say. Routes come in the order in which they are tried: the first that matches is the one. */
  link(files: ReadonlyMap<string, Facts>, project: Project, memory?: LinkMemory): Linked;
}

/** What `link` keeps from one time to the next for the same folder: of its own, and never a reason for another result. */
export interface LinkMemory {
  kept?: unknown;
}

/** What there is besides the sources that were read. */
export interface Project {
  readonly paths: ReadonlySet<string>;
  /** The files for which `wantsText` said yes: path → text. */
  readonly texts: ReadonlyMap<string, string>;
}

export interface Linked {
  readonly routes: readonly Route[];
  readonly remarks: readonly GuardRemark[];
}

/** The language of a file by its name; undefined for what no framework here is written in. */
export function languageOf(path: string): Language | undefined {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? undefined : languages.get(path.slice(dot + 1).toLowerCase());
}

const languages: ReadonlyMap<string, Language> = new Map([
  ['js', 'javascript'],
  ['cjs', 'javascript'],
  ['mjs', 'javascript'],
  ['jsx', 'javascript'],
  ['ts', 'typescript'],
  ['cts', 'typescript'],
  ['mts', 'typescript'],
  ['tsx', 'tsx'],
  ['php', 'php'],
  ['py', 'python'],
  ['java', 'java'],
  ['cs', 'c-sharp'],
  ['rb', 'ruby'],
]);
