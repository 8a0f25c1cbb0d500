import { type Expr, lastName } from './code.ts';

/** A status as it is written: `403`, `status.HTTP_403_FORBIDDEN`, `HTTPStatus.FORBIDDEN`. */
export function numberOf(expr: Expr | undefined): number | undefined {
  const last = lastName(expr);
  if (last === undefined || expr?.k === 'call') return undefined;
  if (/^[0-9]{3}$/.test(last)) return Number(last);
  if (last === 'value' && expr?.k === 'dot') return numberOf(expr.of);
  const digits = /^HTTP_([0-9]{3})/.exec(last)?.[1];
  return digits ? Number(digits) : words.get(last);
}

const words: ReadonlyMap<string, number> = new Map([
  ['UNAUTHORIZED', 401],
  ['FORBIDDEN', 403],
  ['TOO_MANY_REQUESTS', 429],
]);
