import { baseName, type ExprOf } from '../php/ast.ts';
import type { SourcePlace } from '../route.ts';
import { middlewareCall, resourceEntries } from './controllerCalls.ts';
import type { Interpreter } from './interpret.ts';
import { made } from './made.ts';
import {
  type ControllerEntry,
  deepestCall,
  fileMark,
  isKind,
  type ListItem,
  mostRounds,
  type NamedValue,
  type Scope,
  unknown,
  type Value,
  wrapped,
} from './value.ts';

/** A call of a method, by what it is called on: the router, a chain of it, a provider, Laravel 11's builder. */
export function callMethod(on: Interpreter, it: ExprOf<'methodCall'>, scope: Scope): Value {
  const object = on.eval(it.object, scope);
  const args = on.args(it.args, scope);
  const at: SourcePlace = { file: scope.file, line: it.line };
  const values = args.map((one) => one.value);
  if (typeof object === 'object' && object !== null)
    switch (object.kind) {
      case 'router':
        if (on.settings.onRouter(it.name, args)) return object;
        return on.router.call(it.name, args, at) ?? notReadCall(on, it, scope);
      case 'registrar':
        return on.router.onGroup(object.group, it.name, args, at) ?? notReadCall(on, it, scope);
      case 'routes':
        return on.router.onRoutes(object.routes, it.name, args, at);
      case 'resource':
        return on.router.onResource(object.pending, it.name, args);
      case 'kernel':
        on.settings.onRouter(it.name, args);
        return object;
      case 'gate':
        on.gates.call(it.name, args, at);
        return object;
      case 'middleware':
        on.settings.onBuilder(it.name, args);
        return object;
      case 'builder':
        return builderCall(on, it.name, args);
      case 'app':
        return appCall(on, it, args, scope);
      case 'this':
        return ownCall(on, object.of, it, args, scope);
      case 'list':
        return listCall(on, object.items, it, args, scope);
      case 'options':
        for (const one of object.entries) if (it.name === 'only' || it.name === 'except') one[it.name] = listed(args);
        return object;
      case 'object': {
        if (baseName(object.of) === 'Middleware' && (it.name === 'only' || it.name === 'except'))
          return {
            ...object,
            args: [...object.args, { name: it.name, value: { kind: 'list', items: listed(args) }, at }],
          };
        const found = on.program.method(object.of, it.name);
        if (found && on.depth < deepestCall) return on.method(object.of, it.name, values);
      }
    }
  if (it.name === 'call' && isKind(args[0]?.value, 'closure')) return on.call(args[0].value, []);
  return unknown(on.text(it, scope));
}

/** Something that is called on the router, and is not known: a macro of a package. */
export function notReadCall(on: Interpreter, it: ExprOf<'methodCall'> | ExprOf<'staticCall'>, scope: Scope): Value {
  if (
    !/^(?:current|has|is|input|getRoutes|getCurrent|resourceVerbs|singularResource|dispatch|uses|substitute)/.test(
      it.name,
    )
  )
    on.router.unread.push({
      at: { file: scope.file, line: it.line },
      says: `What ${on.text(it, scope)} defines is not known.`,
    });
  return unknown(on.text(it, scope));
}

function builderCall(on: Interpreter, name: string, args: readonly NamedValue[]): Value {
  const [first] = args;
  if (name === 'withRouting') on.routing = args;
  else if (name === 'withMiddleware') {
    on.settings.known = true;
    if (isKind(first?.value, 'closure')) on.call(first.value, [{ kind: 'middleware' }]);
  } else if (name === 'withProviders' && isKind(first?.value, 'list'))
    for (const { value } of first.value.items) if (typeof value === 'string') on.providers.push(value);
  return { kind: 'builder' };
}

function appCall(on: Interpreter, it: ExprOf<'methodCall'>, args: readonly NamedValue[], scope: Scope): Value {
  const first = args[0]?.value;
  switch (it.name) {
    case 'make':
    case 'makeWith':
      return typeof first === 'string' ? made(first, on.text(it, scope)) : unknown(on.text(it, scope));
    // Lumen's.
    case 'routeMiddleware':
      on.settings.known = true;
      on.settings.alias(first);
      return { kind: 'app' };
    case 'middleware':
      on.settings.onBuilder('append', args);
      return { kind: 'app' };
    case 'register':
      if (typeof first === 'string') on.providers.push(first);
      return { kind: 'app' };
    case 'booted':
    case 'booting':
    case 'call':
      if (isKind(first, 'closure')) on.call(first, []);
      return { kind: 'app' };
    case 'basePath':
    case 'path':
      return `${fileMark}${on.program.root}${typeof first === 'string' ? first : ''}`;
  }
  // Lumen's routes were defined on the application itself, once.
  if (
    on.program.isLumen &&
    /^(?:group|get|post|put|patch|delete|options|any|match)$/.test(it.name) &&
    (args.length > 1 || it.name === 'group')
  )
    return on.router.call(it.name, args, { file: scope.file, line: it.line }) ?? unknown(on.text(it, scope));
  return unknown(on.text(it, scope));
}

/** A call on `$this`, as it is in a provider. */
function ownCall(
  on: Interpreter,
  of: string,
  it: ExprOf<'methodCall'>,
  args: readonly NamedValue[],
  scope: Scope,
): Value {
  const values = args.map((one) => one.value);
  const [first] = values;
  const found = on.program.method(of, it.name);
  if (found) return on.method(of, it.name, values);
  if (on.collecting && (it.name === 'middleware' || it.name === 'authorizeResource')) {
    const at = { file: scope.file, line: it.line };
    const entries: readonly ControllerEntry[] =
      it.name === 'middleware'
        ? middlewareCall(args)
        : resourceEntries(
            args,
            at,
            returnedListCall(on, of, 'resourceAbilityMap'),
            returnedListCall(on, of, 'resourceMethodsWithoutModels'),
          );
    on.collecting.push(...entries);
    return { kind: 'options', entries };
  }
  switch (it.name) {
    case 'routes':
      if (isKind(first, 'closure')) on.loading.push(first);
      return { kind: 'this', of };
    case 'booted':
    case 'booting':
      if (isKind(first, 'closure')) on.call(first, []);
      return { kind: 'this', of };
    case 'loadRoutesFrom':
      if (typeof first === 'string' && first.startsWith(fileMark)) on.include(first, new Map());
      return null;
    case 'registerPolicies':
      return null;
    case 'callAfterResolving':
      if (isKind(values[1], 'closure')) on.call(values[1], [made(String(first), 'it')]);
      return null;
  }
  // A route provider passes on to the router what it does not know.
  if (on.program.kinds(of).some((one) => baseName(one) === 'RouteServiceProvider'))
    return on.router.call(it.name, args, { file: scope.file, line: it.line }) ?? unknown(on.text(it, scope));
  return unknown(on.text(it, scope));
}

function returnedListCall(on: Interpreter, of: string, name: string): readonly ListItem[] | undefined {
  const value = on.program.method(of, name) ? on.method(of, name) : undefined;
  return isKind(value, 'list') ? value.items : undefined;
}

function listCall(
  on: Interpreter,
  items: readonly ListItem[],
  it: ExprOf<'methodCall'>,
  args: readonly NamedValue[],
  scope: Scope,
): Value {
  const first = args[0]?.value;
  if (isKind(first, 'closure') && /^(?:each|map|flatMap|filter|mapWithKeys)$/.test(it.name)) {
    const values = items.slice(0, mostRounds).map((one) => ({ ...one, value: on.call(first, [one.value, one.key]) }));
    on.router.flush();
    return { kind: 'list', items: it.name === 'map' ? values : items };
  }
  if (/^(?:all|toArray|values|unique|sort|reverse)$/.test(it.name)) return { kind: 'list', items };
  return unknown(on.text(it, scope));
}

/** `->only('index', 'show')` and `->only(['index', 'show'])`. */
const listed = (args: readonly NamedValue[]): readonly ListItem[] => args.flatMap((it) => wrapped(it.value, it.at));
