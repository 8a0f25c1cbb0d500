import type { Framework, Linked, LinkMemory, Project } from '../framework.ts';
import { createWorld } from '../js/createWorld.ts';
import { keptBehaviors } from '../js/keptBehaviors.ts';
import { mayGuard } from '../js/mayGuard.ts';
import { readModule } from '../js/readModule.ts';
import { configAt, folderOf, ledTo } from '../js/resolveModule.ts';
import type { ModuleSyntax } from '../js/syntax.ts';
import type { World } from '../js/world.ts';
import type { GuardRemark, Route } from '../route.ts';
import { flatten } from './flatten.ts';
import type { ExpressVersion } from './paths.ts';
import { expressHost } from './register.ts';
import { skippedByOrder } from './skippedByOrder.ts';
import type { RouterThing } from './things.ts';
import { callUncalled } from './uncalled.ts';

/** Express 4 and 5: applications, routers and their mounting, followed through the modules of a project. */
export const express: Framework<ModuleSyntax> = {
  id: 'express',
  reader: 'js',
  languages: ['javascript', 'typescript', 'tsx'],
  begins: (path, text) => isSource(path) && /['"`](?:express|express-promise-router)['"`]/.test(text),
  wantsText: (path) => /(?:^|\/)(?:package|tsconfig(?:\.base)?|jsconfig)\.json$/.test(path),
  tells: mayGuard,
  read: (file) => readModule(file),
  leadsTo: (path, module, _paths, project) => ledTo(path, module, project),
  link,
};

/** Tests make applications of their own; declarations say nothing of what runs. */
function isSource(path: string): boolean {
  return !/\.d\.[cm]?ts$|\.(?:test|spec|e2e-spec|min)\.[cm]?[jt]sx?$|(?:^|\/)(?:__tests__|__mocks__|tests?|spec|e2e|cypress)\//.test(
    path,
  );
}

function link(files: ReadonlyMap<string, ModuleSyntax>, project: Project, memory: LinkMemory = {}): Linked {
  const made: RouterThing[] = [];
  const behaviors = keptBehaviors(files, project, memory);
  const world = createWorld(
    files,
    project,
    expressHost((file) => versionFor(file, project), made),
    behaviors,
  );
  const paths = [...files.keys()].sort();
  for (const path of paths) if (registers(files.get(path))) world.run(path);
  if (!made.some((it) => it.type === 'app')) callUncalled(world, made);
  const routes: Route[] = [];
  const remarks: GuardRemark[] = [];
  const seen = new Set<RouterThing>();
  const add = (app: RouterThing, world: World, unread?: string): void => {
    seen.add(app);
    const flattened = flatten(app, world);
    routes.push(
      ...flattened.routes.map((it) => (unread === undefined ? it : { ...it, unread: [...(it.unread ?? []), unread] })),
    );
    remarks.push(...flattened.remarks, ...skippedByOrder(flattened));
  };
  for (const it of made) if (it.type === 'app' && !it.mounted) add(it, world);
  for (const it of made)
    if (it.type === 'router' && !it.mounted && 0 < it.layers.length)
      add(
        it,
        world,
        'Where this router is mounted was not found: its paths may have more in front, and so may its guards.',
      );
  return { routes, remarks };
}

/** It imports Express, or calls something at its top that may register: what else there is runs when it is asked for. */
function registers(module: ModuleSyntax | undefined): boolean {
  if (!module) return false;
  if (module.imports.some((it) => /^express/.test(it))) return true;
  return module.body.some(
    (it) =>
      it.is === 'do' &&
      it.what.is === 'call' &&
      it.what.callee.is === 'member' &&
      /^(?:use|get|post|put|patch|delete|all|param|route)$/.test(it.what.callee.name),
  );
}

/** By the package.json nearest to the file; 5 where none says. */
function versionFor(file: string, project: Project): ExpressVersion {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    const config = configAt(folder === '' ? 'package.json' : `${folder}/package.json`, project);
    for (const key of ['dependencies', 'devDependencies', 'peerDependencies']) {
      const list = config?.[key];
      const range = typeof list === 'object' && list !== null ? (list as Record<string, unknown>).express : undefined;
      const major = typeof range === 'string' ? /(\d+)/.exec(range.replace(/^npm:.*@/, ''))?.[1] : undefined;
      if (major !== undefined) return Number(major) < 5 ? 4 : 5;
    }
    if (folder === '') return 5;
  }
}
