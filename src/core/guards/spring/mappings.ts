import { annotation, type ClassProject, type ProjectClass } from '../code/classProject.ts';
import { argument, type Call, type Def, dotted, itemsOf, lastName, textOf } from '../code/code.ts';
import { joinPaths } from '../joinPaths.ts';

/** A method of a controller that answers requests. */
export interface Mapping {
  readonly methods: readonly string[];
  readonly paths: readonly string[];
  readonly line: number;
  readonly file: string;
  readonly def: Def;
  /** The controller, and the class or interface that the method is written in. */
  readonly controller: ProjectClass;
  readonly of: ProjectClass;
}

const verbs: ReadonlyMap<string, string> = new Map([
  ['GetMapping', 'GET'],
  ['PostMapping', 'POST'],
  ['PutMapping', 'PUT'],
  ['PatchMapping', 'PATCH'],
  ['DeleteMapping', 'DELETE'],
  ['RequestMapping', '*'],
]);

/** What the controllers of a project answer, in the order in which they are written. */
export function readMappings(project: ClassProject): readonly Mapping[] {
  return project.classes
    .filter((one) => one.class.kind === 'class' && isController(project, one))
    .flatMap((one) => ofController(project, one));
}

function isController(project: ClassProject, of: ProjectClass): boolean {
  if (of.class.words.includes('abstract')) return false;
  return of.class.marks.some((mark) => {
    const name = lastName(mark) ?? '';
    if (name === 'RestController' || name === 'Controller') return true;
    const meta = project.named(of.file, name);
    return (
      meta?.class.kind === 'annotation' && annotation(meta.class.marks, 'RestController', 'Controller') !== undefined
    );
  });
}

function ofController(project: ClassProject, controller: ProjectClass): readonly Mapping[] {
  const lineage = project.lineage(controller);
  const base = lineage.map((one) => annotation(one.class.marks, 'RequestMapping')).find((one) => one);
  const baseOf = lineage.find((one) => annotation(one.class.marks, 'RequestMapping') === base) ?? controller;
  const prefixes = (base && pathsOf(project, baseOf, base)) ?? [''];
  const seen = new Set<string>();
  return lineage.flatMap((of) =>
    of.class.body.flatMap((stmt): readonly Mapping[] => {
      if (stmt.k !== 'def') return [];
      const mark = annotation(stmt.def.marks, ...verbs.keys());
      const key = `${stmt.def.name}(${stmt.def.params.length})`;
      if (!mark || seen.has(key)) return [];
      seen.add(key);
      const own = pathsOf(project, of, mark) ?? [''];
      const verb = verbs.get(lastName(mark.f) ?? '') ?? '*';
      // What an interface or a base maps runs as the controller writes it anew.
      const over = project.method(controller, stmt.def.name);
      const def = over && over.def.params.length === stmt.def.params.length ? over.def : stmt.def;
      return [
        {
          methods: verb === '*' ? methodsOf(mark, base) : [verb],
          paths: prefixes.flatMap((prefix) => own.map((path) => joinPaths(prefix, path))),
          line: mark.line,
          file: of.file,
          def: def === stmt.def || def.marks.length > 0 ? def : { ...def, marks: stmt.def.marks },
          controller,
          of: def === stmt.def ? of : (over?.of ?? of),
        },
      ];
    }),
  );
}

function pathsOf(project: ClassProject, of: ProjectClass, mark: Call): readonly string[] | undefined {
  const given = argument(mark, 'path') ?? argument(mark, 'value', 0);
  if (!given) return undefined;
  return itemsOf(given).map((one) => project.strings(of, one)?.[0] ?? `{${textOf(one)}}`);
}

function methodsOf(mark: Call, base: Call | undefined): readonly string[] {
  const given = argument(mark, 'method') ?? (base && argument(base, 'method'));
  const listed = itemsOf(given).flatMap((one) => (dotted(one) ?? '').split('.').slice(-1));
  return listed.length > 0 ? listed : ['*'];
}
