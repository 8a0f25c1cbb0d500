import { readFile } from 'node:fs/promises';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import type { Language } from '../../core/guards/framework.ts';

/** Parsers by language, each loaded at its first use. `folder` holds `web-tree-sitter.wasm` and `tree-sitter-*.wasm`. */
export class Grammars {
  readonly #folder: string;
  readonly #parsers = new Map<Language, Promise<Parser>>();
  #ready: Promise<void> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
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
    this.#ready ??= Parser.init({ locateFile: (name: string) => `${this.#folder}/${name}` });
    await this.#ready;
    const parser = new Parser();
    parser.setLanguage(await Grammar.load(await readFile(`${this.#folder}/tree-sitter-${language}.wasm`)));
    return parser;
  }
}
