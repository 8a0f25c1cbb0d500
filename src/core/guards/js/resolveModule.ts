import { type ParseError, parse } from 'jsonc-parser';
import { isRecord } from '../../read/json.ts';
import type { Project } from '../framework.ts';
import type { ModuleSyntax } from './syntax.ts';

/**
 * The file of the project that a specifier in `from` means: relative ones with extensions and `index` tried, those of
 * tsconfig's `paths` and `baseUrl`, package.json's `imports`, and packages of the same workspace by their names.
 * Undefined: it is of a package that is not here.
 */
export function resolveModule(from: string, specifier: string, project: Project): string | undefined {
  const known = resolved.get(project) ?? new Map<string, string | undefined>();
  resolved.set(project, known);
  const key = `${folderOf(from)}\n${specifier}`;
  if (!known.has(key)) known.set(key, resolve(from, specifier, project));
  return known.get(key);
}

const resolved = new WeakMap<Project, Map<string, string | undefined>>();

function resolve(from: string, specifier: string, project: Project): string | undefined {
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
    const joined = joinPath(folderOf(from), specifier);
    return joined === undefined ? undefined : fileAt(joined, project.paths);
  }
  if (specifier.startsWith('/') || specifier.startsWith('node:')) return undefined;
  for (const candidate of aliases(from, specifier, project)) {
    const found = fileAt(candidate, project.paths);
    if (found !== undefined) return found;
  }
  return byCustom(from, specifier, project);
}

/** `@/x` and `~/x` where no configuration was found that says so: x, or src/x, in the nearest folder upwards. */
function byCustom(from: string, specifier: string, project: Project): string | undefined {
  const rest = /^[@~]\/(.+)$/.exec(specifier)?.[1];
  if (rest === undefined) return undefined;
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    for (const it of [rest, `src/${rest}`]) {
      const found = fileAt(under(folder, it), project.paths);
      if (found !== undefined) return found;
    }
    if (folder === '') return undefined;
  }
}

/** The files that a module may lead to: what it imports, and, where names are worked out, what lies in its folder. */
export function ledTo(path: string, module: ModuleSyntax, project: Project): string[] {
  const named = module.imports.flatMap((it) => resolveModule(path, it, project) ?? []);
  if (!module.importsOthers) return named;
  const folder = folderOf(path);
  const around = [...project.paths].filter(
    (it) =>
      it !== path &&
      (folder === '' || it.startsWith(`${folder}/`)) &&
      /\.[cm]?[jt]sx?$/.test(it) &&
      !/\.d\.[cm]?ts$/.test(it),
  );
  return [...named, ...around.slice(0, 2_000)];
}

const extensions = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.mts', '.cts'];

/** A path without its extension, with that of the compiled file, or a folder → the source. */
function fileAt(path: string, paths: ReadonlySet<string>): string | undefined {
  if (paths.has(path) && /\.[cm]?[jt]sx?$/.test(path)) return path;
  const source = path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2');
  if (source !== path && paths.has(source)) return source;
  for (const it of extensions) if (paths.has(path + it)) return path + it;
  const folder = path === '' ? '' : `${path}/`;
  for (const it of extensions) if (paths.has(`${folder}index${it}`)) return `${folder}index${it}`;
  return undefined;
}

function aliases(from: string, specifier: string, project: Project): string[] {
  const found: string[] = [];
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    for (const name of ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json']) {
      const config = configAt(under(folder, name), project);
      if (config) found.push(...fromPaths(folder, config, specifier));
    }
    const own = configAt(under(folder, 'package.json'), project);
    if (own && specifier.startsWith('#')) found.push(...fromImports(folder, own, specifier));
    if (own && isRecord(own._moduleAliases)) found.push(...fromMap(folder, own._moduleAliases, specifier));
    if (folder === '') break;
  }
  return [...found, ...fromWorkspace(specifier, project)];
}

function fromPaths(folder: string, config: Readonly<Record<string, unknown>>, specifier: string): string[] {
  const options = isRecord(config.compilerOptions) ? config.compilerOptions : {};
  const { baseUrl, paths } = options;
  const base = typeof baseUrl === 'string' ? joinPath(folder, baseUrl) : folder;
  if (base === undefined) return [];
  const found = isRecord(paths) ? fromMap(base, paths, specifier) : [];
  return typeof baseUrl === 'string' ? [...found, under(base, specifier)] : found;
}

/** `@/*` → `src/*`; a name without `*` stands for itself, and for what is below it. */
function fromMap(base: string, map: Readonly<Record<string, unknown>>, specifier: string): string[] {
  return Object.entries(map).flatMap(([pattern, targets]) => {
    const star = pattern.indexOf('*');
    const [before, after] = star < 0 ? [pattern, ''] : [pattern.slice(0, star), pattern.slice(star + 1)];
    const below = star < 0 && specifier.startsWith(`${pattern}/`);
    if (star < 0 ? specifier !== pattern && !below : !specifier.startsWith(before) || !specifier.endsWith(after))
      return [];
    const rest = below
      ? specifier.slice(pattern.length)
      : star < 0
        ? ''
        : specifier.slice(before.length, specifier.length - after.length);
    const list = (Array.isArray(targets) ? targets : [targets]).filter((it): it is string => typeof it === 'string');
    return list.flatMap((it) => joinPath(base, star < 0 ? it + rest : it.split('*').join(rest)) ?? []);
  });
}

/** package.json's `imports`: a target may be a string or conditions. */
function fromImports(folder: string, config: Readonly<Record<string, unknown>>, specifier: string): string[] {
  if (!isRecord(config.imports)) return [];
  const flat = Object.entries(config.imports).map(([key, it]) => [key, isRecord(it) ? Object.values(it) : it]);
  return fromMap(folder, Object.fromEntries(flat), specifier);
}

/** `@acme/auth/guards` where a package.json of the project has the name `@acme/auth`. */
function fromWorkspace(specifier: string, project: Project): string[] {
  return [...project.texts.keys()].flatMap((path) => {
    if (!path.endsWith('/package.json')) return [];
    const config = configAt(path, project);
    const name = config?.name;
    if (typeof name !== 'string' || name === '' || (specifier !== name && !specifier.startsWith(`${name}/`))) return [];
    const folder = folderOf(path);
    const rest = specifier.slice(name.length + 1);
    if (rest !== '') return [under(folder, rest), under(folder, `src/${rest}`)];
    const main = config?.main;
    const source = typeof main === 'string' ? [joinPath(folder, main) ?? folder] : [];
    return [...source, under(folder, 'src'), folder];
  });
}

const parsed = new WeakMap<Project, Map<string, Readonly<Record<string, unknown>> | undefined>>();

/** A JSON file of the project; comments and trailing commas, which tsconfig.json may have, are let pass. */
export function configAt(path: string, project: Project): Readonly<Record<string, unknown>> | undefined {
  const text = project.texts.get(path);
  if (text === undefined) return undefined;
  let known = parsed.get(project);
  if (!known) {
    known = new Map();
    parsed.set(project, known);
  }
  if (!known.has(path)) known.set(path, readConfig(text));
  return known.get(path);
}

function readConfig(text: string): Readonly<Record<string, unknown>> | undefined {
  const errors: ParseError[] = [];
  try {
    const value: unknown = parse(text, errors, { allowTrailingComma: true });
    return errors.length === 0 && isRecord(value) ? value : undefined;
  } catch {
    // It nests deeper than the stack is.
    return undefined;
  }
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function under(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Undefined where it leads out of the project. */
export function joinPath(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const it of path.split('/')) {
    if (it === '' || it === '.') continue;
    if (it !== '..') parts.push(it);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
