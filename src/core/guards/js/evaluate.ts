import { element, emptyObject, valueOfName } from './access.ts';
import type { CallExpression, Expression, FunctionSyntax } from './syntax.ts';
import {
  type ArrayValue,
  type ClassValue,
  constant,
  type FunctionValue,
  nothing,
  type ObjectValue,
  type Site,
  type Slot,
  truth,
  unknown,
  type Value,
} from './value.ts';
import type { Frame, World } from './world.ts';

/** What an expression stands for. Calls are made. */
export function evaluate(expression: Expression, frame: Frame, world: World): Value {
  if (!world.step() || 400 < frame.depth) return unknown;
  switch (expression.is) {
    case 'string':
    case 'number':
    case 'constant':
      return constant(expression.value);
    case 'template': {
      const parts = expression.parts.map((it) => evaluate(it, frame, world));
      if (parts.every((it) => it.is === 'constant')) return constant(parts.map((it) => String(it.value)).join(''));
      return { is: 'unknown', name: nameOf(expression) };
    }
    case 'regex':
      return { is: 'regex', source: expression.source, flags: expression.flags };
    case 'name':
      return valueOfName(expression.name, frame);
    case 'this':
      return frame.self ?? { is: 'unknown', name: 'this' };
    case 'member':
      return world.member(evaluate(expression.of, frame, world), expression.name, frame);
    case 'index':
      return element(evaluate(expression.of, frame, world), evaluate(expression.at, frame, world), frame, world);
    case 'call':
      return evaluateCall(expression, frame, world);
    case 'array':
      return evaluateArray(expression.items, frame, world);
    case 'object':
      return evaluateObject(expression, frame, world);
    case 'function':
      return functionValue(expression.value, frame);
    case 'class':
      return {
        is: 'class',
        syntax: expression.value,
        scope: frame.scope,
        file: frame.file,
        ...(expression.value.extends ? { base: evaluate(expression.value.extends, frame, world) } : {}),
        fields: new Map(),
      } satisfies ClassValue;
    case 'choice': {
      const known = truth(evaluate(expression.test, frame, world));
      if (known !== undefined) return evaluate(known ? expression.yes : expression.no, frame, world);
      world.guess();
      const yes = evaluate(expression.yes, frame, world);
      return yes.is === 'unknown' || yes.is === 'constant' ? evaluate(expression.no, frame, world) : yes;
    }
    case 'unary':
      return evaluateUnary(expression.operator, evaluate(expression.of, frame, world));
    case 'binary':
      return evaluateBinary(expression, frame, world);
    case 'assign': {
      const value = evaluate(expression.value, frame, world);
      world.assign(expression.to, expression.operator === '=' ? value : unknown, frame);
      return value;
    }
    case 'spread':
      return evaluate(expression.of, frame, world);
    default: {
      let last: Value = unknown;
      for (const it of expression.parts) last = evaluate(it, frame, world);
      return expression.parts.length === 1 ? last : unknown;
    }
  }
}

/** Arguments or items, spreads of known arrays laid out. */
export function slots(expressions: readonly Expression[], frame: Frame, world: World): Slot[] {
  return expressions.flatMap((it): Slot[] => {
    const value = evaluate(it, frame, world);
    if (it.is === 'spread' && value.is === 'array' && !value.open) return value.items;
    return [{ value: it.is === 'spread' ? unknown : value, written: it, file: frame.file }];
  });
}

/** An expression as people would name it: `req.user.role`, `requireRole`. */
export function nameOf(expression: Expression): string {
  switch (expression.is) {
    case 'name':
      return expression.name;
    case 'this':
      return 'this';
    case 'member':
      return `${nameOf(expression.of)}.${expression.name}`;
    case 'call': {
      const [first] = expression.args;
      const required =
        expression.callee.is === 'name' && expression.callee.name === 'require' && first?.is === 'string';
      return required ? first.value : nameOf(expression.callee);
    }
    case 'index':
      return nameOf(expression.of);
    case 'function':
      return expression.value.name ?? 'function';
    case 'string':
      return expression.value;
    case 'spread':
      return nameOf(expression.of);
    case 'template':
      return expression.parts.map((it) => (it.is === 'string' ? it.value : `\${${nameOf(it)}}`)).join('');
    default:
      return '…';
  }
}

function functionValue(syntax: FunctionSyntax, frame: Frame): FunctionValue {
  return {
    is: 'function',
    syntax,
    scope: frame.scope,
    file: frame.file,
    ...(syntax.arrow && frame.self ? { self: frame.self } : {}),
    ...(syntax.arrow && frame.home ? { home: frame.home } : {}),
  };
}

function evaluateArray(items: readonly Expression[], frame: Frame, world: World): ArrayValue {
  const open = items.some((it) => {
    if (it.is !== 'spread') return false;
    const value = evaluate(it.of, frame, world);
    return value.is !== 'array' || value.open === true;
  });
  return { is: 'array', items: slots(items, frame, world), ...(open ? { open } : {}) };
}

function evaluateObject(expression: Extract<Expression, { is: 'object' }>, frame: Frame, world: World): ObjectValue {
  const written = new Map<string, Expression>();
  const made: ObjectValue = { ...emptyObject(), written };
  for (const { key, value } of expression.fields) {
    const it = evaluate(value, frame, world);
    if (key === undefined) {
      if (it.is === 'object') for (const [name, field] of it.fields) made.fields.set(name, field);
      if (it.is === 'object') for (const [name, field] of it.written ?? []) written.set(name, field);
      continue;
    }
    const name = typeof key === 'string' ? constant(key) : evaluate(key, frame, world);
    // A method of an object has that object as its `this`.
    const own = it.is === 'function' && !it.syntax.arrow && !it.self ? { ...it, self: made } : it;
    if (name.is !== 'constant') continue;
    made.fields.set(String(name.value), own);
    written.set(String(name.value), value);
  }
  return made;
}

function evaluateUnary(operator: string, value: Value): Value {
  const known = truth(value);
  if (operator === '!') return known === undefined ? unknown : constant(!known);
  if (operator === '-' && value.is === 'constant' && typeof value.value === 'number') return constant(-value.value);
  if (operator === 'typeof') {
    if (value.is === 'constant') return constant(value.value === null ? 'object' : typeof value.value);
    if (value.is === 'function' || value.is === 'class') return constant('function');
    if (value.is === 'array' || value.is === 'object') return constant('object');
  }
  return operator === 'void' ? nothing : unknown;
}

function evaluateBinary(
  { operator, left, right }: Extract<Expression, { is: 'binary' }>,
  frame: Frame,
  world: World,
): Value {
  const a = evaluate(left, frame, world);
  if (operator === '&&' || operator === '||' || operator === '??') {
    const known = operator === '??' ? (a.is === 'constant' ? a.value != null : truth(a)) : truth(a);
    if (known !== undefined) return known === (operator !== '&&') ? a : evaluate(right, frame, world);
    world.guess();
    // A setting that is not known, with what stands in for it.
    const b = evaluate(right, frame, world);
    return b.is === 'constant' && (a.is === 'package' || a.is === 'made') ? a : b;
  }
  const b = evaluate(right, frame, world);
  if (
    /^[!=]==?$/.test(operator) &&
    ((a.is === 'constant' && isSomething(b)) || (b.is === 'constant' && isSomething(a)))
  )
    return constant(operator.startsWith('!'));
  if (a.is !== 'constant' || b.is !== 'constant') {
    if (operator === '+') return { is: 'unknown', name: `${nameOf(left)} + ${nameOf(right)}` };
    return unknown;
  }
  switch (operator) {
    case '+':
      return typeof a.value === 'number' && typeof b.value === 'number'
        ? constant(a.value + b.value)
        : constant(`${a.value}${b.value}`.slice(0, 4_000));
    case '===':
    case '==':
      return constant(a.value === b.value);
    case '!==':
    case '!=':
      return constant(a.value !== b.value);
    default:
      return unknown;
  }
}

/** No string, number, `null` or `undefined`. */
function isSomething(value: Value): boolean {
  return value.is !== 'constant' && truth(value) === true;
}

function evaluateCall(expression: CallExpression, frame: Frame, world: World): Value {
  const { callee, line, text } = expression;
  const site: Site = {
    file: frame.file,
    line: callee.is === 'member' ? callee.line : line,
    text,
    sometimes: frame.sometimes,
    ...(expression.awaited ? { awaited: true } : {}),
  };
  const [first] = expression.args;
  if (callee.is === 'name' && (callee.name === 'require' || callee.name === 'import')) {
    const from = first && evaluate(first, frame, world);
    if (from?.is !== 'constant' || typeof from.value !== 'string') return { is: 'unknown', name: text };
    return requireFrom(frame.file, from.value, world);
  }
  const args = slots(expression.args, frame, world);
  if (callee.is === 'name' && callee.name === 'super') {
    const base = frame.home?.base;
    if (base?.is === 'class' && frame.self?.is === 'object')
      world.construct(base, args, { ...frame, superOf: frame.self }, site);
    return nothing;
  }
  if (expression.isNew) {
    const made = evaluate(callee, frame, world);
    if (made.is === 'class') return world.construct(made, args, frame, site);
    return world.call(made, args, { ...frame, isNew: true }, site);
  }
  if (callee.is === 'member' && !(callee.of.is === 'name' && callee.of.name === 'super')) {
    const on = evaluate(callee.of, frame, world);
    return world.callMethod(on, callee.name, args, frame, site);
  }
  if (callee.is === 'index') {
    const key = evaluate(callee.at, frame, world);
    if (key.is === 'constant')
      return world.callMethod(evaluate(callee.of, frame, world), String(key.value), args, frame, site);
  }
  if (callee.is === 'member') {
    const base = frame.home?.base;
    const method =
      base?.is === 'class' && frame.self ? world.methodOf(base, callee.name, frame.self, frame) : undefined;
    return method ? world.call(method, args, frame, site) : unknown;
  }
  return world.call(evaluate(callee, frame, world), args, frame, site);
}

/** `require` of a path that was joined from `__dirname` is absolute within the project. */
function requireFrom(file: string, specifier: string, world: World): Value {
  if (!specifier.startsWith('/')) return world.imported(file, specifier, '=');
  const up = file.split('/').length - 1;
  return world.imported(file, `${up === 0 ? './' : '../'.repeat(up)}${specifier.slice(1)}`, '=');
}
