import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { audit } from '../../core/guards/audit/audit.ts';
import { frameworks } from '../../core/guards/frameworks.ts';
import type { FrameworkId, GuardRemark, Route } from '../../core/guards/route.ts';
import { type Grammars, ownGrammars } from './grammars.ts';
import { type Listing, listFiles } from './listFiles.ts';
import { ProjectIndex } from './projectIndex.ts';

/** What the sources of a folder say of its routes and their guards. Plain data. */
export interface GuardsFound {
  readonly frameworks: readonly FrameworkId[];
  readonly routes: readonly Route[];
  readonly remarks: readonly GuardRemark[];
  /** How many files were there to look at. */
  readonly files: number;
  /** What was not read, and why: a sentence each. */
  readonly left: readonly string[];
}

/** In bytes: what people write is smaller. */
const largestFile = 1_500_000;

/** A folder whose guards are read, again and again as it changes. */
export class GuardsFolder {
  readonly #root: string;
  readonly #index: ProjectIndex;
  readonly #unreadable = new Map<string, string>();
  /** Texts that an editor has and the disk has not yet. */
  readonly #unsaved = new Map<string, string>();
  #listing: Listing | undefined;

  constructor(root: string, grammars: Grammars = ownGrammars()) {
    this.#root = root;
    this.#index = new ProjectIndex(frameworks, grammars);
  }

  /**
   * Files that changed: relative paths, with the text where it is not on the disk yet. Without any the folder is listed
   * anew, too: files came or went.
   */
  changed(files: readonly { readonly path: string; readonly text?: string }[] | undefined): void {
    if (!files) {
      this.#listing = undefined;
      return;
    }
    for (const { path, text } of files) {
      if (text === undefined) this.#unsaved.delete(path);
      else this.#unsaved.set(path, text);
      if (!this.#listing?.paths.includes(path)) this.#listing = undefined;
    }
    this.#index.changed(files.map((it) => it.path));
  }

  async read(signal?: AbortSignal): Promise<GuardsFound> {
    this.#listing ??= await listFiles(this.#root, signal);
    const { paths, left } = this.#listing;
    const found = await this.#index.read({ paths, read: (path) => this.#text(path) }, signal);
    const routes = found.flatMap((it) => it.linked.routes);
    const remarks = audit(
      routes,
      found.flatMap((it) => it.linked.remarks),
    );
    const { slow, isFull } = this.#index.left;
    return {
      frameworks: found.map((it) => it.framework.id),
      routes,
      remarks,
      files: paths.length,
      left: [
        ...left,
        ...this.#unreadable.values(),
        ...(slow === 0 ? [] : [`${slow === 1 ? 'One file takes' : `${slow} files take`} too long to parse.`]),
        ...(isFull ? ['There is more source than is read.'] : []),
      ],
    };
  }

  async #text(path: string): Promise<string | undefined> {
    const unsaved = this.#unsaved.get(path);
    if (unsaved !== undefined) return unsaved;
    const file = join(this.#root, path);
    try {
      const { size } = await stat(file);
      if (size <= largestFile) {
        const text = await readFile(file, 'utf8');
        this.#unreadable.delete(path);
        return text.replace(/^\ufeff/, '');
      }
      this.#unreadable.set(path, `${path} has ${Math.round(size / 100_000) / 10} MB, more than is read of one file.`);
    } catch {
      this.#unreadable.set(path, `${path} could not be read.`);
    }
    return undefined;
  }
}
