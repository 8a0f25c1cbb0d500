import type { Expr } from '../php/ast.ts';
import type { Guard } from '../route.ts';

export type NeedKind = NonNullable<Guard['needsAre']>;

/** What a check asks for. */
export interface Needs {
  readonly values: readonly string[];
  readonly are?: NeedKind;
  readonly anyOf: boolean;
  /** What is compared with the user: `post` of `$user->id === $post->user_id`. */
  readonly on?: string;
}

export const noNeeds: Needs = { values: [], anyOf: false };

/** Methods of users, and what their arguments are. `All` in a name asks for all of them. */
export const checks: readonly (readonly [RegExp, NeedKind])[] = [
  [
    /^(?:has|doesntHave|lacks)(?:Any|All|Exact|The)?(?:Team)?Roles?$|^is(?:A|An|NotA|NotAn|Not)$|^(?:has|is)Role|^inRole|^belongsToRole/i,
    'role',
  ],
  [
    /^(?:has|check|lacks)(?:Any|All|Direct|Team)*Permissions?(?:To)?$|^isAbleTo$|^isAbleToAndOwns$|^hasPermission/i,
    'permission',
  ],
  [/^(?:tokenCan|tokenCant|hasAbility|hasAnyAbility|canAccess)$/i, 'ability'],
  [/^(?:has|token|check)?Scopes?$|^hasAnyScope$/i, 'scope'],
  [/^(?:in|has)Groups?$/i, 'group'],
];

/** Properties that hold what a user is. */
export const properties: readonly (readonly [RegExp, NeedKind])[] = [
  [/role|^user_?type$|^account_?type$|^type$|^level$|^rank$/i, 'role'],
  [/permission/i, 'permission'],
  [/scope/i, 'scope'],
  [/abilit/i, 'ability'],
  [/group/i, 'group'],
];

export const kindOf = (table: readonly (readonly [RegExp, NeedKind])[], name: string): NeedKind | undefined =>
  table.find(([pattern]) => pattern.test(name))?.[1];

/** `$user->id`, `auth()->id()`, `Auth::id()`, `$user->getKey()`, `$user`. */
export function isUserId(it: Expr): boolean {
  if (it.kind === 'methodCall') return it.name === 'id' || it.name === 'getKey' || it.name === 'getAuthIdentifier';
  if (it.kind === 'staticCall') return it.name === 'id' || it.name === 'user';
  if (it.kind === 'property') return /(?:^|_)id$/.test(it.name) || it.name === 'uuid';
  return it.kind === 'variable' && /user$/i.test(it.name);
}

/** Needs of several checks; those of the kind that comes first. `either`: whether one of the checks is enough. */
export function joined(all: readonly Needs[], either: boolean): Needs {
  const on = all.find((it) => it.on !== undefined)?.on;
  const are = all.find((it) => it.values.length > 0)?.are;
  const alike = all.filter((it) => it.values.length > 0 && it.are === are);
  const values = [...new Set(alike.flatMap((it) => it.values))];
  const anyOf = values.length > 1 && (alike.length > 1 ? either : (alike[0]?.anyOf ?? false));
  return { values, anyOf, ...(are && { are }), ...(on !== undefined && { on }) };
}
