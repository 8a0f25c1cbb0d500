import { certainTruth, type Guessed, valueFor } from './certain.ts';
import { type Identities, speaksOfCaller } from './identity.ts';
import { boundBy } from './namesOf.ts';
import { hasCall } from './shapes.ts';
import { statusOf } from './statuses.ts';
import type { CallExpression, Expression, Pattern, Statement, SwitchCase } from './syntax.ts';
import { unknown, type Value } from './value.ts';
import type { Frame, World } from './world.ts';

/** What is known while a function's code is read. */
export interface Known {
  readonly identities: Identities;
  readonly guessed: Guessed;
  /** It is called with a request whose path and method are known: tests of those are decided. */
  readonly pinned: boolean;
  readonly world: World;
}

/** What expressions of a function stand for while it is read and not run: calls are made only where nothing unknown goes in. */
export interface LocalValues {
  /** A test that a factory's arguments, or the path that is asked about, decide. */
  decided(test: Expression, at: Frame): boolean | undefined;
  /** What a name is bound to. */
  local(to: Pattern, value: Expression, at: Frame): Value;
  casesOf(it: Statement & { is: 'switch' }, at: Frame): readonly SwitchCase[];
  pure(it: Expression, at: Frame): Value;
  /** `res.status(404).json(…)`, `res.sendStatus(403)`: no answer of the handler's own. */
  answersError(it: Expression, at: Frame): boolean;
  calleeOf(it: CallExpression, at: Frame): Value;
}

export function createLocalValues({ identities, guessed, pinned, world }: Known): LocalValues {
  /** A test that a factory's arguments, or the path that is asked about, decide. */
  const decided = (test: Expression, at: Frame): boolean | undefined => {
    if (pinned || !hasCall(test)) return certainTruth(test, at, guessed, world);
    if (test.is !== 'binary') return undefined;
    const left = decided(test.left, at);
    if (test.operator === '&&') return left === false ? false : left ? decided(test.right, at) : undefined;
    if (test.operator !== '||') return undefined;
    return left === true ? true : left === false ? decided(test.right, at) : undefined;
  };

  const local = (to: Pattern, value: Expression, at: Frame): Value =>
    valueFor(boundBy(to), value, guessed, () => (pinned ? world.evaluate(value, at) : pure(value, at)), world);

  const casesOf = (it: Statement & { is: 'switch' }, frame: Frame): readonly SwitchCase[] => {
    const on = pinned ? world.evaluate(it.on, frame) : unknown;
    if (on.is !== 'constant') return it.cases;
    const test = (one: SwitchCase) => (one.test ? world.evaluate(one.test, frame) : unknown);
    const at = it.cases.findIndex((one) => {
      const value = test(one);
      return value.is === 'constant' && value.value === on.value;
    });
    // Empty cases fall through to the next that has statements.
    const from = 0 <= at ? it.cases.slice(at).find((one) => 0 < one.body.length) : it.cases.find((one) => !one.test);
    return from ? [from] : [];
  };

  const pure = (it: Expression, at: Frame): Value => {
    if (it.is === 'name' || it.is === 'member' || it.is === 'string' || it.is === 'number' || it.is === 'constant')
      return hasCall(it) ? unknown : world.evaluate(it, at);
    if (it.is === 'call' && !it.isNew) {
      const callee = hasCall(it.callee) ? unknown : world.evaluate(it.callee, at);
      const plain = it.args.every((one) => !hasCall(one) && one.is !== 'function' && !speaksOfCaller(one, identities));
      if (callee.is === 'function' && plain && 0 < it.args.length) return world.evaluate(it, at);
      return callee.is === 'package' || callee.is === 'made'
        ? { is: 'made', by: callee, args: plain ? world.slots(it.args, at) : [], site: siteOf(it, at), path: [] }
        : unknown;
    }
    return hasCall(it) ? unknown : world.evaluate(it, at);
  };

  /** `res.status(404).json(…)`, `res.sendStatus(403)`: no answer of the handler's own. */
  const answersError = (it: Expression, at: Frame): boolean => {
    for (
      let one: Expression = it;
      one.is === 'call' || one.is === 'member';
      one = one.is === 'call' ? one.callee : one.of
    ) {
      if (one.is !== 'call') continue;
      const status = one.args[0] && statusOf(pure(one.args[0], at));
      if (status !== undefined && 400 <= status && status < 600) return true;
    }
    return false;
  };

  const calleeOf = (it: CallExpression, at: Frame): Value => {
    if (it.callee.is === 'call') return pure(it.callee, at);
    if (it.callee.is === 'member' && hasCall(it.callee.of)) {
      const on = it.callee.of.is === 'call' ? pure(it.callee.of, at) : unknown;
      return on.is === 'unknown' ? unknown : world.member(on, it.callee.name, at);
    }
    return world.evaluate(it.callee, at);
  };

  return { decided, local, casesOf, pure, answersError, calleeOf };
}

function siteOf(it: CallExpression, { file }: Frame): { file: string; line: number; text: string; sometimes: boolean } {
  return { file, line: it.line, text: it.text, sometimes: true };
}
