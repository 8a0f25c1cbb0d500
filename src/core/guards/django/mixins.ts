import { type Expr, lastName, textOf } from '../code/code.ts';
import { guardFrom } from '../code/guardFrom.ts';
import type { Needs } from '../code/needs.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import type { Owner } from '../code/pythonRefusals.ts';
import type { Guard } from '../route.ts';
import { tested } from './decorators.ts';

/** The guards that mixins of a class-based view are, in the order in which their `dispatch` runs. */
export function mixinGuards(project: PythonProject, view: Owner): readonly Guard[] {
  const guards: Guard[] = [];
  const seen = new Set<string>();
  for (const one of project.lineage(view)) {
    for (const base of one.class.bases) {
      const is = project.meaning(one.file, base);
      const name = is?.k === 'foreign' ? (is.name.split('.').at(-1) ?? '') : '';
      if (seen.has(name) || !access.has(name)) continue;
      seen.add(name);
      const guard = mixinGuard(project, view, one.file, base, name);
      guards.push(guard);
    }
  }
  return guards;
}

function mixinGuard(project: PythonProject, view: Owner, file: string, base: Expr, name: string): Guard {
  const member = (wanted: string): Expr | undefined => {
    const is = project.member(view, wanted);
    return is?.k === 'value' ? is.value : undefined;
  };
  const strings = (wanted: string): readonly string[] | undefined => {
    const is = project.member(view, wanted);
    return is?.k === 'value' ? project.strings(is.file, is.value) : undefined;
  };
  const raises = lastName(member('raise_exception')) === 'True';
  const read = (
    statuses: readonly number[],
    kind: Guard['kind'],
    needs?: Needs,
    defined?: { readonly file: string; readonly line: number },
  ): Guard => ({
    ...guardFrom({ name, place: { file, line: base.line }, text: textOf(base), statuses, needs, definedAt: defined }),
    kind,
  });
  switch (name) {
    case 'LoginRequiredMixin':
      return read([raises ? 403 : 302], 'authentication');
    case 'PermissionRequiredMixin':
    case 'MultiplePermissionsRequiredMixin': {
      const needs = strings('permission_required');
      return read(raises ? [403] : [302, 403], 'authorization', needs && { needs, needsAre: 'permission' });
    }
    case 'GroupRequiredMixin': {
      const needs = strings('group_required');
      const any = (needs?.length ?? 0) > 1;
      return read(
        raises ? [403] : [302, 403],
        'authorization',
        needs && { needs, needsAre: 'group', ...(any && { anyOf: true }) },
      );
    }
    case 'UserPassesTestMixin': {
      const test = project.member(view, 'test_func');
      const asked =
        test?.k === 'def'
          ? tested(project, test.file, test.def.body, new Map(), { file: test.file, line: test.def.line })
          : undefined;
      return read(raises ? [403] : [302, 403], asked?.kind ?? 'authorization', asked?.needs, asked?.definedAt);
    }
    default:
      return read(raises ? [403] : [302, 403], 'authorization');
  }
}

/** Mixins of Django and of django-braces that refuse. */
const access = new Set([
  'LoginRequiredMixin',
  'PermissionRequiredMixin',
  'UserPassesTestMixin',
  'MultiplePermissionsRequiredMixin',
  'GroupRequiredMixin',
  'StaffuserRequiredMixin',
  'SuperuserRequiredMixin',
]);
