import type { Framework, Project } from '../framework.ts';
import { createWorld } from '../js/createWorld.ts';
import { type Asked, anyGuard, frontOf, insideOf } from '../js/frontOf.ts';
import { jsFramework } from '../js/jsFramework.ts';
import { fieldSlot, type Placed, placedBy } from '../js/placed.ts';
import { withRequests } from '../js/request.ts';
import { folderOf, resolveModule } from '../js/resolveModule.ts';
import { callUnasked, runAll, uncalled } from '../js/runAll.ts';
import type { Expression, ModuleSyntax, Parameter } from '../js/syntax.ts';
import { once, toRoute } from '../js/toRoute.ts';
import { stringOf } from '../js/value.ts';
import type { World } from '../js/world.ts';
import type { Guard, Route } from '../route.ts';
import { textsIn } from './autoload.ts';
import { createFastifyWorld, type FastifyWorld } from './host.ts';
import { isMissing, missingDecorators } from './missing.ts';
import { compareByRank, patternOf } from './routePath.ts';
import { drain, type FastifyRoute, phases, rootScope } from './scope.ts';

/** Fastify 4 and 5: plugins with their prefixes and hooks, in the order in which avvio loads them. */
export const fastify: Framework<ModuleSyntax> = jsFramework({
  id: 'fastify',
  begins: (_, text) => /['"](?:fastify|fastify-plugin|@fastify\/[\w-]+)['"]/.test(text),
  loads: (path, module, paths) =>
    [...paths].filter((it) => loadedFolders(path, module).some((folder) => it.startsWith(folder))),
  link(modules, project) {
    let world: World | undefined;
    const seen = createFastifyWorld(() => world ?? fail());
    world = createWorld(modules, project, withRequests(seen.host));
    runAll(modules, world);
    for (const it of seen.roots.slice()) drain(it);
    runLeftOver(modules, project, world, seen);
    const found = world;
    const routes = seen.routes.flatMap((it) => routesOf(it, found));
    return { routes: once(inOrder(routes)), remarks: seen.routes.flatMap(missingDecorators) };
  },
});

/** Factories that nothing calls, then plugins that nothing registers: the entry of fastify-cli, and what is loaded by other means. */
function runLeftOver(
  modules: ReadonlyMap<string, ModuleSyntax>,
  project: Project,
  world: World,
  seen: FastifyWorld,
): void {
  const left = uncalled(modules, world);
  const isPlugin = (it: (typeof left)[number]) =>
    it.value.syntax.params[0] !== undefined && isApplicationName(it.value.syntax.params[0]);
  const drainAll = () => {
    for (const root of seen.roots.slice()) drain(root);
  };
  for (const it of left) {
    const [first] = it.value.syntax.params;
    if (world.wasCalled(it.value.syntax) || (first && !isOptions(first))) continue;
    callUnasked(it.value, world);
    drainAll();
  }
  const asked = new Set(
    [...modules].flatMap(([path, it]) => it.imports.flatMap((one) => resolveModule(path, one, project) ?? [])),
  );
  const plugins = left.filter(isPlugin).sort((a, b) => Number(asked.has(a.path)) - Number(asked.has(b.path)));
  for (const it of plugins) {
    if (world.wasCalled(it.value.syntax)) continue;
    const root = rootScope({ caseSensitive: true, ignoreTrailingSlash: false });
    if (asked.has(it.path) || 0 < seen.roots.length) {
      root.unread.push(
        'Where this plugin is registered was not found: its paths may have more in front, and so may its guards.',
      );
      root.shared.foreign = true;
    }
    seen.runPlugin(it.value, root, undefined, {
      file: it.path,
      line: it.value.syntax.line,
      text: it.name,
      sometimes: true,
    });
    drainAll();
  }
}

function fail(): never {
  throw new Error('A call before there is a world.');
}

function isOptions(first: Parameter): boolean {
  return (
    !isApplicationName(first) &&
    /^(?:opts|options|config|settings|deps|env)$/i.test(first.to.is === 'name' ? first.to.name : 'opts')
  );
}

function isApplicationName({ to }: Parameter): boolean {
  return to.is === 'name' && /^(?:fastify|app|server|instance|api|scope|f|router)$/i.test(to.name);
}

function routesOf(it: FastifyRoute, world: World): readonly Route[] {
  const unread = [...it.scope.unread];
  const guards: Guard[] = [];
  const letThrough: string[] = [];
  const about: Asked = {
    paths: pathsOf(it.path),
    method: it.methods[0] ?? '*',
    config: fieldSlot(it.options, 'config')?.value,
  };
  for (const phase of phases) {
    for (const placed of [...it.scope.hooks[phase], ...it.own[phase]]) {
      if (isMissing(placed, it.scope)) continue;
      const front = hookGuards(placed, about, world);
      guards.push(...front.guards);
      unread.push(...front.unread);
      letThrough.push(...(front.letThrough ?? []));
    }
  }
  const limit = fieldSlot(fieldSlot(it.options, 'config'), 'rateLimit');
  if (limit && limit.value.is !== 'constant')
    guards.push({
      name: 'rateLimit',
      kind: 'throttle',
      needs: [],
      text: 'config.rateLimit',
      file: it.site.file,
      line: limit.written.line,
      answers: [429],
    });
  guards.push(...insideOf(it.handler?.value, world));
  const { caseSensitive, ignoreTrailingSlash } = it.scope;
  const atRoot = it.isPrefixRoot || ignoreTrailingSlash;
  const pattern = it.path.includes('…') ? undefined : patternOf(it.path, caseSensitive, atRoot ? 'both' : 'one');
  const [handler] = placedBy(it.handler, it.site);
  const own = it.host === undefined ? [] : [`Only for the host ${it.host}.`];
  return it.methods.map((method) =>
    toRoute({
      framework: 'fastify',
      method,
      path: it.path,
      pattern,
      at: it.site,
      guards,
      handler,
      unread: [...own, ...unread],
      letThrough,
    }),
  );
}

/** Paths that a route matches, with numbers and with words for its parameters. */
function pathsOf(path: string): readonly string[] {
  const filled = (value: string) => path.replace(/:\w+(?:\([^)]*\))?\??|\*/g, value);
  return filled('1') === path ? [path] : [filled('1'), filled('a')];
}

/** `fastify.auth([a, b])`: by its relation one of them is enough, or each is a guard. */
function hookGuards(placed: Placed, about: Asked, world: World): ReturnType<typeof frontOf> {
  const { value } = placed;
  if (value.is !== 'made' || value.by.is !== 'package' || value.by.name !== '@fastify/auth')
    return frontOf([placed], world, about);
  const [functions, options] = value.args;
  const inner = placedBy(functions, value.site);
  const front = frontOf(
    inner.map((it) => ({
      ...it,
      file: placed.file,
      line: it.file === placed.file && placed.line <= it.line ? it.line : placed.line,
    })),
    world,
  );
  const relation = stringOf(fieldSlot(options, 'relation')?.value) ?? value.by.path[0];
  if (relation === 'and' || inner.length === 1) return front;
  // One that lets everybody pass makes the others void.
  if (front.guards.length < inner.length && front.unread.length === 0) return { guards: [], unread: [] };
  const as = { name: 'fastify.auth', text: value.site.text, file: placed.file, line: placed.line };
  return { guards: [anyGuard(front.guards, as)], unread: front.unread };
}

/** The router's order: by rank of the paths, those for a host before others. */
function inOrder(routes: readonly Route[]): readonly Route[] {
  const isHost = (it: Route) => (it.unread?.some((one) => one.startsWith('Only for the host')) ? 0 : 1);
  return [...routes].sort((a, b) => compareByRank(a.path, b.path) || (a.path === b.path ? isHost(a) - isHost(b) : 0));
}

/** Folders that `register(autoload, { dir })` of a module reads, as prefixes of paths. */
function loadedFolders(path: string, module: ModuleSyntax): readonly string[] {
  if (!module.imports.some((it) => /autoload/.test(it))) return [];
  const found: string[] = [];
  const look = (it: unknown, depth: number): void => {
    if (typeof it !== 'object' || it === null || 60 < depth) return;
    if (Array.isArray(it)) {
      for (const one of it) look(one, depth + 1);
      return;
    }
    const field = it as { readonly key?: unknown; readonly value?: unknown };
    if (field.key === 'dir') found.push(...textsIn(field.value as Expression, 0));
    for (const one of Object.values(it)) look(one, depth + 1);
  };
  look(module.body, 0);
  const folder = folderOf(path);
  return found.flatMap((it) => {
    const clean = it.replace(/^(?:\.{0,2}\/)+/, '');
    return clean === ''
      ? []
      : [
          `${folder === '' ? '' : `${folder}/`}${clean}/`,
          `${folderOf(folder) === '' ? '' : `${folderOf(folder)}/`}${clean}/`,
        ];
  });
}
