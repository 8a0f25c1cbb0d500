import { baseName } from '../php/ast.ts';
import { unknown, type Value } from './value.ts';

/** What the container makes of a name. */
export function made(name: Value, text: string): Value {
  if (typeof name !== 'string') return unknown(text);
  const base = baseName(name);
  if (name === 'router' || base === 'Router' || base === 'Registrar') return { kind: 'router' };
  if (base === 'Kernel') return { kind: 'kernel' };
  if (base === 'Gate') return { kind: 'gate' };
  return unknown(text);
}
