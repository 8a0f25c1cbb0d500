import type { Framework, Linked, LinkMemory, Project } from '../framework.ts';
import { createWorld } from '../js/createWorld.ts';
import { keptBehaviors } from '../js/keptBehaviors.ts';
import { mayGuard } from '../js/mayGuard.ts';
import { namesOf } from '../js/namesOf.ts';
import { readModule } from '../js/readModule.ts';
import { withRequests } from '../js/request.ts';
import { configAt, folderOf, ledTo } from '../js/resolveModule.ts';
import { callUnasked, uncalled } from '../js/runAll.ts';
import type { FunctionSyntax, ModuleSyntax, Statement } from '../js/syntax.ts';
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
  begins: (path, text) => isSource(path) && begun.test(text),
  wantsText: (path) => /(?:^|\/)(?:package|tsconfig(?:\.base)?|jsconfig)\.json$/.test(path),
  tells: mayGuard,
  read: (file) => readModule(file),
  leadsTo: (path, module, _paths, project) => ledTo(path, module, project),
  link,
};

/** What uses Express, and what starts a server: it may call the function that makes the application. */
const begun = /['"`](?:express|express-promise-router)['"`]|\.listen\s{0,9}\(/;

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
    withRequests(expressHost((file) => versionFor(file, project), made)),
    behaviors,
  );
  const paths = [...files.keys()].sort();
  for (const path of paths) if (registers(files.get(path))) world.run(path);
  for (const it of uncalled(files, world))
    if (makesApp(it.value.syntax) && !world.wasCalled(it.value.syntax)) callUnasked(it.value, world);
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

/** It imports Express, or calls something at its top: what else there is runs when it is asked for. */
function registers(module: ModuleSyntax | undefined): boolean {
  if (!module) return false;
  return (
    module.imports.some((it) => /^express/.test(it)) || module.body.some((it) => it.is === 'do' || startsServer(it))
  );
}

/** `const server = createServer(buildApp())`, `const server = buildApp().listen(80)` */
function startsServer(it: Statement): boolean {
  return (
    it.is === 'let' && it.value?.is === 'call' && /^(?:\w{1,40}\.)?createServer\b|\.listen\s{0,9}\(/.test(it.value.text)
  );
}

/** A function that a project exports and does not call itself: its tests or another package do. */
function makesApp(syntax: FunctionSyntax): boolean {
  const before = makers.get(syntax);
  if (before !== undefined) return before;
  const makes = namesOf({ is: 'function', value: syntax, line: syntax.line }).includes('express');
  makers.set(syntax, makes);
  return makes;
}

const makers = new WeakMap<FunctionSyntax, boolean>();

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
