import type { FrameworkId, Guard, GuardKind, Route } from '../../core/guards/route.ts';
import { visibleLine } from '../../core/print/visible.ts';
import { maskSecretsIn } from '../../core/redact.ts';
import { list, type Text, text, words } from '../../core/text.ts';
import type { GuardView, RouteView } from '../../sidebar/serverProtocol.ts';
import { sourceLabel } from './placeLabel.ts';

/** The guard that most likely refused, by its index, and what is to be said of it. */
export interface Refusing {
  readonly index: number;
  readonly says: Text;
}

/** A route as the sidebar and the audit show it. */
export function routeView(route: Route, refusing?: Refusing): RouteView {
  const { handler } = route;
  return {
    method: theirs(route.method),
    path: theirs(route.path),
    at: sourceLabel(route.file, route.line),
    framework: frameworkNames[route.framework],
    guards: route.guards.map((it, at) => guardView(it, refusing?.index === at ? refusing.says : undefined)),
    ...(handler ? { handler: { name: theirs(handler.name), at: sourceLabel(handler.file, handler.line) } } : {}),
    unread: (route.unread ?? []).map(theirs),
  };
}

function guardView(guard: Guard, refused: Text | undefined): GuardView {
  const { definedAt } = guard;
  const needs = needsOf(guard);
  return {
    name: theirs(guard.name),
    text: theirs(guard.text),
    kind: kindWords[guard.kind],
    at: sourceLabel(guard.file, guard.line),
    ...(definedAt ? { definedAt: sourceLabel(definedAt.file, definedAt.line) } : {}),
    ...(needs ? { needs } : {}),
    ...(refused ? { refused } : {}),
  };
}

/** "needs role `editor`", "needs one of the scopes `a` and `b`"; undefined where it names none. */
export function needsOf({ needs, needsAre, anyOf, on }: Guard): Text | undefined {
  if (needs.length === 0) return undefined;
  const what = needsAre ?? '';
  const of = on === undefined ? words('') : text` on ${on}`;
  if (needs.length === 1) return text`needs ${words(what === '' ? '' : `${what} `)}${needs[0] ?? ''}${of}`;
  const plural = what === '' ? '' : `${what === 'ability' ? 'abilities' : `${what}s`} `;
  return anyOf
    ? text`needs one of the ${words(plural)}${list(needs, 'or')}${of}`
    : text`needs the ${words(plural)}${list(needs)}${of}`;
}

/** What a guard is for, in a word. */
export const kindWords: Readonly<Record<GuardKind, string>> = {
  authentication: 'authentication',
  authorization: 'authorization',
  csrf: 'CSRF',
  throttle: 'rate limit',
  signature: 'signature',
  other: 'guard',
};

export const frameworkNames: Readonly<Record<FrameworkId, string>> = {
  express: 'Express',
  laravel: 'Laravel',
  nestjs: 'NestJS',
  fastify: 'Fastify',
  koa: 'Koa',
  hono: 'Hono',
  nextjs: 'Next.js',
  django: 'Django',
  fastapi: 'FastAPI',
  flask: 'Flask',
  spring: 'Spring',
  aspnet: 'ASP.NET Core',
  rails: 'Rails',
};

function theirs(it: string): string {
  return maskSecretsIn(visibleLine(it));
}
