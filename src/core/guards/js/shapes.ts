import { nameOf } from './evaluate.ts';
import { printExpression } from './printExpression.ts';
import type { Expression, FunctionSyntax, Statement } from './syntax.ts';

/** Whether statements end the function that they stand in. */
export function ends(list: readonly Statement[]): boolean {
  const last = list.at(-1);
  return last?.is === 'return' || last?.is === 'throw';
}

/** The tests under which a loop's body leaves the function: what comes after the loop is reached where none was true. */
export function testsThatLeave(body: readonly Statement[]): Expression[] {
  return body.flatMap((it) => {
    if (it.is === 'block') return testsThatLeave(it.body);
    return it.is === 'if' && ends(it.yes) ? [it.test] : [];
  });
}

/** A test with local names put back to what they were made of. */
export function meant(it: Expression, madeOf: ReadonlyMap<string, Expression>, depth = 0): Expression {
  if (5 < depth) return it;
  const inside = (one: Expression) => meant(one, madeOf, depth + 1);
  if (it.is === 'name') {
    const from = madeOf.get(it.name);
    return from ? inside(from) : it;
  }
  if (it.is === 'unary') return { ...it, of: inside(it.of) };
  const joins = it.is === 'binary' && /^(?:&&|\|\||\?\?)$/.test(it.operator);
  return joins ? { ...it, left: inside(it.left), right: inside(it.right) } : it;
}

/** A `catch` that answers, fails or hands the error on; others let what was thrown come to nothing. */
export function passesErrorOn(it: Statement): boolean {
  switch (it.is) {
    case 'throw':
      return true;
    case 'return':
      return it.value !== undefined && it.value.is !== 'constant';
    case 'do':
      return (
        it.what.is === 'call' &&
        /(?:^|\.)(?:send|next|done|throw|reject|json|end|text|sendStatus|redirect|status|code|cb|callback|error)$/.test(
          nameOf(it.what.callee),
        ) &&
        0 < it.what.args.length
      );
    case 'if':
      return it.yes.some(passesErrorOn) || it.no.some(passesErrorOn);
    case 'block':
      return it.body.some(passesErrorOn);
    default:
      return false;
  }
}

export function isRequest(it: Expression): boolean {
  return (it.is === 'name' && /^(?:req|request|ctx|context|c)$/.test(it.name)) || it.is === 'this';
}

/** The test is of the request's path or method. */
export function ofPath(test: Expression): boolean {
  return /\b(?:req|request|ctx)\.(?:path|url|originalUrl|baseUrl|method|route)\b/.test(printExpression(test));
}

/** `!canEdit(req.user)` is called `canEdit`; other tests are called by their code. */
export function nameOfTest(test: Expression): string {
  const it = test.is === 'unary' ? test.of : test;
  const method = it.is === 'call' && it.callee.is === 'member' ? it.callee.name : '';
  return it.is === 'call' && !/^(?:includes|some|every|indexOf|has|find|equals|test|startsWith|toString)$/.test(method)
    ? nameOf(it.callee)
    : printExpression(test);
}

export function hasCall(it: Expression): boolean {
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

/** The names by which what comes next is called. */
export function nextOf(syntax: FunctionSyntax): ReadonlySet<string> {
  const at = syntax.params.length === 4 ? syntax.params[3] : syntax.params[2];
  return new Set(['next', ...(at?.to.is === 'name' ? [at.to.name] : [])]);
}

/** Parameters with a decorator that gives the caller: `@CurrentUser() user`. */
export function decoratedForCaller({ params }: FunctionSyntax): string[] {
  const gives = /user|account|principal|session|jwt|identity/i;
  return params.flatMap((it) =>
    it.to.is === 'name' && it.decorators?.some((one) => gives.test(nameOf(one))) ? [it.to.name] : [],
  );
}

/** Methods that answer a request, by the name they are called by. */
export function answersByName(name: string): boolean {
  return (
    /(?:^|\.)(?:json|send|render|end|sendFile|download|jsonp|redirect|write|sendStatus|pipe)$/.test(name) ||
    /^(?:c|ctx|context)\.(?:text|html|body|newResponse|notFound)$/.test(name)
  );
}
