import { type Needs, noNeeds } from './needs.ts';
import type { CallExpression, Expression } from './syntax.ts';
import { stringOf, type Value } from './value.ts';

/** What Clerk's `auth.protect({ role: 'org:admin' })` and `auth.protect((has) => has({ permission: '…' }))` ask for. */
export function needsOfProtect({ args }: CallExpression, evaluate: (it: Expression) => Value): Needs {
  const [first] = args;
  const only = first?.is === 'function' ? first.value.body[0] : undefined;
  const call = only?.is === 'return' && only.value?.is === 'call' ? only.value.args[0] : first;
  if (call?.is !== 'object') return noNeeds;
  for (const { key, value } of call.fields) {
    const text = stringOf(evaluate(value));
    if (text !== undefined && (key === 'role' || key === 'permission')) return { needs: [text], needsAre: key };
  }
  return noNeeds;
}
