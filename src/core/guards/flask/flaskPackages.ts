import { argument, type Expr, itemsOf, lastName, plainArguments } from '../code/code.ts';
import type { NeedsAre } from '../code/needs.ts';
import type { GuardKind } from '../route.ts';

/** What a decorator of a package does. */
export interface Packaged {
  readonly kind: GuardKind;
  readonly answers: readonly number[];
  readonly needs?: readonly Expr[];
  readonly needsAre?: NeedsAre;
  readonly anyOf?: true;
}

/**
 * What a decorator of Flask's packages refuses with: its last name, as it is written. `signIn`: what Flask-Login answers here.
 * Undefined: it is none that is known.
 */
export function packagedDecorator(name: string, expr: Expr, signIn: readonly number[]): Packaged | undefined {
  const last = name.split('.').at(-1) ?? '';
  const call = expr.k === 'call' ? expr : undefined;
  const given = call ? plainArguments(call) : [];
  if (call && lastName(argument(call, 'optional')) === 'True') return undefined;
  const role = call && argument(call, 'role');
  if (last === 'login_required') {
    if (/flask_login|flask_security/.test(name) || !name.includes('.'))
      return { kind: 'authentication', answers: signIn };
    if (role)
      return {
        kind: 'authentication',
        answers: [401, 403],
        needs: itemsOf(role).flatMap(itemsOf),
        needsAre: 'role',
        anyOf: true,
      };
    return { kind: 'authentication', answers: [401] };
  }
  const simple = authentications.get(last);
  if (simple) return { kind: 'authentication', answers: simple };
  const wanted = asking.get(last);
  if (wanted) {
    const { are, any } = wanted;
    return {
      kind: 'authorization',
      answers: [403],
      needs: given.flatMap(itemsOf),
      needsAre: are,
      ...(any && { anyOf: true }),
    };
  }
  if (last === 'limit' || last === 'shared_limit')
    return /limiter/i.test(name) ? { kind: 'throttle', answers: [429] } : undefined;
  return undefined;
}

const authentications: ReadonlyMap<string, readonly number[]> = new Map([
  ['fresh_login_required', [401]],
  ['jwt_required', [401]],
  ['fresh_jwt_required', [401]],
  ['jwt_refresh_token_required', [401]],
  ['auth_required', [401]],
  ['http_auth_required', [401]],
  ['auth_token_required', [401]],
  ['token_auth_required', [401]],
  ['require_login', [401]],
  ['accept_token', [401]],
]);

const asking: ReadonlyMap<string, { readonly are: NeedsAre; readonly any?: true }> = new Map([
  ['roles_required', { are: 'role' }],
  ['roles_accepted', { are: 'role', any: true }],
  ['permissions_required', { are: 'permission' }],
  ['permissions_accepted', { are: 'permission', any: true }],
]);

/** What functions of packages answer where they are called inside a function of the project. */
export function packagedCall(name: string, call: Expr): readonly number[] {
  const last = name.split('.').at(-1) ?? '';
  if (call.k === 'call' && lastName(argument(call, 'optional')) === 'True') return [];
  if (/^(?:verify_jwt_in_request|verify_fresh_jwt_in_request|verify_jwt_refresh_token_in_request)$/.test(last))
    return [401];
  if (/^(?:unauthorized|handle_needs_login)$/.test(last) && /login/i.test(name)) return [401];
  if (/^(?:login_required|jwt_required|auth_required)$/.test(last)) return [401];
  return [];
}
