import { nameOf } from './evaluate.ts';
import { refusals, statusOf, statusOfName, statusOfWords } from './statuses.ts';
import type { CallExpression, Expression } from './syntax.ts';
import { type ClassValue, type ObjectValue, stringOf, type Value } from './value.ts';
import type { Frame, World } from './world.ts';

/** A refusal that was seen; without a status where its words say that it is one and nothing says with which. */
export interface SeenRefusal {
  readonly status: number | undefined;
}

/**
 * Whether a call refuses: `res.sendStatus(401)`, `reply.forbidden()`, `next(createError(403))`,
 * `Response.json(…, { status: 401 })`. `login`: it leads to a login page.
 */
export function refusalOfCall(
  call: CallExpression,
  callee: Value,
  next: ReadonlySet<string>,
  isReturned: boolean,
  frame: Frame,
  world: World,
): SeenRefusal | 'login' | undefined {
  const name = nameOf(call.callee);
  const last = name.split('.').at(-1) ?? '';
  const [first] = call.args;
  if (
    /^(?:status|sendStatus|code|writeHead|setStatus|statusCode|setStatusCode|abort|throw|assert|sendError)$/.test(last)
  ) {
    for (const it of call.args.slice(0, 2)) {
      const status = statusOf(plain(it, frame, world));
      if (status !== undefined && (refusals.has(status) || status === 400))
        return status === 400 ? undefined : { status };
    }
  }
  // Hono's `c.json(body, 403)`, `c.text('…', 401)`.
  if (/^(?:json|text|html|body|newResponse)$/.test(last) && call.args[1] && call.args[1].is !== 'object') {
    const status = statusOf(plain(call.args[1], frame, world));
    if (status !== undefined && refusals.has(status)) return { status };
  }
  if (last === 'redirect') {
    const to = call.args
      .map((it) => stringOf(plain(it.is === 'call' ? (it.args[0] ?? it) : it, frame, world)) ?? '')
      .join(' ');
    return /(?:log|sign)[-_]?in\b|\/auth\b|\/sso\b/i.test(to) ? 'login' : undefined;
  }
  if (last === 'redirectToSignIn') return 'login';
  if (callee.is === 'package' && callee.name === 'next/navigation') {
    const status = statusOfName(callee.path.at(-1) ?? '');
    if (status !== undefined) return { status };
  }
  const toNext =
    call.callee.is === 'name' && (next.has(call.callee.name) || /^(?:reject|done|cb|callback)$/.test(call.callee.name));
  if (toNext && first) return refusalOfError(first, frame, world);
  if (call.callee.is === 'member' && callee.is !== 'function') {
    const status = statusOfName(last);
    if (
      status !== undefined &&
      !/^(?:auth|authori[sz]ation)$/i.test(last) &&
      /^(?:res|reply|response|ctx|c|h|boom|\w*error\w*|this|\w*exception\w*)\b/i.test(name)
    )
      return { status };
    if (last === 'throwUnlessCan') return { status: 403 };
  }
  for (const it of call.args) {
    if (it.is !== 'object') continue;
    const status = statusField(it, frame, world);
    if (status !== undefined && refusals.has(status)) return { status };
  }
  if (isReturned && call.isNew) return errorStatus(call, frame, world);
  // A helper of a package or of the application's own that is handed a status: `sendError(res, 403, …)`.
  if (/error|fail|refuse|deny|respond|reply|send|unauthori|forbid/i.test(last) && callee.is !== 'function')
    for (const it of call.args) {
      const status = it.is === 'number' || it.is === 'member' ? statusOf(plain(it, frame, world)) : undefined;
      if (status !== undefined && refusals.has(status)) return { status };
    }
  return undefined;
}

function statusField(it: Extract<Expression, { is: 'object' }>, frame: Frame, world: World): number | undefined {
  for (const { key, value } of it.fields)
    if (typeof key === 'string' && statusKeys.test(key)) {
      const status = statusOf(plain(value, frame, world));
      if (status !== undefined) return status;
    }
  return undefined;
}

const statusKeys = /^(?:status|statusCode|httpStatus|httpCode|httpStatusCode|status_code|code|errorCode)$/;

function plain(it: Expression, frame: Frame, world: World): Value | undefined {
  return it.is === 'call' || it.is === 'function' ? undefined : world.evaluate(it, frame);
}

/** Whether an error that is thrown or passed on is a refusal. */
export function refusalOfError(it: Expression, frame: Frame, world: World): SeenRefusal | undefined {
  if (it.is === 'call') return errorStatus(it, frame, world);
  if (it.is === 'binary') return refusalOfError(it.left, frame, world) ?? refusalOfError(it.right, frame, world);
  if (it.is === 'object') {
    const status = statusField(it, frame, world);
    return status !== undefined && refusals.has(status) ? { status } : undefined;
  }
  if (it.is === 'string') {
    return statusOfWords(it.value) === undefined ? undefined : { status: undefined };
  }
  return undefined;
}

function errorStatus(call: CallExpression, frame: Frame, world: World): SeenRefusal | undefined {
  const name = nameOf(call.callee);
  const value = call.callee.is === 'call' ? undefined : world.evaluate(call, frame);
  const own = value?.is === 'object' ? statusOfInstance(value) : undefined;
  if (own !== undefined) return refusals.has(own) ? { status: own } : undefined;
  for (const it of call.args) {
    const status = it.is === 'object' ? statusField(it, frame, world) : statusOf(plain(it, frame, world));
    if (status !== undefined && 400 <= status && status < 600) return refusals.has(status) ? { status } : undefined;
  }
  const byName =
    statusOfName(name.split('.').at(-1) ?? '') ?? (value?.is === 'object' ? statusOfClass(value.of) : undefined);
  if (byName !== undefined) return { status: byName };
  const words = call.args.map((it) => stringOf(plain(it, frame, world)) ?? '').join(' ');
  if (/^(?:\w*Error|\w*Exception|createError)$/.test(name) && statusOfWords(words) !== undefined)
    return { status: undefined };
  return undefined;
}

/** The status that an error of a class of the project carries. */
function statusOfInstance(it: ObjectValue): number | undefined {
  for (const [key, value] of it.fields) {
    const status = statusKeys.test(key) ? statusOf(value) : undefined;
    if (status !== undefined && 400 <= status && status < 600) return status;
  }
  return undefined;
}

function statusOfClass(of: ClassValue | undefined): number | undefined {
  for (let it: Value | undefined = of, left = 10; it && 0 < left; left--) {
    const name: string =
      it.is === 'class' ? (it.syntax.name ?? '') : it.is === 'package' ? (it.path.at(-1) ?? it.name) : '';
    const status = statusOfName(name);
    if (status !== undefined) return status;
    it = it.is === 'class' ? it.base : undefined;
  }
  return undefined;
}
