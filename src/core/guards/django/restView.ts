import { argument, type Call, type Def, dotted, type Expr, lastName, type Stmt, textOf } from '../code/code.ts';
import { type Asked, truth } from '../code/pathTest.ts';
import { everyStatement } from '../code/pythonFacts.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import type { Owner } from '../code/pythonRefusals.ts';
import type { Guard } from '../route.ts';
import type { Listed } from './permissions.ts';
import type { Settings } from './settings.ts';

/** What Django REST framework asks before a view: permissions, throttles, and how strangers are refused. */
export class RestView {
  readonly #project: PythonProject;
  readonly #settings: Settings;

  constructor(project: PythonProject, settings: Settings) {
    this.#project = project;
    this.#settings = settings;
  }

  /** The permission classes of a view for an action; those that cannot be worked out are said in `unread`. */
  permissions(
    view: Owner | undefined,
    asked: Asked,
    over: Expr | undefined,
    overFile: string,
    unread: string[],
  ): readonly Listed[] {
    const attribute = this.#attribute(view, 'permission_classes', over, overFile, 'DEFAULT_PERMISSION_CLASSES');
    const own = view && this.#project.member(view, 'get_permissions');
    if (own?.k !== 'def' || !view) return attribute;
    const computed = this.#computed(view, own.def, own.file, asked, attribute);
    if (computed) return computed;
    unread.push(`Which permissions get_permissions of ${view.class.name} gives here could not be worked out.`);
    return attribute;
  }

  /** 401 where the first authenticator has a challenge to send along, else 403. */
  stranger(view: Owner | undefined, over: Expr | undefined, overFile: string): 401 | 403 {
    const [first] = this.#attribute(view, 'authentication_classes', over, overFile, 'DEFAULT_AUTHENTICATION_CLASSES');
    if (!first) return 403;
    const is = this.#project.meaning(first.file, first.expr.k === 'str' ? first.expr.v : first.expr);
    if (is?.k === 'class') {
      if (this.#project.member(is, 'authenticate_header')?.k === 'def') return 401;
      return this.#project.foreignBases(is).some((one) => challenges(one)) ? 401 : 403;
    }
    return challenges(first.expr.k === 'str' ? first.expr.v : (lastName(first.expr) ?? '')) ? 401 : 403;
  }

  throttles(view: Owner | undefined, over: Expr | undefined, overFile: string): readonly Guard[] {
    const scoped = view && this.#project.member(view, 'throttle_scope');
    return this.#attribute(view, 'throttle_classes', over, overFile, 'DEFAULT_THROTTLE_CLASSES').flatMap(
      (one): readonly Guard[] => {
        const name = one.expr.k === 'str' ? (one.expr.v.split('.').at(-1) ?? '') : textOf(one.expr);
        if (name === 'ScopedRateThrottle' && !scoped) return [];
        return [
          {
            name,
            kind: 'throttle',
            file: one.file,
            line: one.expr.line,
            needs: [],
            text: textOf(one.expr),
            answers: [429],
          },
        ];
      },
    );
  }

  /** A list on the view, else in the settings; `over` is what a decorator of the action says instead. */
  #attribute(
    view: Owner | undefined,
    name: string,
    over: Expr | undefined,
    overFile: string,
    setting: string,
  ): readonly Listed[] {
    if (over) return this.#listed(over, overFile);
    const member = view && this.#project.member(view, name);
    if (member?.k === 'value') return this.#listed(member.value, member.file);
    const inSettings = this.#settings.ofRest(setting);
    if (inSettings)
      return this.#listed(inSettings.value, inSettings.file).map((one) => ({ ...one, expr: moduleName(one.expr) }));
    if (setting !== 'DEFAULT_AUTHENTICATION_CLASSES') return [];
    return [{ expr: { k: 'name', v: 'SessionAuthentication', line: 1 }, file: '' }];
  }

  #listed(expr: Expr, file: string, depth = 0): readonly Listed[] {
    if (depth > 6) return [];
    if (expr.k === 'list') return expr.items.map((one) => ({ expr: one, file }));
    if (expr.k === 'op' && expr.op === '+') return expr.items.flatMap((one) => this.#listed(one, file, depth + 1));
    const is = expr.k === 'name' || expr.k === 'dot' ? this.#project.meaning(file, expr) : undefined;
    if (is?.k === 'value' && (is.value.k === 'list' || is.value.k === 'op'))
      return this.#listed(is.value, is.file, depth + 1);
    return [{ expr, file }];
  }

  /** What `get_permissions` returns for an action, walked through; undefined if that cannot be told. */
  #computed(
    view: Owner,
    def: Def,
    file: string,
    asked: Asked,
    attribute: readonly Listed[],
  ): readonly Listed[] | undefined {
    const locals = new Map<string, Expr>();
    const strings = (expr: Expr): readonly string[] | undefined =>
      /SAFE_METHODS$/.test(textOf(expr)) ? ['GET', 'HEAD', 'OPTIONS'] : this.#strings(view, file, expr);
    const value = (expr: Expr): readonly Listed[] | undefined => {
      if (expr.k === 'list') {
        const each = expr.items.map((one) => one);
        return each.map((one) => ({ expr: one.k === 'call' && one.args.length === 0 ? one.f : one, file }));
      }
      if (expr.k === 'op' && expr.op === '?:') {
        const [yes, test, no] = expr.items;
        const is = test && truth(test, asked, strings);
        return is === undefined ? undefined : is ? yes && value(yes) : no && value(no);
      }
      if (expr.k === 'op' && expr.op === '+') {
        const all = expr.items.map(value);
        return all.every((one) => one !== undefined) ? all.flat() : undefined;
      }
      const name = dotted(expr);
      if (name === 'self.permission_classes') return locals.has(name) ? value(locals.get(name) ?? expr) : attribute;
      if (name !== undefined && locals.has(name)) {
        const local = locals.get(name);
        return local && local !== expr ? value(local) : undefined;
      }
      if (expr.k === 'call' && /(?:^|\.)get_permissions$/.test(dotted(expr.f) ?? lastName(expr.f) ?? '')) {
        const changed = locals.get('self.permission_classes');
        return changed ? value(changed) : attribute;
      }
      if (expr.k === 'call' && /^(?:list|tuple)$/.test(dotted(expr.f) ?? ''))
        return expr.args[0] && value(expr.args[0].value);
      const entry = this.#entry(view, file, expr, asked);
      if (entry !== undefined)
        return entry
          ? this.#listed(entry.expr, entry.file)
          : expr.k === 'call' && expr.args[1]
            ? value(expr.args[1].value)
            : undefined;
      if (expr.k === 'other') {
        // `[permission() for permission in permission_classes]`
        const over = expr.items.find((one) => one.k === 'other' && one.text.startsWith('for '));
        const source = over?.k === 'other' ? over.items.at(-1) : undefined;
        return source && value(source);
      }
      if (expr.k === 'name' || expr.k === 'dot') {
        const is = name?.startsWith('self.')
          ? this.#project.member(view, name.slice(5))
          : this.#project.meaning(file, expr);
        if (is?.k === 'value') return this.#listed(is.value, is.file);
      }
      return undefined;
    };
    type Outcome =
      | { readonly k: 'returned'; readonly value: readonly Listed[] | undefined }
      | { readonly k: 'raised' }
      | undefined;
    const run = (stmts: readonly Stmt[]): Outcome => {
      for (const stmt of stmts) {
        if (stmt.k === 'return') {
          const entry = stmt.value && comprehended(stmt.value);
          if (entry && this.#entry(view, file, entry, asked) === null) return { k: 'raised' };
          return { k: 'returned', value: stmt.value && value(stmt.value) };
        }
        if (stmt.k === 'set' && stmt.value) {
          const name = dotted(stmt.target);
          if (name !== undefined) locals.set(name, stmt.value);
        } else if (stmt.k === 'if') {
          const is = truth(stmt.test, asked, strings);
          if (is === undefined) return { k: 'returned', value: undefined };
          const inner = run(is ? stmt.body : stmt.otherwise);
          if (inner) return inner;
        } else if (stmt.k === 'block' && stmt.word === 'try') {
          const inner = run(stmt.body.filter((one) => !(one.k === 'block' && one.word === 'except')));
          if (inner?.k === 'returned') return inner;
          const handlers = stmt.body.filter((one) => one.k === 'block' && one.word === 'except');
          const caught =
            inner?.k === 'raised' ? run(handlers.flatMap((one) => (one.k === 'block' ? one.body : []))) : undefined;
          if (caught) return caught;
        }
      }
      return undefined;
    };
    const outcome = run(def.body);
    return outcome?.k === 'returned' ? outcome.value : undefined;
  }

  /** `self.by_action[self.action]`: the entry; null if there is none. Undefined: it is no such expression. */
  #entry(view: Owner, file: string, expr: Expr, asked: Asked): Listed | null | undefined {
    const [of, key] =
      expr.k === 'at'
        ? [expr.of, expr.index[0]]
        : expr.k === 'call' && expr.f.k === 'dot' && expr.f.v === 'get'
          ? [expr.f.of, expr.args[0]?.value]
          : [];
    if (!of || !key || !/^self\.action$/.test(dotted(key) ?? '')) return undefined;
    const name = dotted(of) ?? '';
    const is = name.startsWith('self.') ? this.#project.member(view, name.slice(5)) : this.#project.meaning(file, of);
    if (is?.k !== 'value' || is.value.k !== 'dict') return undefined;
    const entry = is.value.entries.find((one) => one.key.k === 'str' && one.key.v === asked.action);
    return entry ? { expr: entry.value, file: is.file } : null;
  }

  #strings(view: Owner, file: string, expr: Expr): readonly string[] | undefined {
    const name = dotted(expr);
    const member = name?.startsWith('self.') ? this.#project.member(view, name.slice(5)) : undefined;
    if (member?.k === 'value') return this.#project.strings(member.file, member.value);
    return this.#project.strings(file, expr);
  }
}

/** The list that a comprehension goes over. */
function comprehended(expr: Expr): Expr | undefined {
  const over =
    expr.k === 'other' ? expr.items.find((one) => one.k === 'other' && one.text.startsWith('for ')) : undefined;
  return over?.k === 'other' ? over.items.at(-1) : undefined;
}

/** `'app.permissions.IsOwner'` of the settings as the name that an import would give. */
function moduleName(expr: Expr): Expr {
  if (expr.k !== 'str') return expr;
  const [head = '', ...rest] = expr.v.split('.');
  return rest.reduce<Expr>((of, v) => ({ k: 'dot', of, v, line: expr.line }), { k: 'name', v: head, line: expr.line });
}

/** Whether an authenticator of a package sends a challenge. */
function challenges(name: string): boolean {
  return !/(?:Session|RemoteUser|Base)Authentication$/.test(name);
}

/** What a decorator such as `@permission_classes([…])` or `@action(permission_classes=[…])` says of a list. */
export function overriding(marks: readonly Expr[], extra: Call | undefined, name: string): Expr | undefined {
  const inAction = extra && argument(extra, name);
  if (inAction) return inAction;
  for (const mark of marks) if (mark.k === 'call' && lastName(mark.f) === name) return mark.args[0]?.value;
  return undefined;
}

/** The names of actions that `get_permissions` and the like compare `self.action` with. */
export function comparedActions(
  def: Def,
  strings: (expr: Expr) => readonly string[] | undefined,
): readonly { readonly name: string; readonly line: number }[] {
  const found: { name: string; line: number }[] = [];
  const visit = (expr: Expr): void => {
    if (expr.k !== 'op') return;
    const [left, right] = expr.items;
    if (left && right && dotted(left) === 'self.action')
      for (const name of strings(right) ?? []) found.push({ name, line: expr.line });
    for (const item of expr.items) visit(item);
  };
  for (const stmt of everyStatement(def.body)) if (stmt.k === 'if') visit(stmt.test);
  return found;
}
