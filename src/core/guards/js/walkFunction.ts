import type { Behavior, Check } from './behavior.ts';
import { bind, bindParameters } from './bind.ts';
import { nameOf } from './evaluate.ts';
import { declare } from './execute.ts';
import { type Identities, noteIdentity, speaksOfCaller } from './identity.ts';
import { type Needs, needsIn, noNeeds } from './needs.ts';
import { guardOfPackage } from './packages.ts';
import { printExpression } from './printExpression.ts';
import { refusalOfCall, refusalOfError } from './refusal.ts';
import { refusals, statusOf } from './statuses.ts';
import type { CallExpression, Expression, Statement } from './syntax.ts';
import { type FunctionValue, type Slot, unknown, type Value } from './value.ts';
import type { Frame, World } from './world.ts';

type Read = (of: FunctionValue, world: World, args: readonly Slot[] | undefined, depth: number) => Behavior;

/** The tests under which a place is reached. */
interface Under {
  readonly frame: Frame;
  readonly tests: readonly Expression[];
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
  let [passes, responds, readsCredentials, toLogin] = [false, false, false, false];
  let kindHint: Behavior['kindHint'];
  let needs: Needs = noNeeds;
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
    const tests = under.tests.filter((it) => speaksOfCaller(it, identities));
    const test = tests.at(-1) ?? under.tests.at(-1);
    const asks = under.tests
      .map((it) => needsIn(it, identities, (one) => pure(one, under.frame)))
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
        continue;
      }
      expression(it.test, under);
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
        bind(it.to, pure(it.value, under.frame), under.frame, world);
        break;
      case 'throw': {
        expression(it.value, under);
        const status = refusalOfError(it.value, under.frame, world);
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
        for (const part of [it.body, it.handler, it.end]) statements(part, inner(under));
        break;
      case 'switch':
        expression(it.on, under);
        for (const one of it.cases) statements(one.body, inner({ ...under, tests: [...under.tests, it.on] }));
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
        if (it.is === 'member' && /csrf|xsrf/i.test(it.name)) kindHint = 'csrf';
        if (it.is === 'index' && it.at.is === 'string') headerHint(it.at.value);
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
        if (it.to.is === 'name') noteIdentity({ is: 'name', name: it.to.name }, it.value, identities);
        break;
      }
      case 'choice': {
        expression(it.test, under);
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

  const headerHint = (name: string): void => {
    if (/csrf|xsrf/i.test(name)) kindHint = 'csrf';
    else if (/signature/i.test(name)) kindHint = 'signature';
  };

  const call = (it: CallExpression, under: Under, isReturned: boolean): void => {
    const name = nameOf(it.callee);
    const last = name.split('.').at(-1) ?? '';
    const [first] = it.args;
    if (it.callee.is === 'name' && next.has(it.callee.name) && (it.args.length === 0 || first?.is === 'string'))
      passes = true;
    if (/^(?:jwtVerify|verifyIdToken|verifyToken|verifyJwt|introspect|verifySessionCookie)$/i.test(last))
      readsCredentials = true;
    if (last === 'verify' && /jwt|jose|token|paseto/i.test(name)) readsCredentials = true;
    if (
      /^(?:createHmac|timingSafeEqual|constructEvent|verifySignature|validateSignature)$/.test(last) &&
      kindHint !== 'csrf'
    )
      kindHint = last === 'timingSafeEqual' ? (kindHint ?? 'signature') : 'signature';
    if (/^(?:get|header)$/.test(last) && first?.is === 'string') {
      headerHint(first.value);
      if (/^(?:authorization|cookie)$|api[-_]?key|token/i.test(first.value)) readsCredentials = true;
    }
    if (it.args.some((one) => speaksOfCaller(one, identities)))
      for (const one of it.args)
        if (one.is === 'function')
          for (const param of one.value.params)
            if (param.to.is === 'name' && !/^(?:e|err|error|next|res|resolve|reject)$/.test(param.to.name))
              identities.add(param.to.name);

    const callee = calleeOf(it, under);
    const inside = follow(callee, it, under);
    if (!inside) {
      const found = refusalOfCall(it, callee, next, isReturned, under.frame, world);
      if (found === 'login') {
        toLogin = true;
        record(undefined, it, under);
      } else if (found) record(found.status, it, under);
      else if (
        /^(?:json|send|render|end|sendFile|download|jsonp|redirect|write|sendStatus|pipe)$/.test(last) &&
        !deepStatus(it, under)
      )
        responds = true;
    }
    expression(it.callee, under);
    for (const one of it.args) expression(one, under);
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
    if (!inside.refuses) return false;
    if (0 < inside.needs.needs.length) needs = inside.needs;
    const aboutCaller = it.args.some((one) => speaksOfCaller(one, identities) || isRequest(one));
    record(inside.answers[0], it, under, {
      name: nameOf(it.callee),
      text: it.text,
      line: it.line,
      answers: inside.answers,
      ofCaller: aboutCaller && inside.checks.some((one) => one.ofCaller || depth === 0),
      readsCredentials: inside.readsCredentials,
      needs: inside.needs,
      definedAt: { file: callee.file, line: callee.syntax.line },
    });
    return true;
  };

  const pureArgument = (it: Expression, under: Under): Value =>
    it.is === 'function' ? world.evaluate(it, under.frame) : pure(it, under.frame);

  bindParameters(of.syntax.params, args, undefined, frame, world);
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

function ends(list: readonly Statement[]): boolean {
  const last = list.at(-1);
  return last?.is === 'return' || last?.is === 'throw';
}

function isRequest(it: Expression): boolean {
  return (it.is === 'name' && /^(?:req|request|ctx|context|c)$/.test(it.name)) || it.is === 'this';
}

function readsCredential(it: Expression): boolean {
  const name = nameOf(it);
  if (/(?:^|\.)(?:headers\.(?:authorization|cookie)|cookies|signedCookies)$/i.test(name)) return true;
  return (
    it.is === 'index' &&
    it.at.is === 'string' &&
    /headers|cookies|query/.test(name) &&
    /^(?:authorization|cookie)$|api[-_]?key|token|session/i.test(it.at.value)
  );
}

/** The test is of the request's path or method. */
function ofPath(test: Expression): boolean {
  return /\b(?:req|request|ctx)\.(?:path|url|originalUrl|baseUrl|method|route)\b/.test(printExpression(test));
}

/** `!canEdit(req.user)` is called `canEdit`; other tests are called by their code. */
function nameOfTest(test: Expression): string {
  const it = test.is === 'unary' ? test.of : test;
  const method = it.is === 'call' && it.callee.is === 'member' ? it.callee.name : '';
  return it.is === 'call' && !/^(?:includes|some|every|indexOf|has|find|equals|test|startsWith|toString)$/.test(method)
    ? nameOf(it.callee)
    : printExpression(test);
}

function hasCall(it: Expression): boolean {
  switch (it.is) {
    case 'call':
      return true;
    case 'member':
    case 'unary':
    case 'spread':
      return hasCall(it.of);
    case 'index':
      return hasCall(it.of) || hasCall(it.at);
    case 'binary':
      return hasCall(it.left) || hasCall(it.right);
    case 'choice':
      return hasCall(it.test) || hasCall(it.yes) || hasCall(it.no);
    case 'array':
      return it.items.some(hasCall);
    case 'object':
      return it.fields.some((one) => hasCall(one.value));
    case 'template':
    case 'other':
      return it.parts.some(hasCall);
    case 'assign':
      return true;
    default:
      return false;
  }
}
