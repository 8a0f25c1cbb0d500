import type { ClassProject, ProjectClass } from '../code/classProject.ts';
import {
  argument,
  type Call,
  chainOf,
  type Def,
  dotted,
  type Expr,
  headOf,
  lastName,
  plainArguments,
  type Stmt,
} from '../code/code.ts';
import { joinPaths } from '../joinPaths.ts';

/** Something said of an endpoint or a group: `RequireAuthorization("Admins")`. */
export interface Said {
  readonly call: Call;
  readonly of: ProjectClass;
}

/** A group of endpoints; the application itself is the outermost. */
export interface Group {
  readonly parent: Group | undefined;
  readonly prefix: string;
  readonly said: Said[];
}

/** An endpoint of a minimal API. */
export interface Endpoint {
  readonly methods: readonly string[];
  readonly path: string;
  readonly line: number;
  readonly of: ProjectClass;
  readonly group: Group;
  readonly said: Said[];
  readonly handler: Expr | undefined;
}

const maps: ReadonlyMap<string, string> = new Map([
  ['MapGet', 'GET'],
  ['MapPost', 'POST'],
  ['MapPut', 'PUT'],
  ['MapPatch', 'PATCH'],
  ['MapDelete', 'DELETE'],
  ['MapMethods', ''],
  ['Map', '*'],
  ['MapFallback', '*'],
]);

/** Endpoints, groups and controllers as an application maps them, walked through in order; extension methods are followed. */
export class Endpoints {
  readonly all: Endpoint[] = [];
  readonly controllers: Said[] = [];
  readonly conventions: string[] = [];
  readonly #project: ClassProject;
  /** Methods that extend a route builder, by name. */
  readonly #extensions = new Map<string, { readonly def: Def; readonly of: ProjectClass }>();
  readonly #walked = new Set<Def>();

  constructor(project: ClassProject) {
    this.#project = project;
    const loose: { def: Def; of: ProjectClass }[] = [];
    for (const [file, body] of project.files) {
      const program: ProjectClass = {
        class: { name: '', kind: 'class', line: 1, bases: [], marks: [], words: [], body },
        file,
      };
      for (const stmt of body) if (stmt.k === 'def') loose.push({ def: stmt.def, of: program });
    }
    for (const of of project.classes)
      for (const stmt of of.class.body) if (stmt.k === 'def') loose.push({ def: stmt.def, of });
    for (const one of loose) if (builds(one.def)) this.#extensions.set(one.def.name, one);
    const root: Group = { parent: undefined, prefix: '', said: [] };
    for (const [file, body] of project.files) {
      const program: ProjectClass = {
        class: { name: '', kind: 'class', line: 1, bases: [], marks: [], words: [], body },
        file,
      };
      this.#walk(body, program, new Map(), root, 0);
    }
    // `Startup.Configure`, `Main`, and what no program of the folder calls.
    for (const of of project.classes) {
      for (const stmt of of.class.body) {
        if (stmt.k !== 'def') continue;
        if (/^(?:Configure|Main)$/.test(stmt.def.name)) this.#walk(stmt.def.body, of, new Map(), root, 0);
      }
    }
    for (const { def, of } of this.#extensions.values()) {
      if (this.#walked.has(def)) continue;
      const builder = def.params[0]?.name ?? 'app';
      this.#walked.add(def);
      this.#walk(def.body, of, new Map([[builder, { parent: root, prefix: '', said: [] }]]), root, 0);
    }
  }

  #walk(
    body: readonly Stmt[],
    of: ProjectClass,
    names: Map<string, Group | Endpoint>,
    root: Group,
    depth: number,
  ): Group | Endpoint | undefined {
    if (depth > 12) return undefined;
    let returned: Group | Endpoint | undefined;
    for (const stmt of body) {
      if (stmt.k === 'if') {
        this.#walk(stmt.body, of, names, root, depth + 1);
        this.#walk(stmt.otherwise, of, names, root, depth + 1);
      } else if (stmt.k === 'block') this.#walk(stmt.body, of, names, root, depth + 1);
      else if ((stmt.k === 'expr' || stmt.k === 'set' || stmt.k === 'return') && stmt.value) {
        const made = this.#expression(stmt.value, of, names, root, depth);
        const name = stmt.k === 'set' ? dotted(stmt.target) : undefined;
        if (made && name !== undefined) names.set(name, made);
        if (stmt.k === 'return') returned = made ?? returned;
      }
    }
    return returned;
  }

  #expression(
    expr: Expr,
    of: ProjectClass,
    names: Map<string, Group | Endpoint>,
    root: Group,
    depth: number,
  ): Group | Endpoint | undefined {
    const head = dotted(headOf(expr));
    let at: Group | Endpoint | undefined =
      head === undefined
        ? undefined
        : (names.get(head) ?? (/^(?:app|endpoints|builder|routes|webApp|application)$/i.test(head) ? root : undefined));
    if (expr.k !== 'call') return at;
    for (const call of chainOf(expr)) {
      const name = lastName(call.f) ?? '';
      const [first, second] = plainArguments(call);
      const group: Group | undefined = at && 'prefix' in at ? at : undefined;
      const verb = maps.get(name);
      if (name === 'UseEndpoints' && first?.k === 'fn') {
        this.#walk(first.fn.body, of, new Map([[first.fn.params[0]?.name ?? 'endpoints', root]]), root, depth + 1);
      } else if (name === 'MapGroup' && group) at = { parent: group, prefix: this.#text(of, first) ?? '{?}', said: [] };
      else if (verb !== undefined && group && (first || verb === '*')) {
        const written = this.#text(of, first);
        const methods =
          verb === '' ? (this.#project.strings(of, second) ?? ['*']).map((one) => one.toUpperCase()) : [verb];
        const handler = plainArguments(call).at(-1);
        const path = pathOf(group, written ?? (name === 'MapFallback' ? '{*path}' : '{?}'));
        at = { methods, path, line: call.line, of, group, said: [], handler };
        this.all.push(at);
      } else if (
        /^Map(?:Default)?Controller(?:s|Route)$|^MapAreaControllerRoute$|^UseMvc(?:WithDefaultRoute)?$|^MapRoute$/.test(
          name,
        )
      ) {
        if (/Default|Route$/.test(name)) this.conventions.push(this.#convention(of, call, name));
        if (name === 'UseMvc' && first?.k === 'fn')
          this.#walk(first.fn.body, of, new Map([[first.fn.params[0]?.name ?? 'routes', root]]), root, depth + 1);
        at = { parent: root, prefix: '', said: this.controllers };
      } else if (this.#extensions.has(name) && (at || /^Map/.test(name))) {
        const one = this.#extensions.get(name);
        if (!one || depth > 8) continue;
        const into: Group = group ?? root;
        this.#walked.add(one.def);
        const builder = one.def.params[0]?.name ?? 'app';
        at = this.#walk(one.def.body, one.of, new Map([[builder, into]]), into, depth + 1) ?? at;
      } else if (at && metadata.has(name)) at.said.push({ call, of });
    }
    return at;
  }

  #convention(of: ProjectClass, call: Call, name: string): string {
    if (/Default/.test(name)) return '{controller=Home}/{action=Index}/{id?}';
    const given =
      argument(call, 'pattern') ??
      argument(call, 'template') ??
      plainArguments(call)[name === 'MapAreaControllerRoute' ? 2 : 1];
    const written = this.#text(of, given) ?? '{controller=Home}/{action=Index}/{id?}';
    return name === 'MapAreaControllerRoute' ? written.replace(/^[^/{]+\//, '{area}/') : written;
  }

  #text(of: ProjectClass, expr: Expr | undefined): string | undefined {
    return this.#project.strings(of, expr)?.join('');
  }
}

const metadata = new Set([
  'RequireAuthorization',
  'AllowAnonymous',
  'RequireRateLimiting',
  'DisableRateLimiting',
  'AddEndpointFilter',
  'WithMetadata',
  'RequireScope',
]);

/** Everything that is said of an endpoint: of its groups from the outside in, and then of itself. */
export function saidOf(endpoint: Endpoint): readonly Said[] {
  const groups: Group[] = [];
  for (let at: Group | undefined = endpoint.group; at; at = at.parent) groups.unshift(at);
  return [...groups.flatMap((one) => one.said), ...endpoint.said];
}

function builds(def: Def): boolean {
  const [first] = def.params;
  return (
    first !== undefined &&
    /^(?:IEndpointRouteBuilder|RouteGroupBuilder|WebApplication|IApplicationBuilder)$/.test(
      lastName(first.type) ?? '',
    ) &&
    def.body.length > 0
  );
}

function pathOf(group: Group, path: string): string {
  const parts = [path];
  for (let at: Group | undefined = group; at; at = at.parent) parts.unshift(at.prefix);
  return joinPaths(...parts);
}
