import type { SourcePlace } from '../route.ts';
import { addCheck } from './addCheck.ts';
import { assignedIn } from './assigned.ts';
import type { Behavior, Check } from './behavior.ts';
import { bind, bindParameters } from './bind.ts';
import type { Guessed } from './certain.ts';
import { readsCredential, signOfCall, signOfMember } from './credentials.ts';
import { nameOf } from './evaluate.ts';
import { declare } from './execute.ts';
import { type Identities, isAbsent, noteCallbacks, noteIdentity, speaksOfCaller } from './identity.ts';
import { createLocalValues } from './localValues.ts';
import { type Needs, needsIn, noNeeds } from './needs.ts';
import { needsOfProtect } from './needsOfProtect.ts';
import { guardOfPackage, takesOver } from './packages.ts';
import { printExpression } from './printExpression.ts';
import { refusalOfCall, refusalOfError } from './refusal.ts';
import {
  answersByName,
  decoratedForCaller,
  ends,
  isRequest,
  meant,
  nextOf,
  ofPath,
  passesErrorOn,
  testsThatLeave,
} from './shapes.ts';
import { refusals, statusOf } from './statuses.ts';
import type { CallExpression, Expression, Statement } from './syntax.ts';
import { type FunctionValue, type Slot, unknown, type Value } from './value.ts';
import type { Frame, World } from './world.ts';

type Read = (of: FunctionValue, world: World, args: readonly Slot[] | undefined, depth: number) => Behavior;

/** The tests under which a place is reached. */
interface Under {
  readonly frame: Frame;
  readonly tests: readonly Expression[];
  /** What is thrown here is caught, and nothing comes of it. */
  readonly swallows?: true;
  /** Errors of what comes next are handled here. */
  readonly muted?: true;
}

const deepest = 6;

/** Reads a function's statements in order; `read` is for the functions that it calls. */
export function walkFunction(
  of: FunctionValue,
  world: World,
  args: readonly Slot[] | undefined,
  depth: number,
  read: Read,
): Behavior {
  const checks: Check[] = [];
  const exceptions: string[] = [];
  const identities: Identities = new Set();
  /** What local names were made of: `const allowed = roles.includes(…)`. */
  const madeOf = new Map<string, Expression>();
  const guessed: Guessed = new Set();
  let [passes, responds, readsCredentials, toLogin] = [false, false, false, false];
  let kindHint: Behavior['kindHint'];
  let needs: Needs = noNeeds;
  let around: SourcePlace | undefined;
  const frame: Frame = {
    file: of.file,
    scope: { names: new Map(), parent: of.scope },
    self: of.self,
    home: of.home,
    depth: 30,
    sometimes: true,
    returned: {},
  };
  const next = nextOf(of.syntax);
  const assigned = assignedIn(of.syntax);

  // Called with a request whose path and method are known: tests of those are decided.
  const pinned = args?.some((it) => it.value.is === 'thing') === true;

  const values = createLocalValues({ identities, guessed, pinned, world });
  const { decided, local, casesOf, pure, answersError, calleeOf } = values;

  const record = (status: number | undefined, at: Expression, under: Under, called?: Partial<Check>): void => {
    if (under.muted) return;
    const tests = under.tests.filter((it) => speaksOfCaller(it, identities));
    const test = tests.at(-1) ?? under.tests.at(-1);
    const asks = under.tests
      .map((it) => needsIn(meant(it, madeOf), identities, (one) => pure(one, under.frame)))
      .filter((it) => 0 < it.needs.length)
      .at(-1);
    if (asks && (status === undefined || status === 403 || needs.needs.length === 0)) needs = asks;
    addCheck(checks, {
      at,
      test,
      file: under.frame.file,
      status,
      asks: asks ?? noNeeds,
      ofCaller: 0 < tests.length,
      called,
    });
  };

  const statements = (list: readonly Statement[], outer: Under): void => {
    declare(list, outer.frame, world);
    let under = outer;
    for (const it of list) {
      if (!world.step()) return;
      if (it.is !== 'if') {
        statement(it, under);
        if (it.is === 'loop') under = { ...under, tests: [...under.tests, ...testsThatLeave(it.body)].slice(-12) };
        if (it.is === 'let' && !it.value && it.to.is === 'name') under.frame.scope.names.set(it.to.name, unknown);
        if (pinned && (it.is === 'return' || it.is === 'throw')) return;
        continue;
      }
      expression(it.test, under);
      const known = decided(it.test, under.frame);
      if (known !== undefined) {
        const taken = known ? it.yes : it.no;
        statements(taken, inner({ ...under, tests: [...under.tests, it.test] }));
        if (ends(taken)) return;
        continue;
      }
      const before = checks.length;
      const inside = { ...under, tests: [...under.tests, it.test] };
      statements(it.yes, inner(inside));
      statements(it.no, inner(inside));
      const passesHere = it.yes.some((one) => callsNext(one));
      if (passesHere && before === checks.length && before === 0 && ofPath(it.test))
        exceptions.push(printExpression(it.test));
      // What comes after a branch that ends is reached under the other answer of the test.
      if (ends(it.yes) || ends(it.no)) under = { ...under, tests: [...under.tests, it.test].slice(-12) };
    }
  };

  const isNext = (it: Expression | undefined): boolean =>
    it?.is === 'call' && it.callee.is === 'name' && next.has(it.callee.name) && it.args.length === 0;

  const callsNextInside = (it: Statement): boolean => callsNext(it) || (it.is === 'let' && isNext(it.value));

  const callsNext = (it: Statement): boolean =>
    it.is === 'do' ? isNext(it.what) : it.is === 'return' && isNext(it.value);

  const statement = (it: Statement, under: Under): void => {
    switch (it.is) {
      case 'do':
        expression(it.what, under);
        break;
      case 'return':
        if (it.value) expression(it.value, under, true);
        break;
      case 'let':
        if (!it.value) break;
        expression(it.value, under);
        noteIdentity(it.to, it.value, identities);
        if (it.to.is === 'name') madeOf.set(it.to.name, it.value);
        if (it.to.is === 'name' && assigned.has(it.to.name)) under.frame.scope.names.set(it.to.name, unknown);
        else bind(it.to, local(it.to, it.value, under.frame), under.frame, world);
        break;
      case 'throw': {
        expression(it.value, under);
        const status = under.swallows ? undefined : refusalOfError(it.value, under.frame, world);
        if (status) record(status.status, it.value, under);
        break;
      }
      case 'loop': {
        if (it.over) expression(it.over, under);
        if (it.over) noteIdentity(it.to, it.over, identities);
        const own = inner(under);
        bind(it.to, unknown, own.frame, world);
        statements(it.body, own);
        break;
      }
      case 'try':
        statements(it.body, inner(it.handler.some(passesErrorOn) ? under : { ...under, swallows: true }));
        // What is made of errors of what comes next refuses nothing by itself.
        statements(it.handler, inner(it.body.some(callsNextInside) ? { ...under, muted: true } : under));
        statements(it.end, inner(under));
        break;
      case 'switch':
        expression(it.on, under);
        for (const one of casesOf(it, under.frame))
          statements(one.body, inner({ ...under, tests: [...under.tests, it.on] }));
        break;
      case 'block':
        statements(it.body, inner(under));
        break;
      default:
    }
  };

  const expression = (it: Expression, under: Under, isReturned = false): void => {
    if (!world.step()) return;
    switch (it.is) {
      case 'call':
        call(it, under, isReturned);
        break;
      case 'member':
      case 'index':
        if (readsCredential(it)) readsCredentials = true;
        kindHint = signOfMember(it) ?? kindHint;
        expression(it.of, under);
        if (it.is === 'index') expression(it.at, under);
        break;
      case 'assign': {
        expression(it.value, under);
        const status =
          it.to.is === 'member' && /^status(?:Code)?$/.test(it.to.name)
            ? statusOf(pure(it.value, under.frame))
            : undefined;
        if (status !== undefined && refusals.has(status)) record(status, it.to, under);
        if (it.to.is === 'member' && it.to.name === 'body' && /^(?:ctx|context|this)\b/.test(nameOf(it.to)))
          responds = true;
        if (it.to.is === 'name') noteIdentity({ is: 'name', name: it.to.name }, it.value, identities);
        break;
      }
      case 'choice': {
        expression(it.test, under);
        const known = decided(it.test, under.frame);
        if (known !== undefined) {
          expression(known ? it.yes : it.no, under, isReturned);
          break;
        }
        const inside = { ...under, tests: [...under.tests, it.test] };
        expression(it.yes, inside, isReturned);
        expression(it.no, inside, isReturned);
        break;
      }
      case 'binary': {
        expression(it.left, under);
        const tested = it.operator === '&&' || it.operator === '||';
        expression(it.right, tested ? { ...under, tests: [...under.tests, it.left] } : under, isReturned);
        break;
      }
      case 'unary':
      case 'spread':
        expression(it.of, under);
        break;
      case 'function': {
        const own = inner(under);
        bindParameters(it.value.params, undefined, undefined, own.frame, world);
        statements(it.value.body, own);
        break;
      }
      case 'array':
        for (const one of it.items) expression(one, under);
        break;
      case 'object':
        for (const one of it.fields) expression(one.value, under);
        break;
      case 'template':
      case 'other':
        for (const one of it.parts) expression(one, under);
        break;
      default:
    }
  };

  const call = (it: CallExpression, under: Under, isReturned: boolean): void => {
    const name = nameOf(it.callee);
    const last = name.split('.').at(-1) ?? '';
    const [first] = it.args;
    if (it.callee.is === 'name' && next.has(it.callee.name) && (it.args.length === 0 || first?.is === 'string'))
      passes = true;
    const sign = signOfCall(it);
    if (sign.reads) readsCredentials = true;
    if (sign.hint === 'csrf' || (sign.hint && kindHint !== 'csrf')) kindHint = sign.hint;
    noteCallbacks(it, identities);
    const callee = calleeOf(it, under.frame);
    const inside = follow(callee, it, under);
    if (!inside) {
      if (last === 'protect' && /(?:^|\.)auth(?:\.protect)?$/.test(name)) {
        const asks = needsOfProtect(it, (one) => pure(one, under.frame));
        if (0 < asks.needs.length) needs = asks;
        record(undefined, it, under, {
          name,
          text: it.text,
          line: it.line,
          ofCaller: true,
          readsCredentials: true,
          needs: asks,
        });
        toLogin = true;
        passes = true;
      }
      if (last === 'jwtVerify' && !under.swallows) {
        record(401, it, under, { name, text: it.text, line: it.line, ofCaller: true, readsCredentials: true });
        passes = true;
      }
      const asserted = last === 'assert' && first ? { ...under, tests: [...under.tests, first] } : under;
      const found = refusalOfCall(it, callee, next, isReturned, under.frame, world);
      if (found === 'login' || (last === 'redirect' && under.tests.some((one) => isAbsent(one, identities)))) {
        toLogin = true;
        record(undefined, it, under);
      } else if (found) record(found.status, it, asserted);
      else if (answersByName(name) && !answersError(it, under.frame)) responds = true;
    }
    expression(it.callee, under);
    const ofNext = it.callee.is === 'member' && isNext(it.callee.of) ? { ...under, muted: true as const } : under;
    for (const one of it.args) expression(one, ofNext);
  };

  /** A call of a function of the project, or of a guard of a package: what that may do, this may. */
  const follow = (callee: Value, it: CallExpression, under: Under): boolean => {
    const guard = callee.is === 'made' ? guardOfPackage(callee, world) : undefined;
    if (guard && guard !== 'none') {
      const own = takesOver(it, callee, (one) => world.evaluate(one, under.frame));
      const answers = own ? answersOf(own) : guard.answers;
      // A callback that takes over and refuses nothing: `passport.authenticate('local', …)` that answers 422.
      if (!own || 0 < answers.length)
        record(answers[0], it, under, {
          name: it.callee.is === 'call' ? nameOf(it.callee.callee) : nameOf(it.callee),
          text: it.text,
          line: it.line,
          answers,
          ofCaller: true,
          readsCredentials: guard.kind === 'authentication',
          needs: guard.needs,
        });
      if (guard.kind === 'authentication') readsCredentials = true;
      passes = true;
      return true;
    }
    if (callee.is !== 'function' || deepest <= depth || world.visiting.has(callee.syntax))
      return callee.is === 'function';
    world.visiting.add(callee.syntax);
    const given = it.args.map(
      (one): Slot => ({ value: pureArgument(one, under), written: one, file: under.frame.file }),
    );
    const inside = read(callee, world, given.some((one) => one.value.is !== 'unknown') ? given : undefined, depth + 1);
    world.visiting.delete(callee.syntax);
    if (inside.passes) passes = true;
    if (inside.responds) responds = true;
    if (inside.readsCredentials) readsCredentials = true;
    if (inside.toLogin) toLogin = true;
    kindHint ??= inside.kindHint;
    if (isHandedIn(it.callee, callee)) {
      // What a wrapper stands around does it.
      around = inside.around ?? { file: callee.file, line: callee.syntax.line };
      checks.push(...inside.checks);
      exceptions.push(...inside.exceptions);
      if (0 < inside.needs.needs.length) needs = inside.needs;
      return true;
    }
    if (!inside.refuses) return false;
    if (0 < inside.needs.needs.length) needs = inside.needs;
    const aboutCaller = it.args.some((one) => speaksOfCaller(one, identities) || isRequest(one));
    record(inside.answers[0], it, under, {
      name: nameOf(it.callee),
      text: it.text,
      line: it.line,
      answers: inside.answers,
      ofCaller: aboutCaller || inside.checks.some((one) => one.ofCaller),
      readsCredentials: inside.readsCredentials,
      needs: inside.needs,
      definedAt: { file: callee.file, line: callee.syntax.line },
    });
    return true;
  };

  /** What a callback answers that a package hands its verdict to. */
  const answersOf = (callback: FunctionValue): readonly number[] =>
    deepest <= depth ? [] : read(callback, world, undefined, depth + 1).answers;

  /** It is called by a name that its own module does not have: it was handed to the function around. */
  const isHandedIn = (it: Expression, callee: FunctionValue): boolean => {
    if (it.is !== 'name' || of.scope.parent === undefined) return false;
    const top = world.run(of.file)?.scope.names.get(it.name);
    return top === undefined && callee.scope !== frame.scope && frame.scope.names.get(it.name) === undefined;
  };

  const pureArgument = (it: Expression, under: Under): Value =>
    it.is === 'function' ? world.evaluate(it, under.frame) : pure(it, under.frame);

  bindParameters(of.syntax.params, args, undefined, frame, world);
  for (const it of decoratedForCaller(of.syntax)) identities.add(it);
  statements(of.syntax.body, { frame, tests: [] });

  const answers = [...new Set(checks.flatMap((it) => it.answers))]
    .filter((it) => refusals.has(it) || (it === 400 && kindHint === 'signature'))
    .sort((a, b) => a - b);
  return {
    answers,
    refuses: 0 < answers.length || toLogin || checks.some((it) => it.answers.length === 0),
    toLogin,
    readsCredentials,
    ...(kindHint ? { kindHint } : {}),
    needs,
    passes,
    responds,
    checks,
    exceptions,
    ...(around ? { around } : {}),
  };
}

function inner(under: Under): Under {
  return { ...under, frame: { ...under.frame, scope: { names: new Map(), parent: under.frame.scope } } };
}
