import { baseName } from '../php/ast.ts';
import type { SourcePlace } from '../route.ts';
import { frameworkGroups } from './frameworkDefaults.ts';
import { noGroup } from './groups.ts';
import { Interpreter } from './interpret.ts';
import type { FoundClass, Program } from './program.ts';
import { argument, entriesOf, fileMark, isKind, type NamedValue, type Value } from './value.ts';

/** Starts an application as the framework does: bootstrap, kernel, providers, then what `withRouting` says. */
export function started(program: Program): Interpreter {
  const it = new Interpreter(program);
  defaultGroups(it);
  const bootstrap = program.at('bootstrap/app.php');
  if (bootstrap) it.include(fileMark + bootstrap, new Map());
  readKernel(it);
  const routed = bootProviders(it);
  if (!it.settings.known && routed) beforeEleven(it);
  if (it.routing) route(it, it.routing);
  else if (!routed && it.router.routes.length === 0) byConvention(it);
  it.router.flush();
  return it;
}

/** Groups, aliases, order and global middleware of `App\Http\Kernel`. */
function readKernel(it: Interpreter): void {
  const kernel = [...it.program.classes()].find(
    ({ class: one }) => one.parent === 'Illuminate\\Foundation\\Http\\Kernel',
  );
  if (!kernel) return;
  const value = (name: string): Value | undefined => {
    const property = it.program.property(kernel.class.name, name);
    if (!property?.value) return undefined;
    return it.eval(property.value, { file: property.file, self: kernel.class.name, variables: new Map() });
  };
  it.settings.known = true;
  it.settings.alias(value('routeMiddleware'));
  it.settings.alias(value('middlewareAliases'));
  it.settings.setGroups(value('middlewareGroups'));
  const priority = value('middlewarePriority');
  if (isKind(priority, 'list'))
    it.settings.priority = priority.items.flatMap((one) => (typeof one.value === 'string' ? one.value : []));
  const global = value('middleware');
  if (global !== undefined)
    it.settings.global = entriesOf([{ value: global, at: { file: kernel.file, line: kernel.class.line } }]);
}

/** The framework's own groups. Their place is where the group is used. */
function defaultGroups(it: Interpreter): void {
  for (const [name, listed] of frameworkGroups)
    it.settings.groups.set(
      name,
      listed.map((one) => ({ name: one, at: { file: '', line: 0 } })),
    );
}

/** The name that the check of CSRF tokens had before Laravel 11, where the kernel is not there to say. */
function beforeEleven(it: Interpreter): void {
  const at: SourcePlace = { file: '', line: 0 };
  it.settings.replace(
    'web',
    'Illuminate\\Foundation\\Http\\Middleware\\ValidateCsrfToken',
    'Illuminate\\Foundation\\Http\\Middleware\\VerifyCsrfToken',
    at,
  );
}

/** Runs the providers. True: one of them loads routes. */
function bootProviders(it: Interpreter): boolean {
  let loads = false;
  const done = new Set<string>();
  const boot = ({ class: one }: FoundClass): void => {
    if (done.has(one.name)) return;
    done.add(one.name);
    const kinds = it.program.kinds(one.name).map(baseName);
    const policies = it.program.property(one.name, 'policies');
    if (policies?.value)
      it.gates.policiesOf(it.eval(policies.value, { file: policies.file, self: one.name, variables: new Map() }));
    const before = it.router.routes.length;
    it.loading = [];
    it.method(one.name, 'register');
    it.method(one.name, 'boot');
    const [loading] = it.loading.splice(-1);
    if (loading) it.call(loading, []);
    else if (kinds.includes('RouteServiceProvider') && it.program.method(one.name, 'map')) it.method(one.name, 'map');
    it.router.flush();
    if (kinds.includes('RouteServiceProvider') || it.router.routes.length > before) loads = true;
  };
  for (const found of providersInOrder(it)) boot(found);
  for (const name of it.providers) {
    const found = it.program.find(name);
    if (found) boot(found);
  }
  return loads;
}

function providersInOrder(it: Interpreter): readonly FoundClass[] {
  const { program } = it;
  const lists = ['config/app.php', 'bootstrap/providers.php'].flatMap((path) => program.at(path) ?? []);
  const listed = lists.flatMap((file) => program.files.get(file)?.mentions ?? []).map((name) => name.toLowerCase());
  const own = `${program.root}app/Providers/`;
  const all = [...program.classes()].filter(
    ({ file, class: one }) =>
      /Provider$/.test(baseName(one.parent ?? '')) &&
      (lists.length === 0 || !file.startsWith(own) || listed.includes(one.name.toLowerCase())),
  );
  const place = (one: FoundClass): number => {
    const at = listed.indexOf(one.class.name.toLowerCase());
    if (at >= 0) return at;
    return baseName(one.class.name) === 'RouteServiceProvider' ? 100_001 : 100_000;
  };
  return all.sort((one, other) => place(one) - place(other));
}

/** `withRouting(web: …, api: …, …)` of Laravel 11, in the order in which it loads. */
function route(it: Interpreter, args: readonly NamedValue[]): void {
  const using = argument(args, 0, 'using')?.value;
  if (isKind(using, 'closure')) {
    it.call(using, []);
    return;
  }
  const load = (name: string, index: number, prefix: string | undefined): void => {
    const given = argument(args, index, name);
    if (!given || given.value === null) return;
    const group = { ...noGroup, middleware: [{ name, at: given.at }], ...(prefix !== undefined && { prefix }) };
    it.router.enter(group, given.value);
  };
  const prefix = argument(args, 7, 'apiPrefix')?.value;
  load('api', 2, typeof prefix === 'string' ? prefix : 'api');
  const health = argument(args, 6, 'health');
  if (typeof health?.value === 'string') it.router.define(['GET'], health.value, noGroup, undefined, health.at);
  load('web', 1, undefined);
  const then = argument(args, 8, 'then')?.value;
  if (isKind(then, 'closure')) it.call(then, []);
}

/** Where nothing says how the route files are loaded: as a new application does. */
function byConvention(it: Interpreter): void {
  const folder = `${it.program.root}routes/`;
  const files = [...it.program.files.keys()].filter((path) => path.startsWith(folder)).sort();
  const names = files.map((path) => path.slice(folder.length));
  const load = (name: string): void => {
    const at: SourcePlace = { file: folder + name, line: 1 };
    if (it.included.has(at.file)) return;
    const api = /^api\b|\/api\b/.test(name);
    const group = { ...noGroup, middleware: [{ name: api ? 'api' : 'web', at }], ...(api && { prefix: 'api' }) };
    it.router.enter(group, fileMark + at.file);
  };
  const old = it.program.at('app/Http/routes.php');
  if (old)
    it.router.enter(
      { ...noGroup, middleware: [{ name: 'web', at: { file: old, line: 1 } }], namespace: 'App\\Http\\Controllers' },
      fileMark + old,
    );
  for (const name of ['api.php', 'web.php']) if (names.includes(name)) load(name);
  for (const name of names) if (!/^(?:console|channels|breadcrumbs)\.php$/.test(name)) load(name);
}
