import { baseName, type ExprOf } from '../php/ast.ts';
import type { SourcePlace } from '../route.ts';
import { globbed } from './callFunction.ts';
import { notReadCall } from './callMethod.ts';
import { middlewareText } from './controllerCalls.ts';
import { noGroup } from './groups.ts';
import type { Interpreter } from './interpret.ts';
import { made } from './made.ts';
import { packageRoutes } from './packageRoutes.ts';
import { type Scope, unknown, type Value } from './value.ts';

/** A call of a static method: of a facade, or of a class of the project. */
export function callStatic(on: Interpreter, it: ExprOf<'staticCall'>, scope: Scope): Value {
  const args = on.args(it.args, scope);
  const values = args.map((one) => one.value);
  const at: SourcePlace = { file: scope.file, line: it.line };
  const of = /^(?:self|static)$/.test(it.of) ? (scope.self ?? it.of) : it.of;
  if (it.of === 'parent' && scope.self !== undefined) {
    const parent = on.program.lineage(scope.self).find((one) => one.file === scope.file)?.class.parent;
    if (parent && on.program.method(parent, it.name)) return on.method(parent, it.name, values);
    return unknown(on.text(it, scope));
  }
  if (on.program.find(of)) return on.method(of, it.name, values);
  switch (baseName(of)) {
    case 'Route':
      if (on.settings.onRouter(it.name, args)) return { kind: 'router' };
      return on.router.call(it.name, args, at) ?? notReadCall(on, it, scope);
    case 'Volt':
      return it.name === 'route' && args[0]
        ? { kind: 'routes', routes: [on.router.define(['GET'], String(args[0].value), noGroup, undefined, at)] }
        : unknown(on.text(it, scope));
    case 'Gate':
      return on.gates.call(it.name, args, at) ? { kind: 'gate' } : unknown(on.text(it, scope));
    case 'Application':
      return it.name === 'configure' ? { kind: 'builder' } : unknown(on.text(it, scope));
    case 'App':
      return made(typeof values[0] === 'string' ? values[0] : '', on.text(it, scope));
    case 'RateLimiter':
      return null;
    case 'Config':
      return typeof values[0] === 'string' ? on.config(values[0], values[1]) : unknown(on.text(it, scope));
    case 'ValidateCsrfToken':
    case 'VerifyCsrfToken':
      if (it.name === 'except') on.settings.onBuilder('validateCsrfTokens', args);
      return null;
    case 'File':
      if (/^(?:allFiles|files|glob)$/.test(it.name) && typeof values[0] === 'string')
        return globbed(on, it.name === 'glob' ? values[0] : `${values[0]}/*.php`, it.line, scope);
      return unknown(on.text(it, scope));
  }
  const written = middlewareText(of, it.name, args);
  if (written !== undefined) return written;
  if (packageRoutes(baseName(of), it.name, args, at, on.router)) return null;
  if (/^routes?$/i.test(it.name)) return notReadCall(on, it, scope);
  return unknown(on.text(it, scope));
}
