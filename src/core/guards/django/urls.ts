import { literal } from '../../literal.ts';
import { argument, type Call, type Expr, lastName, type Stmt, textOf } from '../code/code.ts';
import { everyStatement } from '../code/pythonFacts.ts';
import type { PythonProject } from '../code/pythonProject.ts';
import { type FromRouter, Routers } from './routers.ts';
import type { Settings } from './settings.ts';

/** One entry of a URL configuration, prefixes joined. */
export interface Entry {
  /** As Django's `path` writes it, with a slash in front. */
  readonly path: string;
  /** An RE2 pattern for the whole path. */
  readonly pattern: string | undefined;
  readonly file: string;
  readonly line: number;
  readonly name: string | undefined;
  readonly view:
    | { readonly k: 'view'; readonly expr: Expr; readonly file: string }
    | { readonly k: 'router'; readonly of: FromRouter }
    | { readonly k: 'admin' };
}

const deepest = 12;
const mostEntries = 5000;

/** A prefix: how it is written, and its pattern without anchors; undefined where that cannot be told. */
interface Prefix {
  readonly path: string;
  readonly regex: string | undefined;
}

/** Reads the URL configurations of a project into one list, in the order in which Django tries them. */
export class Urls {
  readonly #project: PythonProject;
  readonly #routers: Routers;
  readonly #settings: Settings;
  readonly #included = new Set<string>();

  constructor(project: PythonProject, settings: Settings) {
    this.#project = project;
    this.#settings = settings;
    this.#routers = new Routers(project);
  }

  entries(): readonly Entry[] {
    const root = this.#settings.of('ROOT_URLCONF');
    const module = root && this.#project.strings(root.file, root.value)?.[0];
    const file = module === undefined ? undefined : this.#project.modules.file(root?.file ?? '', module);
    if (file !== undefined) return this.#file(file, { path: '/', regex: '/' }, 0);
    const all = [...this.#project.files.keys()].filter((path) => this.#patterns(path, 'urlpatterns').length > 0);
    const found = all.map((path) => ({ path, entries: this.#file(path, { path: '/', regex: '/' }, 0) }));
    return found
      .filter((one) => !this.#included.has(one.path))
      .flatMap((one) => one.entries)
      .slice(0, mostEntries);
  }

  #file(file: string, prefix: Prefix, depth: number): readonly Entry[] {
    return depth > deepest
      ? []
      : this.#patterns(file, 'urlpatterns').flatMap((one) => this.#item(file, one, prefix, depth + 1));
  }

  /** What a list of patterns holds in the end: `=`, `+=`, `append` and `extend` in turn. */
  #patterns(file: string, name: string): readonly Expr[] {
    let items: Expr[] = [];
    const visit = (stmts: readonly Stmt[]): void => {
      for (const stmt of stmts) {
        if (stmt.k === 'set' && stmt.target.k === 'name' && stmt.target.v === name && stmt.value) {
          const adds = stmt.value.k === 'op' && stmt.value.items[0]?.k === 'name' && stmt.value.items[0].v === name;
          if (adds && stmt.value.k === 'op') items.push(...stmt.value.items.slice(1));
          else if (!(stmt.value.k === 'call' && lastName(stmt.value.f) === 'format_suffix_patterns'))
            items = [stmt.value];
        } else if (
          stmt.k === 'expr' &&
          stmt.value.k === 'call' &&
          stmt.value.f.k === 'dot' &&
          textOf(stmt.value.f.of) === name
        ) {
          const given = stmt.value.args.map((one) => one.value);
          if (stmt.value.f.v === 'append' || stmt.value.f.v === 'extend') items.push(...given);
          else if (stmt.value.f.v === 'insert') items.unshift(...given.slice(1));
        } else if (stmt.k === 'if') {
          visit(stmt.body);
          visit(stmt.otherwise);
        } else if (stmt.k === 'block') visit(stmt.body);
      }
    };
    visit(this.#project.files.get(file) ?? []);
    return items;
  }

  #item(file: string, expr: Expr, prefix: Prefix, depth: number): readonly Entry[] {
    if (depth > deepest) return [];
    if (expr.k === 'list' || (expr.k === 'op' && expr.op === '+'))
      return expr.items.flatMap((one) => this.#item(file, one, prefix, depth + 1));
    if (expr.k === 'other') return expr.items.flatMap((one) => this.#item(file, one, prefix, depth + 1));
    if (expr.k === 'call') return this.#call(file, expr, prefix, depth);
    if (expr.k === 'dot' && expr.v === 'urls') return this.#urlsOf(file, expr, prefix);
    if (expr.k !== 'name' && expr.k !== 'dot') return [];
    const is = this.#project.meaning(file, expr);
    if (is?.k === 'module') {
      this.#included.add(is.file);
      return this.#file(is.file, prefix, depth);
    }
    if (is?.k !== 'value' || expr.k !== 'name')
      return is?.k === 'value' ? this.#item(is.file, is.value, prefix, depth + 1) : [];
    const items = this.#patterns(is.file, expr.v);
    return (items.length > 0 ? items : [is.value]).flatMap((one) => this.#item(is.file, one, prefix, depth + 1));
  }

  #call(file: string, call: Call, prefix: Prefix, depth: number): readonly Entry[] {
    const name = lastName(call.f) ?? '';
    if (name === 'path' || name === 're_path' || name === 'url')
      return this.#path(file, call, prefix, name === 'path', depth);
    if (name === 'include') return this.#include(file, call.args[0]?.value, prefix, depth);
    if (name === 'i18n_patterns') {
      const under = joined(prefix, { path: '<language>/', regex: '[a-z-]+/' });
      return call.args
        .filter((one) => one.name === undefined)
        .flatMap((one) => this.#item(file, one.value, under, depth + 1));
    }
    if (name === 'format_suffix_patterns')
      return call.args.slice(0, 1).flatMap((one) => this.#item(file, one.value, prefix, depth + 1));
    return [];
  }

  #path(file: string, call: Call, prefix: Prefix, plain: boolean, depth: number): readonly Entry[] {
    const route = argument(call, plain ? 'route' : 'regex', 0) ?? argument(call, 'route');
    const view = argument(call, 'view', 1);
    if (!route || !view) return [];
    const written = this.#project.strings(file, route)?.[0];
    const under = joined(
      prefix,
      written === undefined
        ? { path: `{${textOf(route)}}`, regex: undefined }
        : plain
          ? this.#ofPath(file, written)
          : ofRegex(written),
    );
    if (view.k === 'call' && lastName(view.f) === 'include')
      return this.#include(file, view.args[0]?.value, under, depth);
    if (view.k === 'dot' && view.v === 'urls') return this.#urlsOf(file, view, under);
    if (view.k === 'list') return view.items.slice(0, 1).flatMap((one) => this.#include(file, one, under, depth));
    const pattern =
      under.regex === undefined ? undefined : `^${under.regex}${plain || /\$\)?$/.test(written ?? '') ? '' : '.*'}$`;
    return [
      {
        path: under.path,
        pattern,
        file,
        line: call.line,
        name: this.#project.strings(file, argument(call, 'name'))?.[0],
        view: { k: 'view', expr: view, file },
      },
    ];
  }

  #include(file: string, what: Expr | undefined, prefix: Prefix, depth: number): readonly Entry[] {
    if (!what || depth > deepest) return [];
    if (what.k === 'str') {
      const module = this.#project.modules.file(file, what.v);
      if (module === undefined) return [];
      this.#included.add(module);
      return this.#file(module, prefix, depth);
    }
    // `include((patterns, 'name'))`: the list, and the application's name.
    if (what.k === 'list' && what.items.at(-1)?.k === 'str')
      return what.items.slice(0, 1).flatMap((one) => this.#include(file, one, prefix, depth + 1));
    return this.#item(file, what, prefix, depth + 1);
  }

  /** `router.urls` and `admin.site.urls`. */
  #urlsOf(file: string, expr: Extract<Expr, { k: 'dot' }>, prefix: Prefix): readonly Entry[] {
    const from = this.#routers.urls(file, expr.of);
    if (from) {
      return from.map((one) => {
        const under = joined(prefix, one);
        return {
          path: under.path,
          pattern: under.regex === undefined ? undefined : `^${under.regex}$`,
          file: one.file,
          line: one.line,
          name: undefined,
          view: { k: 'router', of: one },
        };
      });
    }
    const is = this.#project.meaning(file, expr);
    if (is?.k === 'module') {
      this.#included.add(is.file);
      return this.#file(is.file, prefix, 1);
    }
    if (!/(?:^|\.)(?:site|admin_site|admin)$/.test(textOf(expr.of))) return [];
    return [
      {
        path: prefix.path,
        pattern: prefix.regex === undefined ? undefined : `^${prefix.regex}.*$`,
        file,
        line: expr.line,
        name: 'admin',
        view: { k: 'admin' },
      },
    ];
  }

  #ofPath(file: string, written: string): Prefix {
    let regex = '';
    let at = 0;
    for (const found of written.matchAll(/<(?:(\w+):)?(\w+)>/g)) {
      regex +=
        literal(written.slice(at, found.index)) +
        (converters.get(found[1] ?? 'str') ?? this.#converter(file, found[1] ?? ''));
      at = found.index + found[0].length;
    }
    return { path: written, regex: regex + literal(written.slice(at)) };
  }

  /** `register_converter(YearConverter, 'yyyy')`: its `regex`. */
  #converter(file: string, name: string): string {
    for (const [other, body] of this.#project.files) {
      for (const stmt of everyStatement(body)) {
        if (stmt.k !== 'expr' || stmt.value.k !== 'call' || lastName(stmt.value.f) !== 'register_converter') continue;
        if (this.#project.strings(other, stmt.value.args[1]?.value)?.[0] !== name) continue;
        const is = this.#project.meaning(other, stmt.value.args[0]?.value);
        const regex = is?.k === 'class' ? this.#project.member(is, 'regex') : undefined;
        const written = regex?.k === 'value' ? this.#project.strings(regex.file, regex.value)?.[0] : undefined;
        if (written !== undefined && file !== '') return `(?:${plainGroups(written) ?? '[^/]+'})`;
      }
    }
    return '[^/]+';
  }
}

const converters: ReadonlyMap<string, string> = new Map([
  ['str', '[^/]+'],
  ['int', '[0-9]+'],
  ['slug', '[-a-zA-Z0-9_]+'],
  ['uuid', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'],
  ['path', '.+'],
]);

function joined(a: Prefix, b: Prefix): Prefix {
  return {
    path: a.path + b.path,
    regex: a.regex === undefined || b.regex === undefined ? undefined : a.regex + b.regex,
  };
}

/** A regular expression of `re_path`, as `path` would write it, and without anchors and names. */
export function ofRegex(written: string): Prefix {
  const inner = written.replace(/^\^/, '').replace(/\$$/, '').replace(/\\Z$/, '');
  return { path: simplified(inner), regex: plainGroups(inner) };
}

/** Without names of groups, which JavaScript writes otherwise; undefined for what RE2 does not have. */
function plainGroups(regex: string): string | undefined {
  if (/\(\?(?:[=!>]|<[=!])|\\[1-9]|\(\?P=/.test(regex)) return undefined;
  return regex.replace(/\(\?P<\w+>/g, '(');
}

/** Groups by their names: `(?P<pk>\d+)` as `<pk>`. */
function simplified(regex: string): string {
  let out = '';
  for (let at = 0; at < regex.length; at++) {
    if (regex[at] === '\\') {
      const next = regex[at + 1] ?? '';
      if (!/[A-Za-z0-9]/.test(next)) out += next;
      at++;
    } else if (regex[at] === '(') {
      let depth = 0;
      let end = at;
      for (; end < regex.length; end++) {
        if (regex[end] === '\\') end++;
        else if (regex[end] === '(') depth++;
        else if (regex[end] === ')' && --depth === 0) break;
      }
      const group = regex.slice(at, end + 1);
      const name = /^\(\?P<(\w+)>/.exec(group)?.[1];
      out += name ? `<${name}>` : '<var>';
      at = end;
    } else if (!'^$?*+'.includes(regex[at] ?? '')) out += regex[at];
  }
  return out;
}
