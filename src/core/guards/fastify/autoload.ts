import { fieldSlot } from '../js/placed.ts';
import { folderOf, joinPath } from '../js/resolveModule.ts';
import type { Expression } from '../js/syntax.ts';
import { type Site, type Slot, stringOf, truth, type Value } from '../js/value.ts';
import type { World } from '../js/world.ts';
import { childOf, type FastifyScope, type OpenPlugin } from './scope.ts';

/** One plugin that a folder gives, with the context to register it in. */
export interface Loaded {
  readonly file: string;
  readonly plugin: Value;
  readonly prefix: string;
  readonly scope: FastifyScope;
}

const script = /^(?!.*\.d\.ts$).*\.(?:ts|js|cjs|mjs|cts|mts)$/i;
const index = /^index\.(?:ts|js|cjs|mjs|cts|mts)$/i;
const hooks = /^[_.]?auto_?hooks\.(?:ts|js|cjs|mjs|cts|mts)$/i;
const deepest = 12;

interface Loading {
  readonly root: string;
  readonly names: readonly string[];
  readonly autoHooks: boolean;
  readonly cascade: boolean;
  readonly overwrite: boolean;
  readonly routeParams: boolean;
  readonly folderPrefix: boolean;
  readonly encapsulate: boolean;
  readonly maxDepth: number;
  readonly prefix: string;
  readonly world: World;
}

/** What `register(autoload, { dir })` registers: the scripts of a folder, folders being prefixes. @fastify/autoload 5 and 6. */
export function autoload(scope: FastifyScope, options: Slot | undefined, site: Site, world: World): readonly Loaded[] {
  const dir = fieldSlot(options, 'dir');
  const root = dir && folderIn(dir.written, dir.value, site.file);
  if (root === undefined) {
    scope.unread.push('The folder that is loaded by @fastify/autoload is computed.');
    return [];
  }
  const flag = (name: string, otherwise: boolean) => {
    const value = fieldSlot(options, name)?.value;
    return value === undefined ? otherwise : (truth(value) ?? otherwise);
  };
  const depth = fieldSlot(options, 'maxDepth')?.value;
  const loading: Loading = {
    root,
    names: [...world.project.paths].filter((it) => it.startsWith(`${root}/`)).sort(),
    autoHooks: flag('autoHooks', false),
    cascade: flag('cascadeHooks', false),
    overwrite: flag('overwriteHooks', false),
    routeParams: flag('routeParams', false),
    folderPrefix: flag('dirNameRoutePrefix', true),
    encapsulate: flag('encapsulate', true),
    maxDepth: depth?.is === 'constant' && typeof depth.value === 'number' ? depth.value : deepest,
    prefix: stringOf(fieldSlot(fieldSlot(options, 'options'), 'prefix')?.value) ?? '',
    world,
  };
  return folder(scope, root, '', [], 0, loading);
}

function folder(
  scope: FastifyScope,
  path: string,
  prefix: string,
  passed: readonly string[],
  depth: number,
  loading: Loading,
): readonly Loaded[] {
  const inside = loading.names.filter((it) => it.startsWith(`${path}/`)).map((it) => it.slice(path.length + 1));
  const files = inside.filter((it) => !it.includes('/'));
  const folders = [...new Set(inside.flatMap((it) => (it.includes('/') ? [it.slice(0, it.indexOf('/'))] : [])))];
  const own = loading.autoHooks ? files.find((it) => hooks.test(it)) : undefined;
  const before = loading.overwrite && own !== undefined ? [] : passed;
  const hookFiles = loading.autoHooks ? [...before, ...(own === undefined ? [] : [`${path}/${own}`])] : [];
  const start = files.find((it) => index.test(it));
  const scripts = start === undefined ? files.filter((it) => script.test(it) && !hooks.test(it)) : [start];

  const context = hookFiles.length === 0 ? scope : childOf(scope, '');
  const found: Loaded[] = hookFiles.flatMap((file) => {
    const plugin = pluginIn(file, loading.world);
    return plugin ? [{ file, plugin: open(plugin), prefix: '', scope: context }] : [];
  });
  for (const it of scripts) found.push(...plainScript(context, `${path}/${it}`, prefix, loading));
  if (start !== undefined && folders.length === 0) return found;
  if (loading.maxDepth <= depth) return found;
  for (const it of folders) {
    const next = `${prefix === '' ? '/' : `${prefix}/`}${loading.folderPrefix ? it : ''}`;
    const down = loading.cascade ? hookFiles : [];
    found.push(...folder(scope, `${path}/${it}`, next.replace(/\/$/, ''), down, depth + 1, loading));
  }
  return found;
}

function plainScript(scope: FastifyScope, file: string, prefix: string, loading: Loading): readonly Loaded[] {
  const plugin = pluginIn(file, loading.world);
  if (!plugin) return [];
  const said = (name: string) => {
    const value = exported(file, name, loading.world);
    return value?.is === 'constant' ? value.value : undefined;
  };
  if (said('autoload') === false) return [];
  const override = said('prefixOverride');
  const auto = said('autoPrefix');
  const own =
    typeof override === 'string' ? override : loading.prefix + (typeof auto === 'string' ? slashed(auto) : prefix);
  const whole = loading.routeParams ? own.replace(/\/_(?=[^/])/g, '/:') : own;
  return [{ file, plugin: loading.encapsulate ? plugin : open(plugin), prefix: whole, scope }];
}

function slashed(prefix: string): string {
  return prefix.startsWith('/') ? prefix : `/${prefix}`;
}

function pluginIn(file: string, world: World): Value | undefined {
  const value = exported(file, 'default', world);
  return value?.is === 'function' || value?.is === 'thing' ? value : undefined;
}

function exported(file: string, name: string, world: World): Value | undefined {
  const base = file.slice(file.lastIndexOf('/') + 1);
  return world.imported(file, `./${base}`, name);
}

function open(plugin: Value): Value {
  return plugin.is === 'thing'
    ? plugin
    : { is: 'thing', thing: { kind: 'fastify-plugin', plugin } satisfies OpenPlugin };
}

/** The folder that `join(__dirname, 'routes')`, `new URL('./routes', import.meta.url)` and the like mean. */
export function folderIn(written: Expression, value: Value | undefined, file: string): string | undefined {
  const known = stringOf(value);
  if (known?.startsWith('/')) return known.replace(/^\/|\/$/g, '');
  const pieces = textsIn(written, 0);
  return pieces.length === 0 ? undefined : joinPath(folderOf(file), pieces.join('/'))?.replace(/\/$/, '');
}

/** The strings in an expression, in their order. */
export function textsIn(written: Expression, depth: number): readonly string[] {
  if (6 < depth) return [];
  if (written.is === 'string') return [written.value];
  if (written.is === 'template') return written.parts.flatMap((it) => textsIn(it, depth + 1));
  if (written.is === 'call') return written.args.flatMap((it) => textsIn(it, depth + 1));
  if (written.is === 'binary') return [...textsIn(written.left, depth + 1), ...textsIn(written.right, depth + 1)];
  return [];
}
