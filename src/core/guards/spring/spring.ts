import { parse } from 'yaml';
import { ClassProject } from '../code/classProject.ts';
import type { Stmt } from '../code/code.ts';
import { readJava } from '../code/java.ts';
import type { Framework, SourceFile } from '../framework.ts';
import { springRoutes } from './springRoutes.ts';

/** What a Java file says, and the names of classes that matter for its guards. */
export interface JavaFacts {
  readonly body: readonly Stmt[];
  readonly names: readonly string[];
}

/** Spring MVC and WebFlux with Spring Security: mappings, chains of filters, and annotations of method security. */
export const spring: Framework<JavaFacts> = {
  id: 'spring',
  languages: ['java'],
  begins: (path, text) =>
    path.endsWith('.java') &&
    !/(?:^|\/)src\/test\//.test(path) &&
    /org\.springframework/.test(text) &&
    starts.test(text),
  read: (file) => ({ body: readJava(file.root, file.text), names: namesOf(file) }),
  wantsText: (path) => /(?:^|\/)application\.(?:properties|ya?ml)$/.test(path) && !/(?:^|\/)src\/test\//.test(path),
  leadsTo,
  link(files, project) {
    const java = new ClassProject(new Map([...files].map(([path, facts]) => [path, facts.body])));
    return springRoutes(java, contextPath(project?.texts ?? new Map()));
  },
};

const starts =
  /@(?:Rest)?Controller\b|@(?:Request|Get|Post|Put|Patch|Delete)Mapping\b|HttpSecurity\b|@Enable\w*(?:Security|MethodSecurity)\b|@(?:PreAuthorize|Secured|RolesAllowed)\b/;

/** In a configuration any class may matter; elsewhere bases, annotations, what they are handed, and exceptions that are thrown. */
function namesOf(file: SourceFile): readonly string[] {
  const names = new Set<string>();
  const all = /HttpSecurity\b|@interface|OncePerRequestFilter/.test(file.text);
  const parts = all
    ? [file.text]
    : [
        ...file.text.matchAll(
          /@\w+(?:\([^()]{0,400}(?:\([^()]{0,200}\)[^()]{0,200})?\))?|\b(?:extends|implements)\s[^{]{1,300}|\bthrow new \w+|\bnew \w+Exception/g,
        ),
      ].map((one) => one[0]);
  for (const part of parts) for (const [name] of part.matchAll(/\b[A-Z]\w*/g)) names.add(name);
  return [...names].slice(0, 500);
}

function leadsTo(path: string, facts: JavaFacts, paths: ReadonlySet<string>): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const found = new Set<string>();
  const own = facts.body.find((one) => one.k === 'import' && one.names.length === 0);
  const root =
    own?.k === 'import' && folder.endsWith(`${own.from.replaceAll('.', '/')}/`)
      ? folder.slice(0, folder.length - own.from.length - 1)
      : undefined;
  const add = (file: string): void => {
    if (paths.has(file) && file !== path) found.add(file);
  };
  for (const name of facts.names) add(`${folder}${name}.java`);
  for (const stmt of facts.body) {
    if (stmt.k !== 'import' || stmt.names.length === 0 || root === undefined) continue;
    const parts = stmt.from.split('.');
    const at = parts.findIndex((one) => /^[A-Z]/.test(one));
    if (at < 0) {
      for (const name of facts.names) add(`${root}${parts.slice(0, -1).join('/')}/${name}.java`);
    } else if (facts.names.includes(parts[at] ?? '') || at < parts.length - 1)
      add(`${root}${parts.slice(0, at + 1).join('/')}.java`);
  }
  return [...found];
}

/** `server.servlet.context-path`, and what is put in front of controllers besides; empty where there is none. */
function contextPath(texts: ReadonlyMap<string, string>): string {
  for (const [path, text] of [...texts].sort(([a], [b]) => a.length - b.length)) {
    const found = path.endsWith('.properties') ? ofProperties(text) : ofYaml(text);
    const whole = keys
      .map((key) => found(key))
      .map((one) => (one === undefined || one.includes('$') ? '' : `/${one}`.replace(/\/+/g, '/').replace(/\/$/, '')))
      .join('');
    if (whole !== '') return whole;
  }
  return '';
}

const keys = ['server.servlet.context-path', 'spring.mvc.servlet.path', 'spring.webflux.base-path'];

function ofProperties(text: string): (key: string) => string | undefined {
  return (key) => {
    for (const line of text.slice(0, 200_000).split('\n')) {
      const at = line.search(/[=:]/);
      if (at > 0 && line.slice(0, at).trim() === key) return line.slice(at + 1).trim();
    }
    return undefined;
  };
}

function ofYaml(text: string): (key: string) => string | undefined {
  let root: unknown;
  try {
    root = text.length > 200_000 ? undefined : parse(text.split(/^---/m)[0] ?? '', { maxAliasCount: 10 });
  } catch {
    root = undefined;
  }
  return (key) => {
    const value = under(root, key);
    return typeof value === 'string' ? value : undefined;
  };
}

/** `a.b.c`, whether written nested or with dots. */
function under(node: unknown, key: string): unknown {
  if (typeof node !== 'object' || node === null) return undefined;
  for (const [name, value] of Object.entries(node)) {
    if (name === key) return value;
    if (!key.startsWith(`${name}.`)) continue;
    const found = under(value, key.slice(name.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}
