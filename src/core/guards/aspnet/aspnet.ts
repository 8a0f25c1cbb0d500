import { ClassProject } from '../code/classProject.ts';
import type { Stmt } from '../code/code.ts';
import { readCSharp } from '../code/csharp.ts';
import type { Framework, SourceFile } from '../framework.ts';
import { aspnetRoutes } from './aspnetRoutes.ts';

/** What a C# file says, and the names of classes that matter for its guards. */
export interface CSharpFacts {
  readonly body: readonly Stmt[];
  readonly names: readonly string[];
}

/** ASP.NET Core: controllers, minimal APIs, Razor pages, policies, filters and middleware. */
export const aspnet: Framework<CSharpFacts> = {
  id: 'aspnet',
  languages: ['c-sharp'],
  begins: (path, text) => path.endsWith('.cs') && !/(?:^|\/)(?:obj|bin)\//.test(path) && starts.test(text),
  read: (file) => ({ body: readCSharp(file.root, file.text), names: namesOf(file) }),
  wantsText: (path) => /(?:^|\/)Pages\/.*\.cshtml$/.test(path),
  leadsTo,
  link(files, project) {
    const classes = new ClassProject(new Map([...files].map(([path, facts]) => [path, facts.body])));
    return aspnetRoutes(classes, project?.texts ?? new Map());
  },
};

const starts =
  /\[(?:ApiController|Http(?:Get|Post|Put|Patch|Delete)|Authorize|AllowAnonymous)\b|:\s*(?:Controller|ControllerBase|PageModel)\b|\.Map(?:Get|Post|Put|Patch|Delete|Group|Controllers|ControllerRoute|Methods)\s*\(|\bAdd(?:Authorization|AuthorizationBuilder|Policy)\b|\bWebApplication\b|\bIEndpointRouteBuilder\b|\bUse(?:Authorization|Authentication)\s*\(|\b(?:AuthorizeAttribute|IAuthorizationFilter|IAsyncAuthorizationFilter|TypeFilterAttribute)\b/;

/** In a program any class may matter; elsewhere bases, attributes and what those are handed. */
function namesOf(file: SourceFile): readonly string[] {
  const names = new Set<string>();
  const all = /\bMap(?:Get|Post|Group)\b|Add(?:Policy|Authorization)|UseMiddleware|WebApplication\b/.test(file.text);
  const parts = all
    ? [file.text]
    : [
        ...file.text.matchAll(
          /^[ \t]{0,40}\[[^\n]{1,500}\]|\bclass\s[^{]{1,300}|\bbase\([^)]{1,200}\)|typeof\(\w+\)/gm,
        ),
      ].map((one) => one[0]);
  for (const part of parts) for (const [name] of part.matchAll(/\b[A-Z]\w*/g)) names.add(name);
  return [...names].slice(0, 800);
}

function leadsTo(path: string, facts: CSharpFacts, paths: ReadonlySet<string>): readonly string[] {
  let byName = known.get(paths);
  if (!byName) {
    byName = new Map();
    for (const one of paths) {
      if (!one.endsWith('.cs')) continue;
      const name = one.slice(one.lastIndexOf('/') + 1, -3);
      byName.set(name, [...(byName.get(name) ?? []), one]);
    }
    known.set(paths, byName);
  }
  const found = new Set<string>();
  for (const name of facts.names) {
    for (const one of [...(byName.get(name) ?? []), ...(byName.get(`${name}Attribute`) ?? [])].slice(0, 4))
      if (one !== path) found.add(one);
  }
  return [...found];
}

const known = new WeakMap<ReadonlySet<string>, Map<string, string[]>>();
