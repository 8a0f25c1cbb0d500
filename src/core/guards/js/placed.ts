import type { Expression } from './syntax.ts';
import type { Site, Slot, Value } from './value.ts';

/** A value that was put in front of a route, and where: the line of the argument, or of its item in a list. */
export interface Placed {
  readonly value: Value;
  readonly written: Expression;
  readonly file: string;
  readonly line: number;
}

/** What one argument puts in front: itself, or the items of the lists in it. */
export function placedBy(slot: Slot | undefined, site: Site): readonly Placed[] {
  return slot ? laidOpen(slot, site, slot.file === site.file ? slot.written.line : site.line, 0) : [];
}

function laidOpen(slot: Slot, site: Site, line: number, depth: number): readonly Placed[] {
  if (slot.value.is !== 'array' || 10 < depth)
    return [{ value: slot.value, written: slot.written, file: site.file, line }];
  const { written } = slot;
  const here = written.is === 'array' ? new Set<Expression>(written.items) : new Set<Expression>();
  return slot.value.items.flatMap((it) => laidOpen(it, site, here.has(it.written) ? it.written.line : line, depth + 1));
}

/** A field of an object that was given as an argument, with the expression that it was written as. */
export function fieldSlot(slot: Slot | undefined, name: string): Slot | undefined {
  if (slot?.value.is !== 'object') return undefined;
  const value = slot.value.fields.get(name);
  if (!value) return undefined;
  const field = slot.value.written?.get(name);
  return { value, written: field ?? nameFor(value, name, slot.written.line), file: slot.file };
}

function nameFor(value: Value, name: string, line: number): Expression {
  if (value.is === 'array') return { is: 'array', items: value.items.map((it) => it.written), line };
  if (value.is === 'function' && value.syntax.name !== undefined) return { is: 'name', name: value.syntax.name, line };
  return { is: 'name', name, line };
}
