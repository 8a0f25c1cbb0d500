import { lastName } from '../code/code.ts';
import type { GuardRemark } from '../route.ts';
import { limits } from './callbacks.ts';
import { controllerOf } from './controllerOf.ts';
import type { Drawn } from './drawn.ts';
import type { RubyClass, RubyProject } from './rubyProject.ts';
import { classCalls } from './rubyRefusals.ts';

/** Actions that `only:` and `except:` of a callback name and that the controller does not have, by method or by route. */
export function missingActions(project: RubyProject, drawn: readonly Drawn[]): readonly GuardRemark[] {
  const routed = new Map<RubyClass, Set<string>>();
  for (const one of drawn) {
    const controller = one.controller === undefined ? undefined : controllerOf(project, one.controller);
    if (controller) routed.set(controller, (routed.get(controller) ?? new Set()).add(one.action ?? ''));
  }
  const extended = new Set(project.classes.flatMap((one) => project.lineage(one).slice(1)));
  return [...routed].flatMap(([controller, actions]) => {
    // What extends it may have them.
    if (extended.has(controller)) return [];
    const foreign = project.foreignBase(controller);
    if (foreign !== undefined && !/^ActionController\.|^ApplicationController$/.test(foreign)) return [];
    return classCalls(controller.class.body).flatMap((call) => {
      const name = lastName(call.f) ?? '';
      if (!/^(?:skip_|prepend_|append_)?before_(?:action|filter)$/.test(name)) return [];
      return (['only', 'except'] as const).flatMap((limit) =>
        (limits(call, limit) ?? [])
          .filter((action) => !actions.has(action) && !project.method(controller, action))
          .map(
            (action): GuardRemark => ({
              code: 'method-gap',
              file: controller.file,
              line: call.line,
              says: `${name} has \`${limit}: ${action}\`, and ${controller.name.replaceAll('.', '::')} has no such action.`,
              certainty: 'sure',
              advice: `Name the action that is meant, or take ${action} out.`,
            }),
          ),
      );
    });
  });
}
