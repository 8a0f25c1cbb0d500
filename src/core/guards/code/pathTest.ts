import { dotted, type Expr, lastName, textOf } from './code.ts';
import type { Test } from './underTests.ts';

/** What a condition may ask of a request besides its path: its method, and the name of its route. */
export interface Asked {
  readonly path: string;
  readonly method: string;
  readonly endpoint?: string | undefined;
  /** Django REST framework's action, or Rails'. */
  readonly action?: string | undefined;
}

/** Whether a refusal may meet a request: false where its conditions speak of the path, method or endpoint and are not met. */
export function mayMeet(
  tests: readonly Test[],
  asked: Asked,
  strings: (expr: Expr) => readonly string[] | undefined,
): boolean {
  return tests.every((test) => {
    const is = truth(test.expr, asked, strings);
    return is === undefined || is === test.is;
  });
}

/** What a condition is for a request; undefined where it cannot be told from that alone. */
export function truth(
  expr: Expr,
  asked: Asked,
  strings: (expr: Expr) => readonly string[] | undefined,
): boolean | undefined {
  if (expr.k === 'op') {
    const [left, right] = expr.items;
    if (/^(?:and|&&)$/.test(expr.op)) {
      const all = expr.items.map((one) => truth(one, asked, strings));
      return all.includes(false) ? false : all.every((one) => one === true) ? true : undefined;
    }
    if (/^(?:or|\|\|)$/.test(expr.op)) {
      const all = expr.items.map((one) => truth(one, asked, strings));
      return all.includes(true) ? true : all.every((one) => one === false) ? false : undefined;
    }
    if (expr.op === 'not' || expr.op === '!') {
      const is = left && truth(left, asked, strings);
      return is === undefined ? undefined : !is;
    }
    const subject = left && subjectOf(left, asked);
    if (subject === undefined || !right) return undefined;
    const values = strings(right);
    if (!values) return undefined;
    if (expr.op === '==' || expr.op === 'in') return values.includes(subject);
    if (expr.op === '!=' || expr.op === 'not in') return !values.includes(subject);
    return undefined;
  }
  if (expr.k === 'call' && expr.f.k === 'dot' && /^start_?s?_?with(?:segments)?\??$/i.test(expr.f.v)) {
    const subject = subjectOf(expr.f.of, asked);
    const values = expr.args.flatMap((one) => strings(one.value) ?? []);
    if (subject === undefined || values.length === 0) return undefined;
    return values.some((one) => subject.startsWith(one));
  }
  if (expr.k === 'call' && lastName(expr.f) === 'any' && expr.args.length === 1) return undefined;
  return undefined;
}

function subjectOf(expr: Expr, asked: Asked): string | undefined {
  const name = dotted(expr) ?? textOf(expr);
  if (/(?:^|\.)(?:url\.)?(?:path|path_info|full_path|request_path|scope\[.path.\])$/i.test(name)) return asked.path;
  if (/request\.method(?:\.upper)?$|^method$/.test(name)) return asked.method === '*' ? undefined : asked.method;
  if (/^(?:self|view)\.action$|^action_name$/.test(name)) return asked.action;
  if (/request\.(?:endpoint|url_rule)$|^endpoint$/.test(name)) return asked.endpoint;
  return undefined;
}
