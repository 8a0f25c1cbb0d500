import { argument, type Call, type Expr, type Fn, itemsOf, lastName, type Stmt } from '../code/code.ts';
import type { RubyClass, RubyProject } from './rubyProject.ts';

/** A callback before an action, as a class's body says it. */
export interface Callback {
  /** The method's name, or of what it is a macro: `load_and_authorize_resource`. */
  readonly name: string;
  readonly call: Call;
  readonly of: RubyClass;
  readonly only: readonly string[] | undefined;
  readonly except: readonly string[] | undefined;
  /** A block or lambda. */
  readonly fn: Fn | undefined;
  readonly macro: boolean;
}

const macros = new Set([
  'http_basic_authenticate_with',
  'protect_from_forgery',
  'load_and_authorize_resource',
  'authorize_resource',
  'rate_limit',
  'before_doorkeeper',
]);

/** The callbacks that run before an action, in order: of the bases first, skipped ones left out. */
export function callbacksFor(project: RubyProject, controller: RubyClass, action: string): readonly Callback[] {
  let chain: Callback[] = [];
  const read = (of: RubyClass, body: readonly Stmt[], depth: number): void => {
    if (depth > 8) return;
    for (const stmt of body) {
      if (stmt.k === 'if') {
        read(of, stmt.body, depth + 1);
        continue;
      }
      if (stmt.k !== 'expr') continue;
      const call: Call | undefined =
        stmt.value.k === 'call'
          ? stmt.value
          : stmt.value.k === 'name'
            ? { k: 'call', f: stmt.value, args: [], line: stmt.line, text: stmt.value.v }
            : undefined;
      if (call?.f.k !== 'name') continue;
      const name = call.f.v;
      if (name === 'include') {
        for (const one of call.args) {
          const module = project.named(nameOf(one.value), of.name);
          if (module)
            for (const inner of module.class.body)
              if (
                inner.k === 'expr' &&
                inner.value.k === 'call' &&
                lastName(inner.value.f) === 'included' &&
                inner.value.block
              )
                read(module, inner.value.block.body, depth + 1);
          if (module)
            read(
              module,
              module.class.body.filter(
                (inner) => inner.k === 'expr' && inner.value.k === 'call' && lastName(inner.value.f) === 'include',
              ),
              depth + 1,
            );
        }
      } else if (/^(?:append_|prepend_)?before_(?:action|filter)$/.test(name)) {
        const added = listed(of, call);
        for (const one of added) if (one.fn === undefined) chain = chain.filter((it) => it.name !== one.name);
        chain = name.startsWith('prepend_') ? [...added, ...chain] : [...chain, ...added];
      } else if (
        /^skip_(?:before_action|before_filter|around_action)$/.test(name) ||
        name === 'allow_unauthenticated_access' ||
        name === 'skip_forgery_protection' ||
        name === 'skip_authorization_check' ||
        name === 'skip_load_and_authorize_resource' ||
        name === 'skip_authorize_resource'
      ) {
        const names =
          name === 'allow_unauthenticated_access'
            ? ['require_authentication']
            : name === 'skip_forgery_protection'
              ? ['protect_from_forgery']
              : /resource$/.test(name)
                ? ['load_and_authorize_resource', 'authorize_resource']
                : call.args.flatMap((one) =>
                    one.name === undefined && one.value.k === 'str'
                      ? [one.value.v === 'verify_authenticity_token' ? 'protect_from_forgery' : one.value.v]
                      : [],
                  );
        const always = argument(call, 'if') === undefined && argument(call, 'unless') === undefined;
        if (always && holds(limits(call, 'only'), limits(call, 'except'), action))
          chain = chain.filter((it) => !names.includes(it.name));
      } else if (macros.has(name)) {
        if (name === 'protect_from_forgery') chain = chain.filter((it) => it.name !== name);
        chain.push({
          name,
          call,
          of,
          only: limits(call, 'only'),
          except: limits(call, 'except'),
          fn: undefined,
          macro: true,
        });
      }
    }
  };
  for (const one of project.lineage(controller).toReversed()) read(one, one.class.body, 0);
  return chain.filter((one) => holds(one.only, one.except, action));
}

function listed(of: RubyClass, call: Call): readonly Callback[] {
  const only = limits(call, 'only');
  const except = limits(call, 'except');
  const base = { call, of, only, except, macro: false };
  const named = call.args.flatMap((one): readonly Callback[] => {
    if (one.name !== undefined) return [];
    if (one.value.k === 'str') return [{ ...base, name: one.value.v, fn: undefined }];
    return one.value.k === 'fn' ? [{ ...base, name: '', fn: one.value.fn }] : [];
  });
  return call.block ? [...named, { ...base, name: '', fn: call.block }] : named;
}

/** The actions that `only:` or `except:` names. */
export function limits(call: Call, name: 'only' | 'except'): readonly string[] | undefined {
  const said = argument(call, name);
  if (!said) return undefined;
  const each = itemsOf(said);
  return each.every((one) => one.k === 'str') ? each.flatMap((one) => (one.k === 'str' ? [one.v] : [])) : undefined;
}

function holds(only: readonly string[] | undefined, except: readonly string[] | undefined, action: string): boolean {
  return (!only || only.includes(action)) && !except?.includes(action);
}

function nameOf(expr: Expr): string | undefined {
  if (expr.k === 'name') return expr.v;
  if (expr.k !== 'dot') return undefined;
  const of = nameOf(expr.of);
  return of === undefined ? undefined : `${of}.${expr.v}`;
}
