import { fieldSlot, type Placed, placedBy } from '../js/placed.ts';
import { type Site, type Slot, stringOf, type ThingValue, unknown, type Value } from '../js/value.ts';
import type { Frame, Host, World } from '../js/world.ts';
import { autoload } from './autoload.ts';
import { pluginHooks } from './packages.ts';
import {
  childOf,
  decorator,
  drain,
  type FastifyRoute,
  type FastifyScope,
  type OpenPlugin,
  type Phase,
  phases,
  rootScope,
} from './scope.ts';

const methods = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
  'trace',
  'search',
  'propfind',
  'all',
]);
const deepest = 30;
const mostPlugins = 10_000;

/** What has been seen of Fastify while the project's modules ran. */
export interface FastifyWorld {
  readonly host: Host;
  readonly routes: FastifyRoute[];
  readonly roots: FastifyScope[];
  /** Runs a plugin in a scope that nothing registers: the entry of fastify-cli, or a plugin that is loaded by other means. */
  runPlugin(plugin: Value, scope: FastifyScope, options: Slot | undefined, site: Site): void;
}

export function createFastifyWorld(world: () => World): FastifyWorld {
  const routes: FastifyRoute[] = [];
  const roots: FastifyScope[] = [];
  let plugins = 0;

  const runPlugin = (plugin: Value, scope: FastifyScope, options: Slot | undefined, site: Site): void => {
    if (plugin.is !== 'function' || mostPlugins < ++plugins) return;
    const frame: Frame = {
      file: site.file,
      scope: { names: new Map() },
      depth: 0,
      sometimes: site.sometimes,
      returned: {},
    };
    const self: Slot = {
      value: { is: 'thing', thing: scope },
      written: { is: 'name', name: 'fastify', line: site.line },
      file: site.file,
    };
    world().call(plugin, options ? [self, options] : [self], frame, site);
    drain(scope);
  };

  const registerValue = (
    scope: FastifyScope,
    plugin: Value,
    prefix: string,
    options: Slot | undefined,
    site: Site,
  ): void => {
    if (deepest <= scope.depth) return;
    if (plugin.is === 'thing' && (plugin.thing as OpenPlugin).kind === 'fastify-plugin') {
      // The same context: hooks and decorators are those of the one that registers.
      const open: FastifyScope = { ...scope, waiting: [], depth: scope.depth + 1 };
      runPlugin((plugin.thing as OpenPlugin).plugin, open, options, site);
      scope.authRelation = open.authRelation;
    } else runPlugin(plugin, childOf(scope, prefix), options, site);
  };

  const register = (scope: FastifyScope, args: readonly Slot[], site: Site): void => {
    const [first, given] = args;
    if (!first || deepest <= scope.depth) return;
    const plugin = pluginOf(first.value);
    const options = given?.value.is === 'function' ? undefined : given;
    if (plugin.is === 'package' && /^(?:@fastify\/|fastify-)autoload$/.test(plugin.name)) {
      for (const it of autoload(scope, given, site, world())) {
        const options: Slot | undefined = given && { ...given, value: fieldSlot(given, 'options')?.value ?? unknown };
        registerValue(it.scope, it.plugin, it.prefix, options, { ...site, file: it.file });
      }
      return;
    }
    const known = plugin.is === 'function' || plugin.is === 'thing';
    if (!known) pluginHooks(scope, plugin, first, options, site);
    else registerValue(scope, plugin, stringOf(fieldSlot(given, 'prefix')?.value) ?? '', options, site);
  };

  const later = (scope: FastifyScope, site: Site, run: () => void): void => {
    scope.waiting.push(run);
    if (site.awaited) drain(scope);
  };

  const add = (
    scope: FastifyScope,
    verbs: readonly string[],
    path: Slot | undefined,
    options: Slot | undefined,
    handler: Slot | undefined,
    site: Site,
  ): void => {
    const text = stringOf(path?.value);
    const own = Object.fromEntries(phases.map((it) => [it, placedBy(fieldSlot(options, it), site)])) as Record<
      Phase,
      readonly Placed[]
    >;
    const host = stringOf(fieldSlot(fieldSlot(options, 'constraints'), 'host')?.value);
    routes.push({
      methods: verbs,
      path: text === undefined ? `${scope.prefix}/…` : joined(scope.prefix, text),
      scope: text === undefined ? { ...scope, unread: [...scope.unread, 'The path is computed.'] } : scope,
      options,
      handler,
      host,
      isPrefixRoot: scope.prefix !== '' && (text === '' || text === '/'),
      site,
      own,
    });
  };

  const callMethod = (on: ThingValue, name: string, args: readonly Slot[], site: Site): Value | undefined => {
    const scope = on.thing as FastifyScope;
    if (scope.kind !== 'fastify') return undefined;
    const [first, second, third] = args;
    if (methods.has(name)) {
      const options = second?.value.is === 'object' ? second : undefined;
      const handler = third ?? (options ? fieldSlot(options, 'handler') : second);
      add(scope, [name === 'all' ? '*' : name.toUpperCase()], first, options, handler, site);
      return on;
    }
    switch (name) {
      case 'route': {
        const verbs = fieldSlot(first, 'method')?.value;
        const list = verbs?.is === 'array' ? verbs.items.map((it) => stringOf(it.value)) : [stringOf(verbs)];
        const known = list.filter((it): it is string => it !== undefined).map((it) => it.toUpperCase());
        add(
          scope,
          known.length === 0 ? ['*'] : known,
          fieldSlot(first, 'url') ?? fieldSlot(first, 'path'),
          first,
          fieldSlot(first, 'handler'),
          site,
        );
        return on;
      }
      case 'addHook': {
        const phase = phases.find((it) => it === stringOf(first?.value));
        if (phase) scope.hooks[phase].push(...placedBy(second, site));
        return on;
      }
      case 'register':
        later(scope, site, () => register(scope, args, site));
        return on;
      case 'after':
      case 'ready':
        later(scope, site, () => {
          if (first?.value.is === 'function') runPlugin(bare(first.value), scope, undefined, site);
        });
        return on;
      case 'decorate':
        if (stringOf(first?.value) === undefined) scope.shared.foreign = true;
        if (first && second) scope.decorators.set(stringOf(first.value) ?? '', second.value);
        return on;
      case 'withTypeProvider':
      case 'decorateRequest':
      case 'decorateReply':
      case 'setErrorHandler':
      case 'setNotFoundHandler':
      case 'addSchema':
      case 'setValidatorCompiler':
      case 'setSerializerCompiler':
      case 'addContentTypeParser':
        return on;
      case 'auth':
        return decorator(scope, 'auth')
          ? undefined
          : {
              is: 'made',
              by: { is: 'package', name: '@fastify/auth', path: [scope.authRelation] },
              args,
              site,
              path: [],
            };
    }
    return undefined;
  };

  return {
    routes,
    roots,
    runPlugin,
    host: {
      call(callee, args) {
        if (callee.is !== 'package') return undefined;
        if (callee.name === 'fastify' && (callee.path.length === 0 || callee.path[0] === 'fastify')) {
          const options = args[0];
          const router = fieldSlot(options, 'routerOptions');
          const is = (key: string) => (fieldSlot(router, key) ?? fieldSlot(options, key))?.value;
          const scope = rootScope({
            caseSensitive: !isFalse(is('caseSensitive')),
            ignoreTrailingSlash: isTrue(is('ignoreTrailingSlash')),
          });
          roots.push(scope);
          return { is: 'thing', thing: scope };
        }
        if (callee.name === 'fastify-plugin' && args[0]) {
          const plugin = pluginOf(args[0].value);
          return { is: 'thing', thing: { kind: 'fastify-plugin', plugin } satisfies OpenPlugin };
        }
        return undefined;
      },
      callMethod,
      member(on, name) {
        const scope = on.thing as FastifyScope;
        if (scope.kind !== 'fastify') return undefined;
        if (name === 'prefix') return { is: 'constant', value: scope.prefix };
        return decorator(scope, name);
      },
    },
  };
}

/** `import('./plugin')` and `{ default: plugin }` stand for the plugin. */
function pluginOf(value: Value): Value {
  if (value.is !== 'object') return value;
  return value.fields.get('default') ?? value.fields.get('plugin') ?? unknown;
}

/** A callback of `after` is not given the application. */
function bare(value: Value): Value {
  return value.is === 'function' ? { ...value, syntax: { ...value.syntax, params: [] } } : value;
}

function joined(prefix: string, path: string): string {
  if (path === '' || path === '/') return prefix === '' ? '/' : prefix;
  return prefix + (path.startsWith('/') ? path : `/${path}`);
}

function isTrue(value: Value | undefined): boolean {
  return value?.is === 'constant' && value.value === true;
}

function isFalse(value: Value | undefined): boolean {
  return value?.is === 'constant' && value.value === false;
}
