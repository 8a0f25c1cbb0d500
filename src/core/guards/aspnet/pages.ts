import type { ClassProject, ProjectClass } from '../code/classProject.ts';
import { type Def, lastName } from '../code/code.ts';

/** A handler of a Razor page: `OnGet`, `OnPostAsync`. */
export interface PageHandler {
  readonly method: string;
  readonly paths: readonly string[];
  readonly of: ProjectClass;
  readonly def: Def;
}

/** The handlers of a project's Razor pages. `texts`: the pages themselves, for what `@page` says. */
export function razorPages(project: ClassProject, texts: ReadonlyMap<string, string>): readonly PageHandler[] {
  return project.classes.flatMap((of) => {
    if (
      !of.file.endsWith('.cshtml.cs') ||
      !project.lineage(of).some((one) => one.class.bases.some((base) => /PageModel$/.test(lastName(base) ?? '')))
    )
      return [];
    const paths = pathsOf(of.file, texts.get(of.file.slice(0, -3)));
    if (paths.length === 0) return [];
    return of.class.body.flatMap((stmt): readonly PageHandler[] => {
      const verb = stmt.k === 'def' ? /^On(Get|Post|Put|Patch|Delete)(?![a-z])/.exec(stmt.def.name)?.[1] : undefined;
      return stmt.k === 'def' && verb !== undefined ? [{ method: verb.toUpperCase(), paths, of, def: stmt.def }] : [];
    });
  });
}

/** `Pages/Admin/Index.cshtml.cs` is `/Admin`, and `/Admin/Index` as well. */
function pathsOf(file: string, page: string | undefined): readonly string[] {
  const area = /(?:^|\/)Areas\/([^/]+)\/Pages\//.exec(file)?.[1];
  const at = file.lastIndexOf('Pages/');
  if (at < 0) return [];
  const plain = `${area === undefined ? '' : `/${area}`}/${file.slice(at + 6, -'.cshtml.cs'.length)}`;
  const template = /^[ \t]{0,8}@page[ \t]{1,8}"([^"\n]{0,200})"/m.exec(page?.slice(0, 5000) ?? '')?.[1];
  if (template?.startsWith('/')) return [template];
  const whole = template ? `${plain}/${template}` : plain;
  if (!/\/Index$/.test(plain)) return [whole];
  const short = plain.slice(0, -'/Index'.length);
  return [template ? `${short}/${template}` : short === '' ? '/' : short, whole];
}
