import type { Guard } from '../route.ts';
import { dotted, type Expr, textOf } from './code.ts';

export type NeedsAre = NonNullable<Guard['needsAre']>;

/** What a guard asks for. */
export interface Needs {
  readonly needs: readonly string[];
  readonly needsAre?: NeedsAre;
  readonly anyOf?: true;
}

/** What an identifier's words say that values are: `allowed_roles` are roles. */
export function needsAreOf(words: string): NeedsAre | undefined {
  for (const [pattern, kind] of kinds) if (pattern.test(words)) return kind;
  return undefined;
}

const kinds: readonly (readonly [RegExp, NeedsAre])[] = [
  [/scope/i, 'scope'],
  [/perm(?:s\b|_|ission)|privilege|authorit/i, 'permission'],
  [/role|rank/i, 'role'],
  [/group/i, 'group'],
  [/claim/i, 'claim'],
  [/abilit/i, 'ability'],
  [/perm/i, 'permission'],
];

/**
 * What conditions ask for: the literals in those that speak of roles, scopes and the like, and whatever in them stands for
 * values that were handed over. `known`: what a name stands for, where that is strings.
 */
export function needsOf(
  tests: readonly Expr[],
  known: (expr: Expr) => readonly string[] | undefined,
): Needs | undefined {
  const needs: string[] = [];
  let needsAre: NeedsAre | undefined;
  let all = false;
  for (const test of tests) {
    for (const part of parts(test)) {
      const text = textOf(part);
      const are = needsAreOf(text);
      // What paths, methods and addresses are compared with is not what a caller has to have.
      if (!are && /\b(?:path|endpoint|method|url|host|remote_addr|ip)\b/i.test(text)) continue;
      const found = collect(part, known, are !== undefined);
      if (found.length === 0) continue;
      needs.push(...found);
      needsAre ??= are;
      if (/\ball\(|issubset|issuperset|\bevery\b/i.test(text)) all = true;
    }
  }
  const distinct = [...new Set(needs)];
  if (distinct.length === 0) return undefined;
  return {
    needs: distinct,
    ...(needsAre && { needsAre }),
    ...(distinct.length > 1 && !all && { anyOf: true as const }),
  };
}

/** The parts of `a and b or not c`, each for itself. */
function parts(expr: Expr): readonly Expr[] {
  if (expr.k !== 'op' || !/^(?:and|or|not|&&|\|\||!)$/.test(expr.op)) return [expr];
  return expr.items.flatMap(parts);
}

function collect(
  expr: Expr,
  known: (expr: Expr) => readonly string[] | undefined,
  literals: boolean,
): readonly string[] {
  switch (expr.k) {
    case 'str':
      return literals && !expr.computed ? [expr.v] : [];
    case 'name':
      return known(expr) ?? [];
    case 'dot':
      return known(expr) ?? collect(expr.of, known, literals);
    case 'list':
      return expr.items.flatMap((one) => collect(one, known, literals));
    case 'op':
      return expr.items.flatMap((one) => collect(one, known, literals));
    case 'other':
      return expr.items.flatMap((one) => collect(one, known, literals));
    case 'at':
      // A key is not a value that is asked for: `payload['role']`.
      return known(expr) ?? collect(expr.of, known, literals);
    case 'call': {
      const name = dotted(expr.f) ?? '';
      const of = expr.f.k === 'dot' ? collect(expr.f.of, known, literals) : [];
      // `.get('role')` and `getattr(user, 'role')` read by a key.
      if (/(?:^|\.)(?:get|getattr|hasattr|isinstance|fetch|dig|split|pop|join)$/.test(name)) return of;
      return [...of, ...expr.args.flatMap((one) => collect(one.value, known, literals))];
    }
    case 'fn':
      return expr.fn.body.flatMap((one) =>
        one.k === 'return' && one.value ? collect(one.value, known, literals) : [],
      );
    case 'dict':
      return [];
  }
}
