import { argument, type Def, type Expr, textOf } from '../code/code.ts';
import { decided } from '../code/decided.ts';
import { joinPaths, pathPattern } from '../code/pathPattern.ts';
import { inlineGuards } from '../code/pythonGuards.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import type { Linked } from '../framework.ts';
import type { Guard, GuardRemark, Route } from '../route.ts';
import { FlaskApps, type Hook, type Registered, type Scaffold } from './flaskApps.ts';
import { FlaskGuards } from './flaskGuards.ts';
import { byRule } from './ruleOrder.ts';

const deepest = 10;
const mostRoutes = 5000;

/** The routes of a Flask project in the order in which Werkzeug tries them, and decorators that guard nothing. */
export function flaskRoutes(project: PythonProject): Linked {
  const apps = new FlaskApps(project);
  const guards = new FlaskGuards(project);
  const routes: Route[] = [];
  const remarks: GuardRemark[] = [];
  const csrf = csrfProtection(project, apps);

  const prefixOf = (file: string, expr: Expr | undefined): string | undefined =>
    expr && (project.strings(file, expr)?.[0] ?? (textOf(expr) === 'None' ? undefined : `{${textOf(expr)}}`));

  const emit = (
    scaffold: Scaffold,
    prefix: string,
    hooks: readonly Hook[],
    around: readonly Expr[],
    seen: readonly Scaffold[],
    endpoints: string,
  ): void => {
    if (seen.length > deepest || seen.includes(scaffold)) return;
    const own = [...hooks, ...scaffold.hooks];
    const decorators =
      scaffold.kind === 'api'
        ? [...around, ...listed(project, scaffold.file, argument(scaffold.made, 'decorators'))]
        : around;
    for (const rule of scaffold.rules) {
      if (routes.length >= mostRoutes) return;
      routes.push(...routesOf(rule, prefix, own, decorators, scaffold, endpoints));
      remarks.push(...guardsNothing(rule));
    }
    for (const child of scaffold.children) {
      const mounted = prefixOf(child.file, child.prefix) ?? ownPrefix(child.scaffold);
      const name =
        child.scaffold.kind === 'blueprint'
          ? prefixOf(child.scaffold.file, argument(child.scaffold.made, 'name', 0))
          : undefined;
      emit(
        child.scaffold,
        mounted === undefined ? prefix : joinPaths(prefix, mounted),
        own,
        decorators,
        [...seen, scaffold],
        name === undefined ? endpoints : `${endpoints}${name}.`,
      );
    }
  };

  const ownPrefix = (scaffold: Scaffold): string | undefined => {
    if (scaffold.kind === 'blueprint') return prefixOf(scaffold.file, argument(scaffold.made, 'url_prefix'));
    const path =
      prefixOf(scaffold.file, argument(scaffold.made, 'path')) ??
      prefixOf(scaffold.file, argument(scaffold.made, 'prefix'));
    if (path !== undefined || textOf(scaffold.made.f) !== 'Namespace') return path;
    return `/${prefixOf(scaffold.file, argument(scaffold.made, 'name', 0)) ?? ''}`;
  };

  const routesOf = (
    rule: Registered,
    prefix: string,
    hooks: readonly Hook[],
    around: readonly Expr[],
    scaffold: Scaffold,
    endpoints: string,
  ): readonly Route[] => {
    const written = rule.rule ? (project.strings(rule.file, rule.rule)?.[0] ?? `{${textOf(rule.rule)}}`) : '/';
    const path = joinPaths(prefix, written);
    return handlersOf(project, rule).map((handler): Route => {
      const unread: string[] = [];
      const endpoint = rule.endpoint === undefined ? undefined : endpoints + rule.endpoint;
      const request = { path, method: handler.method, endpoint };
      const decorated = [
        ...handler.around,
        ...around.map((mark) => ({ mark, file: scaffold.file })),
        ...rule.marks.map((mark) => ({ mark, file: rule.file })),
        ...handler.marks,
      ].flatMap(({ mark, file }) => {
        const guard = guards.decorator(file, mark, unread);
        return guard ? [guard] : [];
      });
      const inline = handler.def
        ? inlineGuards(guards.refusals.ofDef(handler.file, handler.def), handler.def.body)
        : [];
      const before = hooks.flatMap((hook) => guards.hook(hook, request, unread));
      const forged = csrf && unsafe.has(handler.method) && !exempt(project, rule, scaffold) ? [csrf] : [];
      return {
        method: handler.method,
        path,
        ...(!path.includes('{') && { pattern: rulePattern(path) }),
        file: rule.file,
        line: rule.line,
        framework: 'flask',
        ...decided([...forged, ...before, ...decorated, ...inline]),
        ...(handler.def && { handler: { file: handler.file, line: handler.def.line, name: handler.name } }),
        ...(endpoint !== undefined && { name: endpoint }),
        ...(unread.length > 0 && { unread: [...new Set(unread)] }),
      };
    });
  };

  const guardsNothing = (rule: Registered): readonly GuardRemark[] =>
    rule.above.flatMap((mark): readonly GuardRemark[] => {
      const guard = guards.decorator(rule.file, mark, []);
      if (!guard || guard.kind === 'other') return [];
      const name = rule.view?.k === 'def' ? rule.view.def.name : (rule.view?.class.name ?? 'the view');
      return [
        {
          code: 'skipped-by-order',
          file: rule.file,
          line: mark.line,
          says: `@${guard.name} stands above the route of ${name}, so Flask registers ${name} without it.`,
          certainty: 'sure',
          advice: `Move @${guard.name} below the line with the route.`,
          other: { file: rule.file, line: rule.line },
        },
      ];
    });

  const inner = new Set(apps.all.flatMap((one) => one.children.map((child) => child.scaffold)));
  const whole = apps.all.filter((one) => one.kind === 'app');
  const roots = whole.length > 0 ? whole : apps.all.filter((one) => !inner.has(one));
  // Blueprints that no file of the folder registers are shown with their own prefix.
  const loose = whole.length > 0 ? apps.all.filter((one) => one.kind !== 'app' && !inner.has(one)) : [];
  const everywhere = apps.all.flatMap((one) => one.appHooks);
  for (const root of roots) emit(root, ownPrefix(root) ?? '', everywhere, [], [], '');
  for (const root of loose)
    emit(
      root,
      ownPrefix(root) ?? '',
      [...everywhere, ...(whole.length === 1 ? (whole[0]?.hooks ?? []) : [])],
      [],
      [],
      '',
    );
  return { routes: byRule(routes), remarks: distinct(remarks) };
}

interface Handler {
  readonly method: string;
  readonly def: Def | undefined;
  readonly file: string;
  readonly name: string;
  /** Decorators of the class, the outermost first. */
  readonly around: readonly { readonly mark: Expr; readonly file: string }[];
  readonly marks: readonly { readonly mark: Expr; readonly file: string }[];
}

function handlersOf(project: PythonProject, rule: Registered): readonly Handler[] {
  const said = rule.verb ? [rule.verb] : project.strings(rule.file, rule.methods)?.map((one) => one.toUpperCase());
  const { view } = rule;
  if (view?.k !== 'class') {
    const listedMethods = said ?? ['GET'];
    return listedMethods.map((method) => ({
      method,
      def: view?.def,
      file: view?.file ?? rule.file,
      name: view?.def.name ?? '',
      around: [],
      marks: [],
    }));
  }
  // The last of `decorators` is the outermost.
  const lineage = project.lineage(view);
  const around = ['decorators', 'method_decorators'].flatMap((name) => {
    const is = project.member(view, name);
    return is?.k === 'value'
      ? listed(project, is.file, is.value)
          .toReversed()
          .map((mark) => ({ mark, file: is.file }))
      : [];
  });
  const byMethod = project.member(view, 'method_decorators');
  return verbs.flatMap((verb): readonly Handler[] => {
    const is = project.member(view, verb.toLowerCase());
    if (is?.k !== 'def' || (said && !said.includes(verb)) || lineage.length === 0) return [];
    const entry =
      byMethod?.k === 'value' && byMethod.value.k === 'dict'
        ? byMethod.value.entries.find((one) => one.key.k === 'str' && one.key.v === verb.toLowerCase())
        : undefined;
    const keyed =
      entry && byMethod?.k === 'value'
        ? listed(project, byMethod.file, entry.value)
            .toReversed()
            .map((mark) => ({ mark, file: byMethod.file }))
        : [];
    const own = is.def.marks.map((mark) => ({ mark, file: is.file }));
    return [
      {
        method: verb,
        def: is.def,
        file: is.file,
        name: `${view.class.name}.${verb.toLowerCase()}`,
        around: [...around, ...keyed],
        marks: own,
      },
    ];
  });
}

function listed(project: PythonProject, file: string, expr: Expr | undefined): readonly Expr[] {
  if (expr?.k === 'list') return expr.items;
  const is = expr && project.meaning(file, expr);
  return is?.k === 'value' && is.value.k === 'list' ? is.value.items : [];
}

/** Flask-WTF's protection for the whole application, which answers 400. */
function csrfProtection(project: PythonProject, apps: FlaskApps): Guard | undefined {
  for (const [file, body] of project.files) {
    for (const stmt of body) {
      if (stmt.k !== 'set' || stmt.value?.k !== 'call' || apps.all.length === 0) continue;
      const is = project.meaning(file, stmt.value.f);
      if (is?.k !== 'foreign' || !/^flask_wtf\b.*\b(?:CSRFProtect|CsrfProtect)$/.test(is.name)) continue;
      return {
        name: 'CSRFProtect',
        kind: 'csrf',
        file,
        line: stmt.line,
        needs: [],
        text: stmt.value.text,
        answers: [400],
      };
    }
  }
  return undefined;
}

function exempt(project: PythonProject, rule: Registered, scaffold: Scaffold): boolean {
  if (rule.marks.some((one) => /(?:^|\.)exempt$/.test(textOf(one)))) return true;
  const names = [rule.view?.k === 'def' ? rule.view.def.name : rule.view?.class.name];
  for (const [file, body] of project.files) {
    for (const stmt of body) {
      if (stmt.k !== 'expr' || stmt.value.k !== 'call' || stmt.value.f.k !== 'dot' || stmt.value.f.v !== 'exempt')
        continue;
      const given = stmt.value.args[0]?.value;
      if (!given) continue;
      const is = project.meaning(file, given);
      if (names.includes(textOf(given).split('.').at(-1)) || (is?.k === 'value' && is.value === scaffold.made))
        return true;
    }
  }
  return false;
}

const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

function rulePattern(path: string): string {
  const pattern = pathPattern(path, /<(?:(\w+)(?:\(([^)]*)\))?:)?(\w+)>/g, (found) => {
    const [, converter, args = ''] = found;
    if (converter === 'any')
      return `(?:${args
        .split(',')
        .map((one) =>
          one
            .trim()
            .replace(/^["']|["']$/g, '')
            .replace(/[^\w-]/g, '\\$&'),
        )
        .join('|')})`;
    return converters.get(converter ?? 'default') ?? '[^/]+';
  });
  // Without the slash at its end Flask sends the browser to where it has one.
  return path.length > 1 && path.endsWith('/') ? pattern.replace(/\/\$$/, '/?$') : pattern;
}

const converters: ReadonlyMap<string, string> = new Map([
  ['int', '\\d+'],
  ['float', '\\d+\\.\\d+'],
  ['path', '[^/].*?'],
  ['uuid', '[0-9A-Fa-f-]{36}'],
]);

function distinct(remarks: readonly GuardRemark[]): readonly GuardRemark[] {
  const seen = new Map(remarks.map((one) => [`${one.file}:${one.line} ${one.says}`, one]));
  return [...seen.values()];
}
