import { baseName } from '../php/ast.ts';
import type { SourcePlace } from '../route.ts';
import {
  argument,
  type ControllerEntry,
  entriesOf,
  isKind,
  type ListItem,
  type NamedValue,
  stringsOf,
  type Value,
  wrapped,
} from './value.ts';

/** Methods of a resource's controller and the abilities that they ask for, as the framework has it. */
const abilityMap: readonly (readonly [string, string])[] = [
  ['index', 'viewAny'],
  ['show', 'view'],
  ['create', 'create'],
  ['store', 'create'],
  ['edit', 'update'],
  ['update', 'update'],
  ['destroy', 'delete'],
];

/** The ability that `authorize` without one asks for, by the method that it stands in. */
export const guessedAbility = (method: string | undefined): string | undefined =>
  abilityMap.find(([name]) => name === method)?.[1] ?? method;

/** What `$this->authorizeResource(Post::class, 'post')` puts in front of a controller's methods. */
export function resourceEntries(
  args: readonly NamedValue[],
  at: SourcePlace,
  ownMap: readonly ListItem[] | undefined,
  ownWithout: readonly ListItem[] | undefined,
): readonly ControllerEntry[] {
  const text = (value: Value | undefined): string | undefined => {
    if (typeof value === 'string') return value;
    return isKind(value, 'list') ? stringsOf(value).join(',') : undefined;
  };
  const model = text(argument(args, 0, 'model')?.value);
  if (model === undefined) return [];
  const parameter = text(argument(args, 1, 'parameter')?.value) ?? snake(baseName(model));
  const options = argument(args, 2, 'options')?.value;
  const own = (ownMap ?? []).flatMap((it) =>
    typeof it.value === 'string' ? [[String(it.key), it.value] as const] : [],
  );
  const without = ownWithout?.map((it) => it.value) ?? ['index', 'create', 'store'];
  const methods = new Map<string, string[]>();
  for (const [method, ability] of own.length > 0 ? own : abilityMap) {
    const name = `can:${ability},${without.includes(method) ? model : parameter}`;
    methods.set(name, [...(methods.get(name) ?? []), method]);
  }
  const except = isKind(options, 'list') ? options.items.find((it) => it.key === 'except') : undefined;
  return [...methods].map(([name, only]) => {
    const one: ControllerEntry = { entry: { name, at }, only: only.map((value, key) => ({ key, value, at })) };
    if (isKind(except?.value, 'list')) one.except = except.value.items;
    return one;
  });
}

/** `Authorize::using('update', 'post')` and its like: the middleware as a string. Undefined: it is none. */
export function middlewareText(of: string, name: string, args: readonly NamedValue[]): string | undefined {
  if (!/^(?:using|with|redirectTo|relative|absolute|foo)$/.test(name) || !/\\/.test(of)) return undefined;
  if (name === 'relative') return `${of}:relative`;
  const values: string[] = [];
  for (const { value } of args) {
    if (isKind(value, 'list'))
      values.push(value.items.map((it) => String(it.value)).join(/Role|Permission/.test(of) ? '|' : ','));
    else if (typeof value === 'string' || typeof value === 'number') values.push(String(value));
    else return undefined;
  }
  return values.length === 0 ? of : `${of}:${values.join(',')}`;
}

/** `BlogPost` → `blog_post`. */
export const snake = (name: string): string => name.replace(/(.)(?=[A-Z])/g, '$1_').toLowerCase();

/** `$this->middleware('auth', ['only' => …])` of a controller. */
export function middlewareCall(args: readonly NamedValue[]): readonly ControllerEntry[] {
  const options = argument(args, 1, 'options')?.value;
  return entriesOf(args.slice(0, 1)).map((entry) => {
    const one: ControllerEntry = { entry };
    for (const key of ['only', 'except'] as const) {
      const value = isKind(options, 'list') ? options.items.find((it) => it.key === key) : undefined;
      if (value) one[key] = wrapped(value.value, value.at);
    }
    return one;
  });
}
