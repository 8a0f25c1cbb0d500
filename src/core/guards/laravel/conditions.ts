import { baseName, type Expr, type Stmt } from '../php/ast.ts';

/** A condition, and what it is worth where the code refuses. */
export interface Condition {
  readonly it: Expr;
  readonly holds: boolean;
}

/** All that decides what is returned, and what it is worth where the answer is no. */
export function answers(body: readonly Stmt[]): readonly Condition[] {
  return body.flatMap((it): readonly Condition[] => {
    if (it.kind === 'return') return it.value ? [{ it: it.value, holds: false }] : [];
    if (it.kind === 'if') {
      const [first] = it.whenTrue;
      const no =
        first?.kind === 'return' && first.value?.kind === 'constant' && first.value.name.toLowerCase() === 'false';
      return [{ it: it.condition, holds: no }, ...answers(it.whenTrue), ...answers(it.otherwise)];
    }
    if (it.kind === 'block' || it.kind === 'foreach') return answers(it.body);
    if (it.kind === 'switch') return it.cases.flatMap(([, inside]) => answers(inside));
    return it.kind === 'expr' && it.value.kind === 'assign' ? [{ it: it.value.value, holds: false }] : [];
  });
}

export const compared = (left: Expr, right: Expr): Expr => ({ ...left, kind: 'binary', operator: '===', left, right });

export function armConditions(subject: Expr, conditions: readonly Expr[]): readonly Condition[] {
  const plain = subject.kind === 'constant';
  return conditions.map((it) => ({ it: plain ? it : compared(subject, it), holds: true }));
}

/** Whether a variable of these names is in an expression. */
export function mentions(it: Expr, names: ReadonlySet<string>): boolean {
  const some = (all: readonly (Expr | undefined)[]): boolean =>
    all.some((one) => one !== undefined && mentions(one, names));
  switch (it.kind) {
    case 'variable':
      return names.has(it.name);
    case 'not':
      return mentions(it.value, names);
    case 'binary':
      return some([it.left, it.right]);
    case 'call':
    case 'staticCall':
      return some(it.args.map((one) => one.value));
    case 'methodCall':
      return some([it.object, ...it.args.map((one) => one.value)]);
  }
  return false;
}

/** Whether statements surely leave the function. */
export function ends(body: readonly Stmt[]): boolean {
  const last = body.at(-1);
  if (!last) return false;
  if (last.kind === 'return') return true;
  if (last.kind === 'expr')
    return last.value.kind === 'throw' || (last.value.kind === 'call' && last.value.name === 'abort');
  return last.kind === 'if' && last.otherwise.length > 0 && ends(last.whenTrue) && ends(last.otherwise);
}

/** `Gate::forUser($user)`, `app(Gate::class)`, `$this->gate`. */
export function isGate(it: Expr): boolean {
  if (it.kind === 'staticCall') return baseName(it.of) === 'Gate';
  if (it.kind === 'methodCall') return isGate(it.object);
  if (it.kind === 'property') return it.name === 'gate';
  if (it.kind === 'variable') return it.name === 'gate';
  const [first] = it.kind === 'call' && it.name === 'app' ? it.args : [];
  return first?.value.kind === 'classConstant' && baseName(first.value.of) === 'Gate';
}

/** `auth()`, `Auth::guard('api')`, `$this->auth->guard($guard)`. */
export function isAuth(it: Expr): boolean {
  if (it.kind === 'staticCall') return baseName(it.of) === 'Auth' && it.name === 'guard';
  if (it.kind === 'methodCall') return it.name === 'guard' && isAuth(it.object);
  if (it.kind === 'property' || it.kind === 'variable') return it.name === 'auth';
  return it.kind === 'call' && it.name.toLowerCase() === 'auth';
}

export function isRedirect(it: Expr): boolean {
  if (it.kind === 'call') return /^(?:redirect|to_route|back)$/i.test(it.name);
  if (it.kind === 'staticCall') return baseName(it.of) === 'Redirect';
  if (it.kind === 'new') return baseName(it.of) === 'RedirectResponse';
  if (it.kind === 'methodCall') return isRedirect(it.object);
  return false;
}

export const readsUser = (text: string): boolean =>
  /\bauth\b|Auth::|->user\b|->user\(|->guest\(|->check\(|bearerToken|header\(|PHP_AUTH|api_?key|token|session/i.test(
    text,
  );

/** How people name what an ability is asked on: `post` of `$post`, `Post` of `Post::class`. */
export function subjectName(it: Expr): string | undefined {
  if (it.kind === 'variable') return it.name;
  if (it.kind === 'classConstant') return it.name === 'class' ? baseName(it.of) : undefined;
  if (it.kind === 'property') return it.name;
  if (it.kind === 'new') return baseName(it.of);
  if (it.kind === 'methodCall' && it.args[0]?.value.kind === 'string') return it.args[0].value.value;
  return undefined;
}
