import type { Needs, NeedsAre } from '../code/needs.ts';
import type { GuardKind } from '../route.ts';

/** What an expression of `@PreAuthorize` asks for. Undefined: it lets everybody pass. */
export interface Asked {
  readonly kind: GuardKind;
  readonly needs?: Needs;
  readonly on?: string;
}

/** Reads Spring's security expressions: `hasRole('ADMIN') or #id == principal.id`. Not run, only read. */
export function readSpel(expression: string): Asked | undefined {
  const text = expression.trim();
  if (/^permitAll(?:\(\))?$/.test(text)) return undefined;
  if (/^(?:isAuthenticated|isFullyAuthenticated|isRememberMe)\(\)$/.test(text)) return { kind: 'authentication' };
  const needs: string[] = [];
  let needsAre: NeedsAre | undefined;
  let any = / or |\|\|/i.test(text);
  let on: string | undefined;
  for (const found of text.matchAll(
    /\b(has(?:Any)?(?:Role|Authority|Scope)|hasAll(?:Roles|Authorities)|hasPermission)\s*\(([^()]*)\)/g,
  )) {
    const [, name = '', inside = ''] = found;
    const given = [...inside.matchAll(/'([^']*)'|"([^"]*)"|T\([\w.]+\)\.(\w+)/g)].map(
      (one) => one[1] ?? one[2] ?? one[3] ?? '',
    );
    const kept = name === 'hasPermission' ? given.slice(-1) : given;
    needs.push(...kept);
    needsAre ??= areOf(name, kept);
    if (name === 'hasPermission' && given.length > 1) on = given[0];
    if (name.startsWith('hasAny') && kept.length > 1) any = true;
  }
  const distinct = [...new Set(needs)];
  if (distinct.length === 0) return { kind: 'authorization' };
  return {
    kind: 'authorization',
    needs: { needs: distinct, ...(needsAre && { needsAre }), ...(any && distinct.length > 1 && { anyOf: true }) },
    ...(on !== undefined && { on }),
  };
}

/** What names that are handed to `hasRole` and the like are. */
export function areOf(method: string, given: readonly string[]): NeedsAre {
  if (/Role/.test(method) || given.every((one) => one.startsWith('ROLE_'))) return 'role';
  if (/Scope/.test(method) || given.every((one) => one.startsWith('SCOPE_'))) return 'scope';
  return 'permission';
}
