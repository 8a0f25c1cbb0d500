import { annotation, type ClassProject, type ProjectClass } from '../code/classProject.ts';
import { argument, type Call, type Def, type Expr, lastName } from '../code/code.ts';
import { joinPaths } from '../joinPaths.ts';

/** An action of a controller: a method that answers requests. */
export interface Action {
  readonly methods: readonly string[];
  /** With a slash in front, tokens filled in. */
  readonly paths: readonly string[];
  readonly line: number;
  readonly def: Def;
  readonly controller: ProjectClass;
  readonly of: ProjectClass;
}

const verbs: ReadonlyMap<string, string> = new Map([
  ['HttpGet', 'GET'],
  ['HttpPost', 'POST'],
  ['HttpPut', 'PUT'],
  ['HttpPatch', 'PATCH'],
  ['HttpDelete', 'DELETE'],
  ['HttpHead', 'HEAD'],
  ['HttpOptions', 'OPTIONS'],
]);

/** The actions of a project's controllers. `conventions`: the patterns of `MapControllerRoute`, for those without attributes. */
export function readActions(project: ClassProject, conventions: readonly string[]): readonly Action[] {
  return project.classes
    .filter((one) => isController(project, one))
    .flatMap((one) => ofController(project, one, conventions));
}

function isController(project: ClassProject, of: ProjectClass): boolean {
  const { class: it } = of;
  if (
    it.kind !== 'class' ||
    it.words.includes('abstract') ||
    it.words.includes('static') ||
    annotation(it.marks, 'NonController')
  )
    return false;
  const lineage = project.lineage(of);
  if (lineage.some((one) => annotation(one.class.marks, 'ApiController', 'ApiControllerAttribute'))) return true;
  return lineage.some((one) =>
    one.class.bases.some((base) =>
      /^(?:Controller|ControllerBase|ODataController|\w+Controller|\w+ControllerBase)$/.test(lastName(base) ?? ''),
    ),
  );
}

function ofController(
  project: ClassProject,
  controller: ProjectClass,
  conventions: readonly string[],
): readonly Action[] {
  const lineage = project.lineage(controller);
  const routed = lineage.find((one) => annotation(one.class.marks, 'Route'));
  const prefixes = routed ? templates(project, routed, routed.class.marks) : [];
  const area = lineage.map((one) => annotation(one.class.marks, 'Area')).find((one) => one);
  const areaName = area && project.strings(controller, area.args[0]?.value)?.[0];
  const name = controller.class.name.replace(/Controller$/, '');
  const seen = new Set<string>();
  return lineage.flatMap((of) =>
    of.class.body.flatMap((stmt): readonly Action[] => {
      if (
        stmt.k !== 'def' ||
        stmt.def.name === of.class.name ||
        !stmt.def.words.includes('public') ||
        stmt.def.words.includes('static') ||
        annotation(stmt.def.marks, 'NonAction')
      )
        return [];
      const key = `${stmt.def.name}(${stmt.def.params.map((one) => lastName(one.type)).join()})`;
      if (seen.has(key)) return [];
      seen.add(key);
      const { def } = stmt;
      const given = def.marks.filter((mark): mark is Call => mark.k === 'call' && verbs.has(attributeName(mark)));
      const accepted = annotation(def.marks, 'AcceptVerbs');
      const methods =
        given.length > 0
          ? given.map((one) => verbs.get(attributeName(one)) ?? '*')
          : accepted
            ? accepted.args.flatMap((one) => project.strings(of, one.value) ?? []).map((one) => one.toUpperCase())
            : ['*'];
      const filled = (template: string): string => fill(template, name, actionName(project, of, def), areaName);
      const own = [
        ...templates(
          project,
          of,
          def.marks.filter((mark) => lastName(mark) === 'Route'),
        ),
        ...given.flatMap((one) => templates(project, of, [one])),
      ];
      const line = (given[0] ?? annotation(def.marks, 'Route', 'AcceptVerbs'))?.line ?? def.line;
      const made = (paths: readonly string[], each: readonly string[]): Action => ({
        methods: each,
        paths: paths.map(filled),
        line,
        def,
        controller,
        of,
      });
      if (given.some((one) => templates(project, of, [one]).length > 0) && given.length > 1) {
        return given.map((one) =>
          made(joined(prefixes, templates(project, of, [one])), [verbs.get(attributeName(one)) ?? '*']),
        );
      }
      if (own.length > 0 || prefixes.length > 0) return [made(joined(prefixes, own), [...new Set(methods)])];
      if (!/Result|IActionResult|Task|string|Action/.test(lastName(def.returns) ?? '') && given.length === 0) return [];
      return conventions.length === 0
        ? []
        : [made(conventional(conventions, areaName, name, actionName(project, of, def)), [...new Set(methods)])];
    }),
  );
}

function attributeName(mark: Call): string {
  return (lastName(mark.f) ?? '').replace(/Attribute$/, '');
}

function templates(project: ClassProject, of: ProjectClass, marks: readonly Expr[]): readonly string[] {
  return marks.flatMap((mark) => {
    if (mark.k !== 'call' || !(attributeName(mark) === 'Route' || verbs.has(attributeName(mark)))) return [];
    const given = argument(mark, 'template', 0) ?? argument(mark, 'Template');
    return given ? [project.strings(of, given)?.join('') ?? '{?}'] : [];
  });
}

function joined(prefixes: readonly string[], own: readonly string[]): readonly string[] {
  const absolute = own.filter((one) => /^~?\//.test(one)).map((one) => one.replace(/^~/, ''));
  const relative = own.filter((one) => !/^~?\//.test(one));
  const under = (prefixes.length > 0 ? prefixes : ['']).flatMap((prefix) =>
    (relative.length > 0 ? relative : absolute.length > 0 ? [] : ['']).map((one) => joinPaths(prefix, one)),
  );
  return [...under, ...absolute.map((one) => joinPaths(one))];
}

function actionName(project: ClassProject, of: ProjectClass, def: Def): string {
  const renamed = annotation(def.marks, 'ActionName');
  return (renamed && project.strings(of, renamed.args[0]?.value)?.[0]) ?? def.name.replace(/Async$/, '');
}

function fill(template: string, controller: string, action: string, area: string | undefined): string {
  return template
    .replace(/\[controller\]/gi, controller)
    .replace(/\[action\]/gi, action)
    .replace(/\[area\]/gi, area ?? '[area]')
    .replace(/\{controller(?:=(\w+))?\}/gi, controller)
    .replace(/\{action(?:=(\w+))?\}/gi, action)
    .replace(/\{area(?::\w+)?\}/gi, area ?? '{area}');
}

/** The conventional pattern for this controller: with an area where it has one; and without what has its default. */
function conventional(
  conventions: readonly string[],
  area: string | undefined,
  controller: string,
  action: string,
): readonly string[] {
  const pattern = conventions.find((one) => /\{area/.test(one) === (area !== undefined));
  if (pattern === undefined) return [];
  const whole = `/${pattern}`.replace(/\/{2,}/g, '/');
  const usualAction = /\{action=(\w+)\}/i.exec(pattern)?.[1] === action;
  const usualController = /\{controller=(\w+)\}/i.exec(pattern)?.[1] === controller;
  const short = usualAction ? [before(whole, '/{action=')] : [];
  const shortest = usualAction && usualController ? [before(whole, '{controller=').replace(/\/$/, '') || '/'] : [];
  return [whole, ...short, ...shortest];
}

function before(text: string, mark: string): string {
  const at = text.toLowerCase().indexOf(mark);
  return at < 0 ? text : text.slice(0, at);
}
