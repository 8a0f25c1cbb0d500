import { decide } from '../decide.ts';
import type { Guard, Route, SourcePlace } from '../route.ts';
import { Abilities } from './abilities.ts';
import { ActionGuards } from './actionGuards.ts';
import { started } from './application.ts';
import { snake } from './controllerCalls.ts';
import { Controllers } from './controllers.ts';
import type { Asked } from './gateChecks.ts';
import type { Interpreter } from './interpret.ts';
import { LayerGuards, placed } from './layerGuard.ts';
import { NeedReader } from './needs.ts';
import { patternOf } from './pattern.ts';
import type { FoundMethod, Program } from './program.ts';
import { RefusalReader } from './refusals.ts';
import { type Layer, Stacks } from './stack.ts';
import type { Entry, RouteDraft } from './value.ts';

/** A route with what it was made of, for whoever looks for what is wrong. */
export interface Assembled {
  readonly route: Route;
  readonly draft: RouteDraft;
  /** The route's own middleware in its order, whether it refuses or not. */
  readonly layers: readonly Layer[];
  /** The controller's class and method that the route names. */
  readonly controller?: { readonly of: string; readonly method: string };
}

/** One application as it was started and read. */
export interface Application {
  readonly interpreter: Interpreter;
  readonly controllers: Controllers;
  readonly abilities: Abilities;
  readonly routes: readonly Assembled[];
  readonly asked: readonly Asked[];
}

/** Statements and expressions that are looked at for one route, and for all of them; what is called is counted each time. */
const mostOfOne = 100_000;
const mostOfAll = 5_000_000;

/** Starts an application and puts its routes together, in the order in which they are tried. */
export function assembled(program: Program): Application {
  const interpreter = started(program);
  const { settings, gates, router } = interpreter;
  const controllers = new Controllers(interpreter);
  const needs = new NeedReader(program);
  const abilities = new Abilities(program, gates, needs);
  const asked: Asked[] = [];
  const tell = (it: Asked): void => void asked.push(it);
  const budget = { left: 0 };
  let total = mostOfAll;
  const refusals = new RefusalReader({
    program,
    needs,
    abilities,
    asked: tell,
    budget,
    silent: new Map(),
  });
  const actions = new ActionGuards(program, refusals);
  const layerGuards = new LayerGuards({
    program,
    needs,
    refusals,
    abilities,
    csrfExcept: settings.csrfExcept,
    asked: tell,
  });
  const stacks = new Stacks(settings, program, !interpreter.routing);

  const global = settings.global.flatMap((it) => stacks.resolved(it));

  const one = (draft: RouteDraft): readonly Assembled[] => {
    const action = controllerOf(program, draft);
    const found = action && program.method(action.of, action.method);
    const unread = [...draft.unread];
    budget.left = Math.min(mostOfOne, total);
    const before = budget.left;
    if (action && !found) unread.push(missing(program, action));
    const own: readonly Entry[] = action ? controllers.of(action.of, action.method) : [];
    const layers = stacks.of([...draft.middleware, ...own], draft.excluded);
    const inside =
      found && action
        ? actions.ofMethod(found, action.of)
        : typeof draft.action === 'object'
          ? actions.ofClosure(draft.action)
          : [];
    const modelOf = (parameter: string): string | undefined =>
      boundClass(found, parameter, program) ?? router.models.get(parameter) ?? needs.modelNamed(parameter);
    return draft.methods.map((method) => {
      const outside = [...global, ...layers].flatMap((layer) => {
        const guard = layerGuards.of(layer, { methods: [method], uri: draft.uri, modelOf }, (says) =>
          unread.push(says),
        );
        return guard ? [{ ...guard, ...placed(layer.entry.at, draft.at) }] : [];
      });
      const guards: readonly Guard[] = [...outside, ...inside];
      total -= before - Math.max(budget.left, 0);
      if (budget.left < 0) unread.push('Its code calls itself in too many ways to be read whole.');
      const path = draft.uri === '/' ? '/' : `/${draft.uri}`;
      const pattern = patternOf(draft.uri, draft.where);
      const handler = handlerOf(draft, action, found);
      const route: Route = {
        method,
        path,
        ...(pattern !== undefined && { pattern }),
        ...(draft.domain !== undefined && { host: draft.domain }),
        framework: 'laravel',
        file: draft.at.file,
        line: draft.at.line,
        guards,
        ...decide(guards),
        ...(handler && { handler }),
        ...(draft.name !== undefined && { name: draft.name }),
        ...(unread.length > 0 && { unread: [...new Set(unread)] }),
      };
      return { route, draft, layers, ...(action && { controller: action }) };
    });
  };
  return { interpreter, controllers, abilities, routes: inOrder(router.routes).flatMap(one), asked };
}

/** A route that is defined again takes the place of the first; fallbacks are tried last. */
function inOrder(drafts: readonly RouteDraft[]): readonly RouteDraft[] {
  const byKey = new Map<string, RouteDraft>();
  for (const it of drafts)
    for (const method of it.methods) {
      const key = `${method} ${it.domain ?? ''} ${it.uri.includes('{?}') ? `${it.at.file}:${it.at.line}` : it.uri}`;
      byKey.set(key, { ...it, methods: [method] });
    }
  const all = [...byKey.values()];
  return [...all.filter((it) => !it.fallback), ...all.filter((it) => it.fallback)];
}

/** The class and method of a handler; old applications name it without its namespace. */
function controllerOf(
  program: Program,
  draft: RouteDraft,
): { readonly of: string; readonly method: string } | undefined {
  if (typeof draft.action !== 'string') return undefined;
  const [name = '', method = '__invoke'] = draft.action.split('@');
  const known = program.find(name) ?? program.find(`App\\Http\\Controllers\\${name}`);
  const of = known?.class.name ?? name;
  // A component of Livewire is asked for as a whole: what it checks stands where it is mounted.
  const mounts = method === '__invoke' && !program.method(of, method) && program.method(of, 'mount');
  return { of, method: mounts ? 'mount' : method };
}

function missing(program: Program, { of, method }: { readonly of: string; readonly method: string }): string {
  return program.find(of)
    ? `The method ${method} of ${of} was not found in the project.`
    : `The controller ${of} is not in the project.`;
}

function handlerOf(
  draft: RouteDraft,
  action: { readonly of: string; readonly method: string } | undefined,
  found: FoundMethod | undefined,
): (SourcePlace & { readonly name: string }) | undefined {
  if (action && found) {
    const name = `${action.of.slice(action.of.lastIndexOf('\\') + 1)}${action.method === '__invoke' ? '' : `@${action.method}`}`;
    return { name, file: found.file, line: found.method.line };
  }
  if (typeof draft.action === 'object')
    return { name: 'Closure', file: draft.action.scope.file, line: draft.action.code.line };
  return undefined;
}

/** The class that a method asks for by a parameter of a route's name, e.g. `Post $post` for `{post}`. */
function boundClass(found: FoundMethod | undefined, parameter: string, program: Program): string | undefined {
  const wanted = snake(parameter);
  const param = found?.method.params.find((it) => snake(it.name) === wanted);
  return param?.types.find((it) => program.find(it)) ?? param?.types[0];
}
