import { namesOf } from './namesOf.ts';
import type { Expression } from './syntax.ts';
import { truth, type Value } from './value.ts';
import type { Frame, World } from './world.ts';

/** Names whose values were guessed. */
export type Guessed = Set<string>;

/** Whether a test is true or false whatever happens; undefined where a guess is in it. */
export function certainTruth(test: Expression, frame: Frame, guessed: Guessed, world: World): boolean | undefined {
  if (test.is === 'unary' && test.operator === '!') {
    const of = certainTruth(test.of, frame, guessed, world);
    return of === undefined ? undefined : !of;
  }
  if (test.is === 'binary' && (test.operator === '&&' || test.operator === '||')) {
    const decisive = test.operator === '||';
    const left = certainTruth(test.left, frame, guessed, world);
    if (left === decisive) return decisive;
    const right = certainTruth(test.right, frame, guessed, world);
    if (right === decisive) return decisive;
    return left === undefined || right === undefined ? undefined : !decisive;
  }
  if (namesOf(test).some((it) => guessed.has(it))) return undefined;
  const before = world.guesses();
  const value = world.evaluate(test, frame);
  return world.guesses() === before ? truth(value) : undefined;
}

/** The value of a local name; the name is noted where it was guessed. */
export function valueFor(
  names: readonly string[],
  written: Expression,
  guessed: Guessed,
  evaluate: () => Value,
  world: World,
): Value {
  const before = world.guesses();
  const value = evaluate();
  if (world.guesses() !== before || namesOf(written).some((it) => guessed.has(it)))
    for (const it of names) guessed.add(it);
  return value;
}
