import type { HttpFile } from '../http/httpFile.ts';
import { knownNames, type LookupPlace, type TemplatePlace } from './lookup.ts';
import type { ResolveProblem, Scope } from './scope.ts';
import { setterOf } from './setByScripts.ts';
import { similarNames } from './similar.ts';

/** What to say of a name that has no value: where it stands, where was looked, what it may have been meant to be. */
export function unresolvedMessage(
  name: string,
  lookup: LookupPlace,
  scope: Scope,
  depth: number,
  place: TemplatePlace,
): ResolveProblem {
  const chained = /^([^.[]+)\.(?:request|response)\./.exec(name)?.[1];
  if (chained !== undefined) return noSuchRequest(name, chained, lookup.file, place);
  const lookedIn = placesLookedIn(lookup, scope);
  const problem = unresolvedVariable(name, `{{${name}}}`, lookedIn, knownNames(lookup, scope), place);
  const elsewhere = scope.environmentsWith(name).filter((it) => it !== scope.environment);
  const elsewhereHint = setElsewhere(name, lookup);
  if (elsewhere.length === 0 && depth === 0 && elsewhereHint === '') return problem;
  const others = elsewhere.length
    ? ` It has a value in ${elsewhere.length === 1 ? 'the environment' : 'the environments'} ${elsewhere.slice(0, 6).map(code).join(', ')}${scope.environment === undefined ? '; none is selected' : ''}.`
    : '';
  const circle = depth && isDefined(name, lookup, scope) ? ' Its definition leads back to itself.' : '';
  return { ...problem, message: problem.message + others + circle + elsewhereHint };
}

/** It has a definition, and all of them are being worked out right now. */
function isDefined(name: string, { file, at }: LookupPlace, scope: Scope): boolean {
  const inFile = at !== undefined && file.definitions.some((it) => it.name.text === name);
  return inFile || scope.layers.some((it) => it.variables.has(name));
}

export function unresolvedVariable(
  name: string,
  written: string,
  lookedIn: readonly string[],
  known: readonly string[],
  place: TemplatePlace,
): ResolveProblem {
  const similar = similarNames(name, known);
  const close = similar.length ? ` Close to it: ${similar.map(code).join(', ')}.` : '';
  return {
    message: `${code(written)} in ${place.where} has no value, so nothing was sent. Looked in: ${lookedIn.join(', ')}.${close}`,
    span: place.span,
    variable: { name, lookedIn, similar },
  };
}

/** A script that sets the name, where there is one: what to do for it to be run. */
function setElsewhere(name: string, { file, request }: LookupPlace): string {
  const setter = setterOf(name, file);
  if (!setter) return '';
  if (setter.other)
    return ' A script of this file names it, which is not run: it is not JavaScript of JetBrains’ kind.';
  if (setter.request === request) return ' A script of this request names it, and did not set it.';
  const { name: title } = setter.request;
  return title === ''
    ? ' A script of another request of this file sets it: send that first.'
    : ` The script of ${code(title)} names it: send that first, or write \`# @ref ${title}\` above this request.`;
}

function noSuchRequest(name: string, request: string, file: HttpFile, place: TemplatePlace): ResolveProblem {
  const names = file.requests.map((it) => it.name).filter((it) => it !== '');
  const similar = similarNames(request, names);
  const hint = similar.length
    ? ` Close to it: ${similar.map(code).join(', ')}.`
    : names.length
      ? ` Named requests here: ${names.slice(0, 8).map(code).join(', ')}.`
      : ' No request of this file has a name; a name is given by `# @name login` above the request.';
  return {
    message: `${code(`{{${name}}}`)} in ${place.where} refers to a request named ${code(request)}, which this file does not have, so nothing was sent.${hint}`,
    span: place.span,
    variable: { name, lookedIn: ['the named requests of this file'], similar },
  };
}

function placesLookedIn(lookup: LookupPlace, scope: Scope): readonly string[] {
  const places: string[] = [];
  if (lookup.at !== undefined) places.push('the `@` definitions of this file');
  for (const layer of scope.layers) places.push(layer.origin);
  if (scope.environment === undefined) places.push('no environment (none is selected)');
  return places;
}

function code(it: string): string {
  return `\`${it}\``;
}
