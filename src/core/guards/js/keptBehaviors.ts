import type { LinkMemory, Project } from '../framework.ts';
import type { Behavior } from './behavior.ts';
import { ledTo } from './resolveModule.ts';
import type { ModuleSyntax } from './syntax.ts';

/** What functions of a file may do: by their syntax, and by the constants that are closed over. */
export type FileBehaviors = WeakMap<object, Map<string, KnownBehavior>>;

export interface KnownBehavior {
  readonly behavior: Behavior;
  /** How deep inside other functions it was read. */
  readonly depth: number;
}

interface Kept {
  readonly files: ReadonlyMap<string, ModuleSyntax>;
  readonly paths: ReadonlySet<string>;
  readonly behaviors: Map<string, FileBehaviors>;
  readonly leads: Map<ModuleSyntax, readonly string[]>;
}

/**
 * The behaviors that were read before and still hold: those in files that neither changed nor lead, over whatever way, to
 * one that did.
 */
export function keptBehaviors(
  files: ReadonlyMap<string, ModuleSyntax>,
  project: Project,
  memory: LinkMemory,
): Map<string, FileBehaviors> {
  const before = memory.kept as Kept | undefined;
  const leads = new Map<ModuleSyntax, readonly string[]>();
  const samePaths = before !== undefined && before.paths === project.paths;
  const leadOf = (path: string, module: ModuleSyntax): readonly string[] => {
    const found = (samePaths ? before.leads.get(module) : undefined) ?? ledTo(path, module, project);
    leads.set(module, found);
    return found;
  };
  const importers = new Map<string, string[]>();
  for (const [path, module] of files)
    for (const it of leadOf(path, module)) {
      const list = importers.get(it);
      if (list) list.push(path);
      else importers.set(it, [path]);
    }
  const behaviors = new Map(samePaths ? before.behaviors : []);
  const open: string[] = [];
  if (before) {
    for (const [path, module] of files) if (before.files.get(path) !== module) open.push(path);
    for (const path of before.files.keys()) if (!files.has(path)) open.push(path);
  }
  const affected = new Set(open);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    behaviors.delete(path);
    for (const it of importers.get(path) ?? []) {
      if (affected.has(it)) continue;
      affected.add(it);
      open.push(it);
    }
  }
  memory.kept = { files, paths: project.paths, behaviors, leads } satisfies Kept;
  return behaviors;
}
