import { kindOf } from '../js/needs.ts';
import { printExpression } from '../js/printExpression.ts';
import type { GuardRemark, Route } from '../route.ts';
import { type Decorator, metadataOf } from './decorators.ts';

/** What a guard asked the reflector for, with whether there was something. */
export interface Asked {
  readonly key: string;
  readonly found: boolean;
}

/** Roles and permissions that are set on a route, and that no guard in front of it reads. */
export function unreadMetadata(
  route: Route,
  onMethod: readonly Decorator[],
  onClass: readonly Decorator[],
  asked: readonly Asked[],
  files: { readonly method: string; readonly class: string },
): readonly GuardRemark[] {
  const remarkOn = (it: Decorator, file: string, isClass: boolean): readonly GuardRemark[] => {
    const set = metadataOf(it);
    if (!set || !speaksOfNeeds(it, set.key) || isEmpty(set.value.value)) return [];
    const reads = asked.filter((one) => one.key === set.key);
    if (reads.some((one) => one.found)) return [];
    const name = printExpression(it.written);
    const how =
      reads.length === 0
        ? 'no guard in front of it reads that'
        : isClass
          ? 'the guard in front reads what is set on the method only'
          : 'the guard in front reads what is set on the class only';
    return [
      {
        code: 'unknown-guard',
        file,
        line: it.line,
        says: `\`@${name}\` is set for ${route.method} ${route.path}, and ${how}.`,
        certainty: 'likely',
        advice:
          reads.length === 0
            ? 'Put the guard that reads it in front, with @UseGuards or as APP_GUARD.'
            : 'Let the guard read both, with getAllAndOverride.',
        other: { file: route.file, line: route.line },
      },
    ];
  };
  return [
    ...onMethod.flatMap((it) => remarkOn(it, files.method, false)),
    ...onClass.flatMap((it) => remarkOn(it, files.class, true)),
  ];
}

function speaksOfNeeds(it: Decorator, key: string): boolean {
  return (
    kindOf(key.split(':').length === 1 ? key : '') !== undefined || kindOf(printExpression(it.written)) !== undefined
  );
}

function isEmpty(value: { readonly is: string; readonly items?: readonly unknown[] }): boolean {
  return value.is === 'array' && value.items?.length === 0;
}
