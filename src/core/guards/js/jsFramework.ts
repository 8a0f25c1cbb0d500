import { type Framework, type Linked, languageOf, type Project } from '../framework.ts';
import type { FrameworkId } from '../route.ts';
import { readModule } from './readModule.ts';
import { resolveModule } from './resolveModule.ts';
import type { ModuleSyntax } from './syntax.ts';

/** A framework of Node's world: its files are modules, and what they import is read as well. */
export interface JsFramework {
  readonly id: FrameworkId;
  begins(path: string, text: string): boolean;
  /** Files that are loaded without an import. */
  loads?(path: string, module: ModuleSyntax, paths: ReadonlySet<string>): readonly string[];
  link(modules: ReadonlyMap<string, ModuleSyntax>, project: Project): Linked;
}

export function jsFramework({ id, begins, loads, link }: JsFramework): Framework<ModuleSyntax> {
  return {
    id,
    reader: 'js',
    languages: ['javascript', 'typescript', 'tsx'],
    begins: (path, text) => !isTest(path) && begins(path, text),
    read: (file) => readModule(file),
    wantsText: (path) => /(?:^|\/)(?:package|[jt]sconfig(?:\.base)?)\.json$/.test(path),
    leadsTo(path, module, paths, project) {
      const found = module.imports.flatMap((it) => resolveModule(path, it, project) ?? []);
      return [...found, ...(loads?.(path, module, paths) ?? [])].filter((it) => languageOf(it) !== undefined);
    },
    link,
  };
}

/** Tests build applications of their own. */
export function isTest(path: string): boolean {
  return /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|cypress|node_modules|dist)\/|\.(?:test|spec|e2e-spec)\.[cm]?[jt]sx?$|\.d\.[cm]?ts$/.test(
    path,
  );
}
