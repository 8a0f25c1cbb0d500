import { argument, type Call, type Expr, itemsOf, textOf } from '../code/code.ts';

const all = ['index', 'create', 'new', 'edit', 'show', 'update', 'destroy'];

/** The actions that `resources` draws, `only:` and `except:` kept to. */
export function actionsOf(call: Call, single: boolean, api: boolean): readonly string[] {
  const names = (name: string): readonly string[] | undefined => {
    const said = argument(call, name);
    return said && itemsOf(said).flatMap((one) => (one.k === 'str' ? [one.v] : []));
  };
  const usual = all.filter((one) => !(single && one === 'index') && !(api && (one === 'new' || one === 'edit')));
  const only = names('only');
  const except = names('except');
  return usual.filter((one) => (!only || only.includes(one)) && !except?.includes(one));
}

/** `to: 'posts#show'`. */
export function target(
  call: Call,
  first: Expr | undefined,
): { readonly controller: string | undefined; readonly action: string | undefined } | undefined {
  const to = argument(call, 'to') ?? first;
  if (to?.k === 'str') return to.symbol ? { controller: undefined, action: to.v } : ofText(to.v);
  return undefined;
}

/** `posts#show`, `#show`; neither where it is something else. */
export function ofText(
  written: string | undefined,
): { readonly controller: string | undefined; readonly action: string | undefined } | undefined {
  if (written === undefined) return undefined;
  const at = written.indexOf('#');
  if (at < 0) return { controller: undefined, action: undefined };
  return { controller: at === 0 ? undefined : written.slice(0, at), action: written.slice(at + 1) };
}

/** A literal's text; `nil` and `false` as empty. */
export function text(expr: Expr | undefined): string | undefined {
  return expr?.k === 'str' && !expr.computed ? expr.v : expr && /^(?:nil|false)$/.test(textOf(expr)) ? '' : undefined;
}

/** `admin` and `posts` as `admin/posts`. */
export function modules(outer: string, inner: string): string {
  return [outer, inner.replace(/^\//, '')].filter((one) => one !== '').join('/');
}
