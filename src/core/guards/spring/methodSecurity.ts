import { annotation, type ClassProject, type ProjectClass } from '../code/classProject.ts';
import { clip } from '../code/clip.ts';
import { argument, type Call, dotted, type Expr, itemsOf, lastName, textOf } from '../code/code.ts';
import type { Guard, SourcePlace } from '../route.ts';
import type { Mapping } from './mappings.ts';
import { areOf, readSpel } from './spel.ts';

/** Which annotations the project turned on. Undefined: nothing in the folder says so, and nothing says otherwise. */
export interface MethodSecurity {
  readonly prePost: boolean;
  readonly secured: boolean;
  readonly jsr250: boolean;
}

/** What turns method security on; undefined where the folder has no configuration of security at all. */
export function methodSecurity(project: ClassProject, configured: boolean): MethodSecurity | undefined {
  for (const one of project.classes) {
    const mark = annotation(
      one.class.marks,
      'EnableMethodSecurity',
      'EnableGlobalMethodSecurity',
      'EnableReactiveMethodSecurity',
    );
    if (!mark) continue;
    const on = (name: string): boolean => lastName(argument(mark, name)) === 'true';
    const newer = lastName(mark.f) !== 'EnableGlobalMethodSecurity';
    return {
      prePost: newer ? lastName(argument(mark, 'prePostEnabled')) !== 'false' : on('prePostEnabled'),
      secured: on('securedEnabled'),
      jsr250: on('jsr250Enabled'),
    };
  }
  return configured ? { prePost: false, secured: false, jsr250: false } : undefined;
}

const prePost = ['PreAuthorize', 'PostAuthorize', 'PreFilter', 'PostFilter'];
const jsr250 = ['RolesAllowed', 'DenyAll', 'PermitAll'];

/** An annotation of security that stands over a method or its class. */
export interface Found {
  readonly mark: Call;
  /** The annotation that asks: it itself, or the one over an annotation of the project. */
  readonly asks: Call;
  readonly of: ProjectClass;
  readonly asksOf: ProjectClass;
}

/** The annotations that hold for a method: its own, or else its class's. */
export function securityMarks(project: ClassProject, mapping: Mapping): readonly Found[] {
  const own = marked(project, mapping.of, mapping.def.marks);
  if (own.length > 0) return own;
  for (const one of [mapping.controller, ...project.lineage(mapping.controller)]) {
    const found = marked(project, one, one.class.marks);
    if (found.length > 0) return found;
  }
  return [];
}

function marked(project: ClassProject, of: ProjectClass, marks: readonly Expr[]): readonly Found[] {
  return marks.flatMap((mark): readonly Found[] => {
    if (mark.k !== 'call') return [];
    const name = lastName(mark.f) ?? '';
    if (name === 'PreAuthorize' || name === 'PostAuthorize' || name === 'Secured' || jsr250.includes(name))
      return [{ mark, asks: mark, of, asksOf: of }];
    const meta = project.named(of.file, dotted(mark.f));
    if (meta?.class.kind !== 'annotation') return [];
    return marked(project, meta, meta.class.marks).map((one) => ({ mark, asks: one.asks, of, asksOf: one.asksOf }));
  });
}

/** Whether an annotation does anything in this project. */
export function isOn(found: Found, security: MethodSecurity | undefined): boolean {
  if (!security) return true;
  const name = lastName(found.asks.f) ?? '';
  if (prePost.includes(name)) return security.prePost;
  return name === 'Secured' ? security.secured : security.jsr250;
}

/** The guard that an annotation is; undefined where it lets everybody pass. `stranger`: what those get who are not signed in. */
export function markGuard(project: ClassProject, found: Found, stranger: readonly number[]): Guard | undefined {
  const { mark, asks, of, asksOf } = found;
  const asked = lastName(asks.f) ?? '';
  if (asked === 'PermitAll') return undefined;
  const place: SourcePlace = { file: of.file, line: mark.line };
  const meta = asksOf !== of || mark !== asks;
  const base = {
    name: `@${lastName(mark.f) ?? ''}`,
    ...place,
    text: clip(mark.text.replace(/^@?/, '@')),
    ...(meta && { definedAt: { file: asksOf.file, line: asksOf.class.line } }),
    answers: [...new Set([...stranger, 403])].sort((a, b) => a - b),
  };
  if (asked === 'DenyAll') return { ...base, kind: 'authorization', needs: [], answers: [403] };
  const given = argument(asks, 'value', 0);
  if (asked === 'Secured' || asked === 'RolesAllowed') {
    const needs = itemsOf(given).flatMap((one) => project.strings(asksOf, one) ?? [textOf(one)]);
    return {
      ...base,
      kind: 'authorization',
      needs,
      needsAre: areOf(asked === 'RolesAllowed' ? 'Role' : '', needs),
      ...(needs.length > 1 && { anyOf: true }),
    };
  }
  const expression = given && spelOf(project, asksOf, given, meta ? mark : undefined, of);
  if (expression === undefined) return { ...base, kind: 'authorization', needs: [] };
  const read = readSpel(expression);
  if (!read) return undefined;
  return {
    ...base,
    ...(read.kind === 'authentication' && { answers: stranger }),
    kind: read.kind,
    needs: read.needs?.needs ?? [],
    ...(read.needs?.needsAre && { needsAre: read.needs.needsAre }),
    ...(read.needs?.anyOf && { anyOf: true }),
    ...(read.on !== undefined && { on: read.on }),
  };
}

/** The expression's text; constants that are put into it are written out, and so are an annotation's own values. */
function spelOf(
  project: ClassProject,
  of: ProjectClass,
  expr: Expr,
  mark: Call | undefined,
  markOf: ProjectClass,
): string | undefined {
  const whole =
    project.strings(of, expr)?.join('') ??
    (expr.k === 'op' ? expr.items.map((one) => project.strings(of, one)?.join('') ?? textOf(one)).join('') : undefined);
  if (!mark || whole === undefined) return whole;
  return whole.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const given = argument(mark, name, name === 'value' ? 0 : undefined);
    const values = itemsOf(given).flatMap((one) => project.strings(markOf, one) ?? [textOf(one)]);
    return values.length > 0 ? values.join("', '") : hole;
  });
}
