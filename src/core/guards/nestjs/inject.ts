import type { ClassSyntax } from '../js/syntax.ts';
import { type ClassValue, lookUp, type ObjectValue, type Slot, unknown, type Value } from '../js/value.ts';
import type { World } from '../js/world.ts';

/** The reflector of Nest: answers with the metadata of the route that is looked at. */
export interface ReflectorThing {
  readonly kind: 'nest-reflector';
}

const deepest = 6;

/** An instance as Nest's container makes it: parameters of the constructor by their types. */
export function instanceOf(of: ClassValue, world: World, depth = 0): ObjectValue | undefined {
  const args = constructorOf(of)?.params.map((it): Slot => {
    const type = it.type?.split('<', 1)[0];
    return {
      value: injected(type, of, world, depth),
      written: { is: 'name', name: type ?? '', line: of.syntax.line },
      file: of.file,
    };
  });
  const site = { file: of.file, line: of.syntax.line, text: of.syntax.name ?? '', sometimes: true };
  const made = world.construct(
    of,
    args ?? [],
    { file: of.file, scope: of.scope, depth: 0, sometimes: true, returned: {} },
    site,
  );
  if (made.is !== 'object') return undefined;
  for (const it of fieldsOf(of.syntax))
    if (it.type !== undefined && isInjected(it)) made.fields.set(it.name, injected(it.type, of, world, depth));
  return made;
}

function isInjected(it: ClassSyntax['members'][number]): boolean {
  return it.kind === 'field' && !it.value && 0 < it.decorators.length;
}

function fieldsOf(of: ClassSyntax): ClassSyntax['members'] {
  return of.members.filter((it) => it.kind === 'field');
}

function constructorOf(of: ClassValue) {
  for (let it: Value | undefined = of; it?.is === 'class'; it = it.base) {
    const own = it.syntax.members.find((one) => one.kind === 'constructor')?.function;
    if (own) return own;
  }
  return undefined;
}

function injected(type: string | undefined, of: ClassValue, world: World, depth: number): Value {
  if (type === 'Reflector') return { is: 'thing', thing: { kind: 'nest-reflector' } satisfies ReflectorThing };
  if (type === undefined || !/^[\w$]+$/.test(type) || deepest <= depth) return unknown;
  const found = lookUp(of.scope, type);
  return found?.is === 'class' ? (instanceOf(found, world, depth + 1) ?? unknown) : unknown;
}
