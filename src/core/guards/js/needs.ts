import type { Guard } from '../route.ts';
import { nameOf } from './evaluate.ts';
import { type Identities, speaksOfCaller } from './identity.ts';
import type { Expression } from './syntax.ts';
import { stringOf, type Value } from './value.ts';

/** What a guard asks for. */
export interface Needs {
  readonly needs: readonly string[];
  readonly needsAre?: NonNullable<Guard['needsAre']>;
  readonly anyOf?: true;
  readonly on?: string;
}

export const noNeeds: Needs = { needs: [] };

/** What a test of a guard compares the caller's roles, scopes or permissions with. */
export function needsIn(test: Expression, known: Identities, evaluate: (it: Expression) => Value): Needs {
  const one = read(test, known, evaluate, 0);
  return one ?? noNeeds;
}

type Evaluate = (it: Expression) => Value;

function read(test: Expression, known: Identities, evaluate: Evaluate, depth: number): Needs | undefined {
  if (20 < depth) return undefined;
  switch (test.is) {
    case 'unary':
      return read(test.of, known, evaluate, depth + 1);
    case 'binary': {
      if (!/^[!=]==?$/.test(test.operator)) {
        const [a, b] = [read(test.left, known, evaluate, depth + 1), read(test.right, known, evaluate, depth + 1)];
        return a && b ? both(a, b) : (a ?? b);
      }
      return (
        compared(test.left, test.right, known, evaluate) ??
        compared(test.right, test.left, known, evaluate) ??
        read(test.left, known, evaluate, depth + 1)
      );
    }
    case 'call':
      return asked(test, known, evaluate, depth);
    case 'choice':
      return read(test.test, known, evaluate, depth + 1);
    default:
      return undefined;
  }
}

/** Two comparisons in one test: of `!==` joined by `&&`, as of `===` joined by `||`, one is enough. */
function both(a: Needs, b: Needs): Needs {
  const needs = [...new Set([...a.needs, ...b.needs])];
  return { ...a, needs, ...(1 < needs.length ? { anyOf: true } : {}) };
}

function compared(caller: Expression, other: Expression, known: Identities, evaluate: Evaluate): Needs | undefined {
  const name = nameOf(caller);
  const are =
    kindOf(name) ?? (/\b(?:type|level|rank|kind)$/i.test(name) && speaksOfCaller(caller, known) ? 'role' : undefined);
  if (!are) return undefined;
  const text = stringOf(evaluate(other)) ?? unresolvedName(other, evaluate);
  return text === undefined ? undefined : { needs: [text], needsAre: are };
}

/** A constant that is not a literal anywhere: by its name as written. */
function unresolvedName(it: Expression, evaluate: Evaluate): string | undefined {
  if (it.is !== 'member') return undefined;
  const value = evaluate(it);
  const constantLike = /^[A-Z][\w.]*\.[A-Z_\d]+$/.test(nameOf(it));
  return value.is !== 'constant' && constantLike ? nameOf(it) : undefined;
}

function asked(
  call: Extract<Expression, { is: 'call' }>,
  known: Identities,
  evaluate: Evaluate,
  depth: number,
): Needs | undefined {
  const { callee, args } = call;
  const [first] = args;
  if (callee.is !== 'member') return named(call, known, evaluate);
  if (!/^(?:includes|indexOf|has|some|every|find|intersects|isSubsetOf)$/.test(callee.name)) {
    return named(call, known, evaluate) ?? read(callee.of, known, evaluate, depth + 1);
  }
  const words = `${nameOf(callee.of)} ${args.map((it) => namesInside(it)).join(' ')}`;
  const are = kindOf(words);
  const list = stringsOf(evaluate(callee.of));
  if (list && 0 < list.length && (are || args.some((it) => speaksOfCaller(it, known))))
    return {
      needs: list,
      needsAre: are ?? 'role',
      ...(1 < list.length && callee.name !== 'every' ? { anyOf: true } : {}),
    };
  const text = first && stringOf(evaluate(first));
  if (text !== undefined && are) return { needs: [text], needsAre: are };
  if (first?.is === 'function') {
    const [only] = first.value.body;
    if (only?.is === 'return' && only.value) return read(only.value, known, evaluate, depth + 1);
  }
  return undefined;
}

/** `user.hasRole('admin')`, `can(req.user, 'posts:write')`, `ability.can('update', 'Post')`. */
function named(call: Extract<Expression, { is: 'call' }>, known: Identities, evaluate: Evaluate): Needs | undefined {
  const name = nameOf(call.callee).split('.').at(-1) ?? '';
  if (!/^(?:has|is|can|cannot|check|may|require|assert|user|throwUnlessCan|in|allows?)/i.test(name)) return undefined;
  if (!speaksOfCaller(call, known) && !/(?:ability|permission|role|scope|acl|enforcer)/i.test(nameOf(call.callee)))
    return undefined;
  // Clerk's `has({ permission: 'org:visits:create' })`.
  for (const it of call.args)
    for (const field of it.is === 'object' ? it.fields : []) {
      const text = /^(?:role|permission)$/.test(String(field.key)) ? stringOf(evaluate(field.value)) : undefined;
      if (text !== undefined) return { needs: [text], needsAre: field.key === 'role' ? 'role' : 'permission' };
    }
  const strings = call.args.flatMap((it) => stringsOf(evaluate(it)) ?? []);
  const are = kindOf(name) ?? (/^(?:can|cannot|throwUnlessCan|allows?)$/.test(name) ? 'ability' : undefined);
  if (strings.length === 0 || !are) return undefined;
  const [ability, on] = strings;
  if (are === 'ability' && ability !== undefined)
    return { needs: [ability], needsAre: are, ...(on === undefined ? {} : { on }) };
  return { needs: strings, needsAre: are, ...(1 < strings.length && !/all|every/i.test(name) ? { anyOf: true } : {}) };
}

function namesInside(it: Expression): string {
  if (it.is !== 'function') return nameOf(it);
  return it.value.body.map((one) => (one.is === 'return' && one.value ? printNames(one.value) : '')).join(' ');
}

function printNames(it: Expression): string {
  if (it.is === 'call') return `${nameOf(it.callee)} ${it.args.map(nameOf).join(' ')}`;
  return it.is === 'binary' ? `${nameOf(it.left)} ${nameOf(it.right)}` : nameOf(it);
}

/** What a name speaks of. */
export function kindOf(name: string): Needs['needsAre'] | undefined {
  if (/scope|scp\b/i.test(name)) return 'scope';
  if (/permission|privilege|authorit(?:y|ies)|rights?\b|perms?\b|rights?(?=[A-Z.]|$)/i.test(name)) return 'permission';
  if (/role/i.test(name)) return 'role';
  if (/group/i.test(name)) return 'group';
  if (/abilit/i.test(name)) return 'ability';
  return /claim/i.test(name) ? 'claim' : undefined;
}

/** A string, or an array of strings that is known whole. */
export function stringsOf(value: Value): string[] | undefined {
  const text = stringOf(value);
  if (text !== undefined) return [text];
  if (value.is !== 'array' || value.open) return undefined;
  const found: string[] = [];
  for (const it of value.items) {
    const inner = stringsOf(it.value);
    if (inner) found.push(...inner);
    else {
      const name = it.written.is === 'member' && it.value.is !== 'constant' ? nameOf(it.written) : undefined;
      if (name === undefined) return undefined;
      found.push(name);
    }
  }
  return found;
}
