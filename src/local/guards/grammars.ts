import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { Language } from '../../core/guards/framework.ts';

declare const grammarsFolder: string | undefined;

/** Parsers by language, each loaded at its first use. */
export class Grammars {
  readonly #folder: string;
  readonly #engine: string;
  readonly #parsers = new Map<Language, Promise<Parser>>();
  #ready: Promise<void> | undefined;

  /** `folder` holds `tree-sitter-*.wasm`, and `web-tree-sitter.wasm` unless `engine` says where that is. */
  constructor(folder: string, engine = join(folder, 'web-tree-sitter.wasm')) {
    this.#folder = folder;
    this.#engine = engine;
  }

  parser(language: Language): Promise<Parser> {
    let parser = this.#parsers.get(language);
    if (!parser) {
      parser = this.#load(language);
      this.#parsers.set(language, parser);
    }
    return parser;
  }

  async #load(language: Language): Promise<Parser> {
    this.#ready ??= Parser.init({ locateFile: () => this.#engine });
    await this.#ready;
    const parser = new Parser();
    parser.setLanguage(await Grammar.load(await readFile(join(this.#folder, `tree-sitter-${language}.wasm`))));
    return parser;
  }
}

/** Those beside the bundle; where the source runs as it is, those that npm installed. */
export function ownGrammars(): Grammars {
  if (typeof grammarsFolder === 'string') return new Grammars(fileURLToPath(new URL(grammarsFolder, import.meta.url)));
  const { resolve } = createRequire(import.meta.url);
  return new Grammars(dirname(resolve('@vscode/tree-sitter-wasm')), resolve('web-tree-sitter/web-tree-sitter.wasm'));
}
