import { type Bound, bind, bindMembers } from '../code/bound.ts';
import { type Class, type Def, dotted, type Expr, lastName, type Stmt, textOf } from '../code/code.ts';
import { guardFrom, joined } from '../code/guardFrom.ts';
import { type Needs, needsAreOf } from '../code/needs.ts';
import { type Asked, truth } from '../code/pathTest.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import type { Owner } from '../code/pythonRefusals.ts';
import type { Guard, GuardKind, SourcePlace } from '../route.ts';
import { tested } from './decorators.ts';

/** What is asked of a permission. */
export interface PermissionContext extends Asked {
  /** The view, for permissions that read its members. */
  readonly view: Owner | undefined;
  /** Whether the route looks at one object, so that `has_object_permission` is asked. */
  readonly object: boolean;
  /** What those answer who have not said who they are: 401, or 403 without a challenge. */
  readonly stranger: 401 | 403;
}

/** A permission class as it is listed, and the file that it is written in. */
export interface Listed {
  readonly expr: Expr;
  readonly file: string;
}

/** The guards that permission classes of Django REST framework are, in order. */
export function permissionGuards(
  project: PythonProject,
  listed: readonly Listed[],
  context: PermissionContext,
  unread: string[],
): readonly Guard[] {
  return listed.flatMap((one) => {
    // `A & B` asks both in turn.
    if (one.expr.k === 'op' && one.expr.op === '&')
      return permissionGuards(
        project,
        one.expr.items.map((expr) => ({ ...one, expr })),
        context,
        unread,
      );
    const read = readPermission(project, one, context, unread, 0);
    if (!read) return [];
    const called = one.expr.k === 'call' ? one.expr.f : one.expr;
    const place: SourcePlace = { file: one.file, line: one.expr.line };
    const name = one.expr.k === 'op' ? textOf(one.expr) : project.nameOf(one.file, called);
    const statuses = read.kind === 'authentication' ? [context.stranger] : [context.stranger, 403];
    return [
      {
        ...guardFrom({ name, place, text: textOf(one.expr), statuses, needs: read.needs, definedAt: read.definedAt }),
        kind: read.kind,
      },
    ];
  });
}

interface Read {
  readonly kind: GuardKind;
  readonly needs?: Needs | undefined;
  readonly definedAt?: SourcePlace | undefined;
}

/** Undefined: it lets this request pass whoever sends it. */
function readPermission(
  project: PythonProject,
  one: Listed,
  context: PermissionContext,
  unread: string[],
  depth: number,
): Read | undefined {
  if (depth > 8) return undefined;
  const { expr, file } = one;
  if (expr.k === 'op') {
    const all = expr.items.map((item) => readPermission(project, { expr: item, file }, context, unread, depth + 1));
    if (expr.op === '~') return all[0] ? { kind: 'authorization' } : undefined;
    // One that lets everybody pass is enough.
    if (expr.op === '|' && all.some((read) => !read)) return undefined;
    const read = all.filter((it) => it !== undefined);
    const needs = joined(read.map((it) => it.needs));
    const kind = read.every((it) => it.kind === 'authentication') ? 'authentication' : 'authorization';
    return read.length === 0
      ? undefined
      : { kind, needs: needs && (needs.needs.length > 1 && expr.op === '|' ? { ...needs, anyOf: true } : needs) };
  }
  const is = project.meaning(file, expr.k === 'call' ? expr.f : expr);
  if (is?.k === 'value') return readPermission(project, { expr: is.value, file: is.file }, context, unread, depth + 1);
  if (is?.k === 'class') {
    const init = expr.k === 'call' ? project.member(is, '__init__') : undefined;
    const members =
      expr.k === 'call' && init?.k === 'def' ? bindMembers(init.def, bind(init.def, expr, file)) : new Map();
    return ofClass(project, is, context, members);
  }
  if (is?.k === 'def' && expr.k === 'call') {
    const bound = bind(is.def, expr, file);
    const inner = is.def.body.find((stmt) => stmt.k === 'class');
    if (inner?.k === 'class') {
      const read = ofClass(project, { class: inner.class, file: is.file }, context, bound);
      const are = read?.needs && !read.needs.needsAre ? needsAreOf(is.def.name) : undefined;
      return read?.needs && are ? { ...read, needs: { ...read.needs, needsAre: are } } : read;
    }
    return { kind: 'authorization', definedAt: { file: is.file, line: is.def.line } };
  }
  const last = lastName(expr) ?? '';
  return ofPackage(project, last, context, unread);
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

function ofPackage(
  project: PythonProject,
  last: string,
  context: PermissionContext,
  unread: string[],
): Read | undefined {
  switch (last) {
    case 'AllowAny':
      return undefined;
    case 'IsAuthenticated':
      return { kind: 'authentication' };
    case 'IsAuthenticatedOrReadOnly':
      return safe.has(context.method) ? undefined : { kind: 'authentication' };
    case 'DjangoModelPermissionsOrAnonReadOnly':
      return safe.has(context.method) ? undefined : { kind: 'authorization' };
    case 'IsAdminUser':
    case 'DjangoModelPermissions':
    case 'DjangoObjectPermissions':
    case 'HasAPIKey':
      return { kind: last === 'HasAPIKey' ? 'authentication' : 'authorization' };
    case 'TokenHasScope':
    case 'TokenHasReadWriteScope':
    case 'TokenHasResourceScope':
    case 'IsAuthenticatedOrTokenHasScope': {
      const member = context.view && project.member(context.view, 'required_scopes');
      const needs = member?.k === 'value' ? project.strings(member.file, member.value) : undefined;
      return { kind: 'authorization', needs: needs && { needs, needsAre: 'scope' } };
    }
    default:
      unread.push(`The code of ${last} is not in this folder.`);
      return { kind: 'other' };
  }
}

function ofClass(project: PythonProject, is: Owner, context: PermissionContext, bound: Bound): Read | undefined {
  const asks: { readonly def: Def; readonly file: string }[] = [];
  const general = project.member(is, 'has_permission');
  if (general?.k === 'def') asks.push(general);
  const object = project.member(is, 'has_object_permission');
  if (object?.k === 'def' && context.object) asks.push(object);
  const based = project
    .foreignBases(is)
    .map((one) => one.split('.').at(-1) ?? '')
    .find((one) => one !== 'BasePermission' && one !== 'object');
  const inherited = based && general?.k !== 'def' ? ofPackage(project, based, context, []) : undefined;
  const withMembers = membersOf(project, is, context.view, bound);
  const read = asks
    .filter((one) => !alwaysTrue(project, one.file, one.def.body, context))
    .map((one) => tested(project, one.file, one.def.body, withMembers));
  // A class that calls `super().has_permission` asks what its base does, too.
  if (read.length === 0 && !inherited) return undefined;
  const definedAt = { file: is.file, line: is.class.line };
  const needs = joined(read.map((one) => one.needs));
  const kinds = [...read.map((one) => one.kind), ...(inherited ? [inherited.kind] : [])];
  return {
    kind: kinds.every((one) => one === 'authentication') ? 'authentication' : 'authorization',
    needs,
    definedAt,
  };
}

/** What `self.x` and `view.x` stand for inside a permission class. */
function membersOf(project: PythonProject, is: Owner, view: Owner | undefined, bound: Bound): Bound {
  const members = new Map(bound);
  const add = (of: Owner, prefix: string): void => {
    for (const one of project.lineage(of).toReversed()) {
      for (const stmt of one.class.body) {
        if (stmt.k === 'set' && stmt.target.k === 'name' && stmt.value)
          members.set(`${prefix}.${stmt.target.v}`, { value: stmt.value, file: one.file });
      }
    }
  };
  add(is, 'self');
  if (view) add(view, 'view');
  for (const [name, value] of localReads(is.class)) {
    const handed = members.get(value);
    if (handed) members.set(name, handed);
  }
  return members;
}

/** `roles = getattr(view, 'required_roles', [])`: names for members of the view. */
function localReads(of: Class): readonly (readonly [string, string])[] {
  return of.body.flatMap((stmt) =>
    stmt.k !== 'def'
      ? []
      : stmt.def.body.flatMap((inner): readonly (readonly [string, string])[] => {
          if (inner.k !== 'set' || inner.target.k !== 'name' || !inner.value) return [];
          const direct = dotted(inner.value);
          if (direct !== undefined) return [[inner.target.v, direct]];
          if (inner.value.k !== 'call' || lastName(inner.value.f) !== 'getattr') return [];
          const [of, name] = inner.value.args.map((one) => one.value);
          return of && name?.k === 'str' ? [[inner.target.v, `${dotted(of) ?? ''}.${name.v}`]] : [];
        }),
  );
}

/** Whether a method returns just `True` for a request of this method or action. */
function alwaysTrue(project: PythonProject, file: string, body: readonly Stmt[], context: PermissionContext): boolean {
  const strings = (expr: Expr): readonly string[] | undefined =>
    /SAFE_METHODS$/.test(textOf(expr)) ? [...safe] : project.strings(file, expr);
  for (const stmt of body) {
    if (stmt.k === 'return')
      return isTrue(stmt.value) || (stmt.value?.k === 'op' && truth(stmt.value, context, strings) === true);
    if (stmt.k !== 'if') continue;
    const is = truth(stmt.test, context, strings);
    if (is === true) return alwaysTrue(project, file, stmt.body, context);
    if (is === false && stmt.otherwise.length > 0) {
      const ended = stmt.otherwise.some((one) => one.k === 'return' || one.k === 'if');
      if (ended) return alwaysTrue(project, file, stmt.otherwise, context);
    }
    // What cannot be told is let pass only if whatever follows lets pass as well.
    if (is === undefined && !alwaysTrue(project, file, stmt.body, context)) return false;
  }
  return false;
}

function isTrue(expr: Expr | undefined): boolean {
  return expr?.k === 'name' && expr.v === 'True';
}
