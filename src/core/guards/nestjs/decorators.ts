import { placedBy } from '../js/placed.ts';
import type { Expression } from '../js/syntax.ts';
import type { ClassValue, MadeValue, Slot, Value } from '../js/value.ts';
import type { Frame, World } from '../js/world.ts';

/** One decorator as it applies: those of the project are resolved to those of packages that they are made of. */
export interface Decorator {
  /** `Controller`, `UseGuards`, `SetMetadata`, …; of others the name that they are written with. */
  readonly name: string;
  readonly args: readonly Slot[];
  readonly value: Value;
  /** 1-based, where it stands at the class or method. */
  readonly line: number;
  readonly written: Expression;
}

/** The decorators of a class or member, in the order in which they take effect: the lowest first. */
export function decoratorsOf(of: ClassValue, written: readonly Expression[], world: World): readonly Decorator[] {
  const frame: Frame = { file: of.file, scope: of.scope, depth: 0, sometimes: false, returned: {} };
  return [...written].reverse().flatMap((it) => {
    const value = world.evaluate(it, frame);
    return laidOpen(value, it, it.line, of.file, 0);
  });
}

function laidOpen(value: Value, written: Expression, line: number, file: string, depth: number): readonly Decorator[] {
  if (value.is === 'array' && depth < 10)
    return placedBy({ value, written, file }, { file, line, text: '', sometimes: false }).flatMap((it) =>
      laidOpen(it.value, written, line, file, depth + 1),
    );
  if (value.is === 'made') return [{ name: nameOfMade(value), args: value.args, value, line, written }];
  if (value.is === 'package') return [{ name: value.path.at(-1) ?? value.name, args: [], value, line, written }];
  return [];
}

function nameOfMade(value: MadeValue): string {
  const { by } = value;
  if (by.is === 'package') return by.path.at(-1) ?? by.name;
  return '';
}

/** What metadata a decorator sets: by a string, or by the decorator that `Reflector.createDecorator` made. */
export function metadataOf(it: Decorator): { readonly key: string; readonly value: Slot } | undefined {
  if (it.name === 'SetMetadata') {
    const [key, value] = it.args;
    const name = key && keyOf(key.value);
    return name === undefined || !value ? undefined : { key: name, value };
  }
  const { value } = it;
  if (value.is !== 'made' || !isReflected(value.by)) return undefined;
  const key = keyOf(value.by);
  const [first] = it.args;
  const set: Slot = first ?? { value: { is: 'constant', value: undefined }, written: it.written, file: '' };
  return key === undefined ? undefined : { key, value: set };
}

/** A key of metadata as text that is equal for equal keys. */
export function keyOf(value: Value): string | undefined {
  if (value.is === 'constant') return String(value.value);
  if (value.is === 'made' && isReflected(value)) return `${value.site.file}:${value.site.line}:${value.site.text}`;
  if (value.is === 'made') return `${value.site.file}:${value.site.line}`;
  return value.is === 'unknown' && value.name !== undefined ? value.name : undefined;
}

function isReflected(value: Value): boolean {
  return value.is === 'made' && value.by.is === 'package' && value.by.path.at(-1) === 'createDecorator';
}
