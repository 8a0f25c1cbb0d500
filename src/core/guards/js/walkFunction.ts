import type { SourcePlace } from '../route.ts';
import { assignedIn } from './assigned.ts';
import type { Behavior, Check } from './behavior.ts';
import { bind, bindParameters } from './bind.ts';
import { certainTruth, type Guessed, valueFor } from './certain.ts';
import { readsCredential, signOfCall, signOfMember } from './credentials.ts';
import { nameOf } from './evaluate.ts';
import { declare } from './execute.ts';
import { type Identities, noteIdentity, speaksOfCaller } from './identity.ts';
import { boundBy } from './namesOf.ts';
import { type Needs, needsIn, noNeeds } from './needs.ts';
import { guardOfPackage } from './packages.ts';
import { printExpression } from './printExpression.ts';
import { refusalOfCall, refusalOfError } from './refusal.ts';
import { ends, hasCall, isRequest, meant, nameOfTest, ofPath, passesErrorOn } from './shapes.ts';
import { refusals, statusOf } from './statuses.ts';
import type { CallExpression, Expression, Pattern, Statement, SwitchCase } from './syntax.ts';
import { type FunctionValue, type Slot, stringOf, unknown, type Value } from './value.ts';
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
  const next = nextOf(of);
  const assigned = assignedIn(of.syntax);

  // Called with a request whose path and method are known: tests of those are decided.
  const pinned = args?.some((it) => it.value.is === 'thing') === true;

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

  const casesOf = (it: Statement & { is: 'switch' }, under: Under): readonly SwitchCase[] => {
    const on = pinned ? world.evaluate(it.on, under.frame) : unknown;
    if (on.is !== 'constant') return it.cases;
    const test = (one: SwitchCase) => (one.test ? world.evaluate(one.test, under.frame) : unknown);
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

  const record = (status: number | undefined, at: Expression, under: Under, called?: Partial<Check>): void => {
    if (under.muted) return;
    const tests = under.tests.filter((it) => speaksOfCaller(it, identities));
    const test = tests.at(-1) ?? under.tests.at(-1);
    const asks = under.tests
      .map((it) => needsIn(meant(it, madeOf), identities, (one) => pure(one, under.frame)))
      .filter((it) => 0 < it.needs.length)
      .at(-1);
    if (asks && (status === undefined || status === 403 || needs.needs.length === 0)) needs = asks;
    const name = called?.name ?? (test ? nameOfTest(test) : printExpression(at));
    const before = checks.find((it) => it.name === name && it.line === (called?.line ?? test?.line ?? at.line));
    const answers = called?.answers ?? (status === undefined ? [] : [status]);
    const check: Check = {
      name,
      text: called?.text ?? (test ? printExpression(test) : printExpression(at)),
      file: under.frame.file,
      line: called?.line ?? test?.line ?? at.line,
      answers,
      needs: called?.needs ?? asks ?? noNeeds,
      ofCaller: called?.ofCaller ?? 0 < tests.length,
      readsCredentials: called?.readsCredentials ?? false,
      ...(called?.definedAt ? { definedAt: called.definedAt } : {}),
    };
    if (before) checks[checks.indexOf(before)] = { ...check, answers: [...new Set([...before.answers, ...answers])] };
    else checks.push(check);
  };

  const statements = (list: readonly Statement[], outer: Under): void => {
    declare(list, outer.frame, world);
    let under = outer;
    for (const it of list) {
      if (!world.step()) return;
      if (it.is !== 'if') {
        statement(it, under);
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

  const callsNextInside = (it: Statement): boolean => {
    if (it.is === 'do') return isNext(it.what);
    if (it.is === 'return') return isNext(it.value);
    return it.is === 'let' && isNext(it.value);
  };

  const callsNext = (it: Statement): boolean => {
    const what = it.is === 'do' ? it.what : it.is === 'return' ? it.value : undefined;
    return what?.is === 'call' && what.callee.is === 'name' && next.has(what.callee.name) && what.args.length === 0;
  };

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
        for (const one of casesOf(it, under)) statements(one.body, inner({ ...under, tests: [...under.tests, it.on] }));
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
    if (it.args.some((one) => speaksOfCaller(one, identities)))
      for (const one of it.args)
        if (one.is === 'function')
          for (const param of one.value.params)
            if (param.to.is === 'name' && !/^(?:e|err|error|next|res|resolve|reject)$/.test(param.to.name))
              identities.add(param.to.name);

    const callee = calleeOf(it, under);
    const inside = follow(callee, it, under);
    if (!inside) {
      if (last === 'protect' && /(?:^|\.)auth(?:\.protect)?$/.test(name)) {
        const asks = needsOfProtect(it, under);
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
      else if (
        (/^(?:json|send|render|end|sendFile|download|jsonp|redirect|write|sendStatus|pipe)$/.test(last) ||
          /^(?:c|ctx|context)\.(?:text|html|body|newResponse|notFound)$/.test(name)) &&
        !deepStatus(it, under)
      )
        responds = true;
    }
    expression(it.callee, under);
    const ofNext = it.callee.is === 'member' && isNext(it.callee.of) ? { ...under, muted: true as const } : under;
    for (const one of it.args) expression(one, ofNext);
  };

  /** `res.status(404).json(…)`, `res.sendStatus(403)`: no answer of the handler's own. */
  const deepStatus = (it: Expression, under: Under): boolean => {
    for (let at: Expression = it; at.is === 'call' || at.is === 'member'; at = at.is === 'call' ? at.callee : at.of) {
      if (at.is !== 'call') continue;
      const status = at.args[0] && statusOf(pure(at.args[0], under.frame));
      if (status !== undefined && 400 <= status && status < 600) return true;
    }
    return false;
  };

  const calleeOf = (it: CallExpression, under: Under): Value => {
    if (it.callee.is === 'call') return pure(it.callee, under.frame);
    if (it.callee.is === 'member' && hasCall(it.callee.of)) {
      const on = it.callee.of.is === 'call' ? pure(it.callee.of, under.frame) : unknown;
      return on.is === 'unknown' ? unknown : world.member(on, it.callee.name, under.frame);
    }
    return world.evaluate(it.callee, under.frame);
  };

  /** A call of a function of the project, or of a guard of a package: what that may do, this may. */
  const follow = (callee: Value, it: CallExpression, under: Under): boolean => {
    const guard = callee.is === 'made' ? guardOfPackage(callee, world) : undefined;
    if (guard && guard !== 'none') {
      record(guard.answers[0], it, under, {
        name: it.callee.is === 'call' ? nameOf(it.callee.callee) : nameOf(it.callee),
        text: it.text,
        line: it.line,
        answers: guard.answers,
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

  /** Clerk's `auth.protect({ role: 'org:admin' })`, `auth.protect((has) => has({ permission: '…' }))`. */
  const needsOfProtect = (it: CallExpression, under: Under): Needs => {
    const [first] = it.args;
    const only = first?.is === 'function' ? first.value.body[0] : undefined;
    const call = only?.is === 'return' && only.value?.is === 'call' ? only.value.args[0] : first;
    if (call?.is !== 'object') return noNeeds;
    for (const { key, value } of call.fields) {
      const text = stringOf(pure(value, under.frame));
      if (text !== undefined && (key === 'role' || key === 'permission')) return { needs: [text], needsAre: key };
    }
    return noNeeds;
  };

  /** It is called by a name that its own module does not have: it was handed to the function around. */
  const isHandedIn = (it: Expression, callee: FunctionValue): boolean => {
    if (it.is !== 'name' || of.scope.parent === undefined) return false;
    const top = world.run(of.file)?.scope.names.get(it.name);
    return top === undefined && callee.scope !== frame.scope && frame.scope.names.get(it.name) === undefined;
  };

  const pureArgument = (it: Expression, under: Under): Value =>
    it.is === 'function' ? world.evaluate(it, under.frame) : pure(it, under.frame);

  bindParameters(of.syntax.params, args, undefined, frame, world);
  for (const it of of.syntax.params)
    if (
      it.to.is === 'name' &&
      it.decorators?.some((one) => /user|account|principal|session|jwt|identity/i.test(nameOf(one)))
    )
      identities.add(it.to.name);
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

function siteOf(it: CallExpression, { file }: Frame): { file: string; line: number; text: string; sometimes: boolean } {
  return { file, line: it.line, text: it.text, sometimes: true };
}

/** The names by which what comes next is called. */
function nextOf({ syntax }: FunctionValue): ReadonlySet<string> {
  const at = syntax.params.length === 4 ? syntax.params[3] : syntax.params[2];
  return new Set(['next', ...(at?.to.is === 'name' ? [at.to.name] : [])]);
}

/** `!user`, `!session && …`: what holds the caller is missing. */
function isAbsent(test: Expression, known: Identities): boolean {
  if (test.is === 'binary') return isAbsent(test.left, known) || isAbsent(test.right, known);
  return test.is === 'unary' && test.operator === '!' && speaksOfCaller(test.of, known);
}
