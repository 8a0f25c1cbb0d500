import { argument, type Call, type Def, type Expr, lastName, textOf } from '../code/code.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import type { Owner } from '../code/pythonRefusals.ts';
import type { FromRouter } from './routers.ts';

/** One method of a view: what decorates it from the outside in, and what runs. */
export interface Handler {
  /** Upper case, or `*`. */
  readonly method: string;
  readonly def: Def | undefined;
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly owner: Owner | undefined;
  /** Django REST framework's action. */
  readonly action: string | undefined;
  readonly detail: boolean;
  readonly extra: Call | undefined;
  /** Around the view, in the URL configuration and over the class or function, outermost first. */
  readonly around: readonly Marked[];
  /** Over the method itself. */
  readonly marks: readonly Marked[];
  readonly rest: boolean;
  /** What `as_view(…)` is handed. */
  readonly handed: Call | undefined;
  /** Where the view itself is looked up. */
  readonly viewFile: string;
}

export interface Marked {
  readonly mark: Expr;
  readonly file: string;
}

/** What stands behind an expression of a URL configuration, a handler for each method. */
export function handlersOf(project: PythonProject, file: string, view: Expr): readonly Handler[] {
  return unwrapped(project, file, view, [], 0);
}

/** The handlers of a URL that a router made. */
export function routerHandlers(project: PythonProject, from: FromRouter): readonly Handler[] {
  const { viewSet } = from;
  return from.actions.map(([method, action]): Handler => {
    if (!viewSet)
      return {
        ...blank,
        method,
        file: from.file,
        line: from.line,
        name: 'APIRootView',
        rest: true,
        viewFile: from.file,
      };
    return {
      ...ofClass(project, viewSet, method, action, [], undefined),
      action,
      detail: from.detail,
      extra: from.extra,
    };
  });
}

const blank: Handler = {
  ...{
    method: '*',
    def: undefined,
    file: '',
    line: 1,
    name: '',
    owner: undefined,
    action: undefined,
    detail: false,
    extra: undefined,
  },
  ...{ around: [], marks: [], rest: false, handed: undefined, viewFile: '' },
};

function unwrapped(
  project: PythonProject,
  file: string,
  view: Expr,
  around: readonly Marked[],
  depth: number,
): readonly Handler[] {
  if (depth > 10) return [];
  if (view.k === 'call') {
    if (lastName(view.f) === 'as_view' && view.f.k === 'dot') return ofAsView(project, file, view, view.f.of, around);
    // `login_required(view)` and `permission_required('a.b')(view)`.
    const inner = view.args[0]?.value;
    if (inner && view.args.length >= 1)
      return unwrapped(project, file, inner, [...around, { mark: view.f, file }], depth + 1);
    return [];
  }
  if (view.k === 'str') {
    const is = project.meaning(file, view.v);
    return is?.k === 'def' ? ofFunction(project, is, around) : [];
  }
  const is = project.meaning(file, view);
  if (is?.k === 'def') return ofFunction(project, is, around);
  if (is?.k === 'value') return unwrapped(project, is.file, is.value, around, depth + 1);
  return [{ ...blank, around, name: textOf(view), file, line: view.line, viewFile: file }];
}

function ofFunction(
  project: PythonProject,
  is: { readonly def: Def; readonly file: string },
  around: readonly Marked[],
): readonly Handler[] {
  const api = is.def.marks.find((mark) => lastName(mark) === 'api_view');
  const marks = is.def.marks.map((mark) => ({ mark, file: is.file }));
  return functionMethods(project, is).map((method) => ({
    ...blank,
    method,
    def: is.def,
    file: is.file,
    line: is.def.line,
    name: is.def.name,
    // Decorators under `@api_view` run inside of it, after its permissions.
    around: [...around, ...(api ? marks.slice(0, is.def.marks.indexOf(api)) : marks)],
    marks: api ? marks.slice(is.def.marks.indexOf(api) + 1) : [],
    rest: api !== undefined,
    viewFile: is.file,
  }));
}

function functionMethods(project: PythonProject, is: { readonly def: Def; readonly file: string }): readonly string[] {
  for (const mark of is.def.marks) {
    const name = lastName(mark);
    if (name === 'require_GET') return ['GET'];
    if (name === 'require_POST') return ['POST'];
    if (name === 'require_safe') return ['GET', 'HEAD'];
    if (name !== 'api_view' && name !== 'require_http_methods') continue;
    const listed =
      mark.k === 'call'
        ? project.strings(is.file, argument(mark, 'http_method_names', 0) ?? argument(mark, 'request_method_list'))
        : undefined;
    return listed && listed.length > 0 ? listed.map((one) => one.toUpperCase()) : ['GET'];
  }
  return ['*'];
}

function ofAsView(
  project: PythonProject,
  file: string,
  call: Call,
  of: Expr,
  around: readonly Marked[],
): readonly Handler[] {
  const is = project.meaning(file, of);
  const [map] = call.args.filter((one) => one.name === undefined);
  if (is?.k !== 'class') {
    const name = lastName(of) ?? '';
    return (generic.get(name) ?? ['*']).map((method) => ({
      ...blank,
      method,
      name,
      file,
      line: call.line,
      around,
      handed: call,
      rest: /^(?:Token\w*View|ObtainAuthToken|Spectacular\w+|\w+APIView)$/.test(name),
      viewFile: file,
    }));
  }
  if (map?.value.k === 'dict') {
    return map.value.entries.flatMap((entry) => {
      const method = project.strings(file, entry.key)?.[0];
      const action = project.strings(file, entry.value)?.[0];
      if (method === undefined || action === undefined) return [];
      const one = ofClass(project, is, method.toUpperCase(), action, around, call);
      return [{ ...one, action, detail: /^(?:retrieve|update|partial_update|destroy)$/.test(action) }];
    });
  }
  return classMethods(project, is).map((method) => ofClass(project, is, method, method.toLowerCase(), around, call));
}

function ofClass(
  project: PythonProject,
  is: Owner,
  method: string,
  name: string,
  around: readonly Marked[],
  handed: Call | undefined,
): Handler {
  const member = project.member(is, name);
  const found = member?.k === 'def' ? member : undefined;
  const named = (mark: Expr, wanted: readonly string[]): boolean =>
    mark.k === 'call' &&
    lastName(mark.f) === 'method_decorator' &&
    wanted.includes(project.strings(is.file, argument(mark, 'name', 1))?.[0] ?? '');
  const lineage = project.lineage(is);
  const over = (wanted: readonly string[]): readonly Marked[] =>
    lineage.flatMap((one) =>
      one.class.marks.filter((mark) => named(mark, wanted)).map((mark) => ({ mark, file: one.file })),
    );
  const dispatch = project.member(is, 'dispatch');
  const onDispatch = dispatch?.k === 'def' ? dispatch.def.marks.map((mark) => ({ mark, file: dispatch.file })) : [];
  const bases = project.foreignBases(is).map((one) => one.split('.').at(-1) ?? '');
  return {
    method,
    def: found?.def,
    file: found?.file ?? is.file,
    line: found?.def.line ?? is.class.line,
    name: `${is.class.name}.${name}`,
    owner: is,
    action: undefined,
    detail: bases.some((one) => /^(?:Retrieve|Update|Destroy)\w*APIView$/.test(one)),
    extra: undefined,
    around: [...around, ...over(['dispatch']), ...onDispatch],
    marks: [...over([name]), ...(found?.def.marks ?? []).map((mark) => ({ mark, file: found?.file ?? is.file }))],
    rest: bases.some((one) => /APIView$|ViewSet(?:Mixin)?$/.test(one)),
    handed,
    viewFile: is.file,
  };
}

function classMethods(project: PythonProject, is: Owner): readonly string[] {
  const own = verbs.filter((verb) => project.member(is, verb.toLowerCase())?.k === 'def');
  const based = project.foreignBases(is).flatMap((one) => generic.get(one.split('.').at(-1) ?? '') ?? []);
  const names = project.member(is, 'http_method_names');
  const allowed = names?.k === 'value' ? project.strings(names.file, names.value) : undefined;
  const all = verbs.filter((verb) => own.includes(verb) || based.includes(verb));
  if (all.length === 0) return ['*'];
  return allowed ? all.filter((verb) => allowed.includes(verb.toLowerCase())) : all;
}

const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The methods that generic views of Django and of Django REST framework have. */
const generic: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...[
    'TemplateView',
    'RedirectView',
    'ListView',
    'DetailView',
    'ArchiveIndexView',
    'YearArchiveView',
    'ListAPIView',
    'RetrieveAPIView',
  ].map((one): [string, string[]] => [one, ['GET']]),
  ...[
    'SpectacularAPIView',
    'SpectacularSwaggerView',
    'SpectacularRedocView',
    'PasswordResetDoneView',
    'PasswordChangeDoneView',
  ].map((one): [string, string[]] => [one, ['GET']]),
  ...['FormView', 'CreateView', 'UpdateView', 'DeleteView', 'LoginView', 'PasswordChangeView', 'PasswordResetView'].map(
    (one): [string, string[]] => [one, ['GET', 'POST']],
  ),
  ...[
    'CreateAPIView',
    'LogoutView',
    'TokenObtainPairView',
    'TokenRefreshView',
    'TokenVerifyView',
    'TokenBlacklistView',
    'ObtainAuthToken',
  ].map((one): [string, string[]] => [one, ['POST']]),
  ['DestroyAPIView', ['DELETE']],
  ['UpdateAPIView', ['PUT', 'PATCH']],
  ['ListCreateAPIView', ['GET', 'POST']],
  ['RetrieveUpdateAPIView', ['GET', 'PUT', 'PATCH']],
  ['RetrieveDestroyAPIView', ['GET', 'DELETE']],
  ['RetrieveUpdateDestroyAPIView', ['GET', 'PUT', 'PATCH', 'DELETE']],
]);
