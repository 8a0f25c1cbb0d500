import type { Project } from '../framework.ts';
import { assign, member } from './access.ts';
import { call, callMethod, construct, methodOf } from './calls.ts';
import { evaluate, slots } from './evaluate.ts';
import { execute } from './execute.ts';
import type { FileBehaviors } from './keptBehaviors.ts';
import { imported, runModule } from './modules.ts';
import type { ModuleSyntax } from './syntax.ts';
import type { Host, ModuleState, World } from './world.ts';

const steps = 3_000_000;

/** A world over modules: path → what it says. */
export function createWorld(
  modules: ReadonlyMap<string, ModuleSyntax>,
  project: Project,
  host: Host,
  behaviors: Map<string, FileBehaviors> = new Map(),
): World {
  const states = new Map<string, ModuleState>();
  const called = new WeakSet<object>();
  let guessed = 0;
  let left = steps;
  const world: World = {
    project,
    modules,
    host,
    evaluate: (expression, frame) => evaluate(expression, frame, world),
    slots: (expressions, frame) => slots(expressions, frame, world),
    execute: (statements, frame) => execute(statements, frame, world),
    call(callee, args, frame, site) {
      if (callee.is === 'function') called.add(callee.syntax);
      return call(callee, args, frame, site, world);
    },
    construct: (callee, args, frame, site) => construct(callee, args, frame, site, world),
    callMethod: (on, name, args, frame, site) => callMethod(on, name, args, frame, site, world),
    methodOf: (of, name, self, frame) => methodOf(of, name, self, frame, world),
    member: (of, name, frame) => member(of, name, frame, world),
    assign: (to, value, frame) => assign(to, value, frame, world),
    run: (path) => runModule(path, states, world),
    imported: (from, specifier, name) => imported(from, specifier, name, world),
    step: () => 0 < left--,
    isSpent: () => left <= 0,
    guess: () => void guessed++,
    guesses: () => guessed,
    wasCalled: (syntax) => called.has(syntax),
    visiting: new Set(),
    running: new Map(),
    extras: new WeakMap(),
    behaviors,
  };
  return world;
}
