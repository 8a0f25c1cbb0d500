import { joinPaths } from '../joinPaths.ts';
import { cover, type Segment, segmentsOf } from '../js/segments.ts';
import { type Slot, stringOf, truth, type Value } from '../js/value.ts';
import type { NestApp } from './host.ts';

/** How an application makes paths of controllers' and methods' own. */
export interface PathRules {
  readonly prefix: string;
  readonly excluded: readonly Slot[];
  /** Before the version in paths; undefined: versions are not in paths. */
  readonly versionPrefix: string | undefined;
  readonly defaultVersions: readonly string[];
}

export function pathRules(app: NestApp | undefined): PathRules {
  const prefix = app?.calls.findLast((it) => it.name === 'setGlobalPrefix');
  const versioning = app?.calls.findLast((it) => it.name === 'enableVersioning');
  const options = versioning?.args[0]?.value;
  const type = options?.is === 'object' ? options.fields.get('type') : undefined;
  const isUri =
    versioning !== undefined &&
    (type === undefined ||
      (type.is === 'package' && type.path.at(-1) === 'URI') ||
      (type.is === 'constant' && type.value === 0));
  const field = (name: string) => (options?.is === 'object' ? options.fields.get(name) : undefined);
  const before = field('prefix');
  const exclude = prefix?.args[1]?.value;
  const excluded = exclude?.is === 'object' ? exclude.fields.get('exclude') : undefined;
  return {
    prefix: prefix ? (stringOf(prefix.args[0]?.value) ?? '…') : '',
    excluded: excluded?.is === 'array' ? excluded.items : [],
    versionPrefix: isUri ? (before && truth(before) === false ? '' : (stringOf(before) ?? 'v')) : undefined,
    defaultVersions: textsOf(field('defaultVersion')),
  };
}

/** A string, a list of them, or nothing. `VERSION_NEUTRAL` is the empty string. */
export function textsOf(value: Value | undefined): readonly string[] {
  if (value?.is === 'array') return value.items.flatMap((it) => textsOf(it.value));
  if (value?.is === 'package') return [''];
  if (value?.is === 'constant' && typeof value.value === 'number') return [String(value.value)];
  const text = stringOf(value);
  return text === undefined ? [] : [text];
}

/** Whole paths of a route, by the versions that it has. */
export function pathsOf(
  rules: PathRules,
  method: string,
  module: string,
  controller: string,
  own: string,
  versions: readonly string[],
): readonly string[] {
  const rest = joinPaths(module, controller, own);
  const excluded = rules.excluded.some((it) => coversRoute(it.value, segmentsOf(rest), method, false));
  const prefix = excluded ? '' : rules.prefix;
  if (rules.versionPrefix === undefined) return [joinPaths(prefix, rest)];
  const all = 0 < versions.length ? versions : rules.defaultVersions.length === 0 ? [''] : rules.defaultVersions;
  return all.map((it) => joinPaths(prefix, it === '' ? '' : `${rules.versionPrefix}${it}`, rest));
}

/** Whether `'path'` or `{ path, method }` is this route; `under`: what is below the path, too. */
export function coversRoute(value: Value, route: readonly Segment[], method: string, under: boolean): boolean {
  const path = stringOf(value) ?? (value.is === 'object' ? stringOf(value.fields.get('path')) : undefined);
  if (path === undefined) return false;
  const asked = value.is === 'object' ? value.fields.get('method') : undefined;
  const verb =
    asked?.is === 'package' ? asked.path.at(-1) : asked?.is === 'constant' ? verbs[Number(asked.value)] : 'ALL';
  if (verb !== undefined && verb !== 'ALL' && verb !== method) return false;
  const segments = segmentsOf(path);
  const below = under && (verb === undefined || verb === 'ALL') ? [...segments, { is: 'rest' as const }] : segments;
  return cover(below, route, false) === 'all';
}

/** Nest's RequestMethod, by number. */
const verbs = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD', 'SEARCH'];
