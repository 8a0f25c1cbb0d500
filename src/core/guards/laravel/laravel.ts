import type { Framework, Linked, Project, SourceFile } from '../framework.ts';
import { baseName, type PhpFile } from '../php/ast.ts';
import { readPhp } from '../php/readPhp.ts';
import type { GuardRemark, Route } from '../route.ts';
import { assembled } from './assemble.ts';
import { packagesOf } from './packages.ts';
import { Program } from './program.ts';
import { remarksOf } from './remarks.ts';
import { rootsOf } from './roots.ts';

/** What a body tells guards by; longer methods without any of it are not read. */
const tells =
  /abort|authori[sz]|Gate|\bcan(?:not|t|Any)?\(|den[iy]|allow|middleware|\b40[13]\b|\b419\b|\b429\b|HTTP_|throw|[rR]ole|[pP]ermission|token|[rR]oute|\$this->\w+\(|\w::|\bnew |user|redirect|Middleware|auth/;

/** Laravel from 5 to 12, and Lumen: what their router does, told from their route files, providers and kernel. */
export const laravel: Framework<PhpFile> = {
  id: 'laravel',
  languages: ['php'],
  begins: (path, text) => !isVendor(path) && isBeginning(path, text),
  read: ({ text, root }: SourceFile) => readPhp(text, root, tells),
  wantsText: (path) => /(?:^|\/)composer\.json$/.test(path) && !isVendor(path),
  leadsTo: (path, facts, paths) => ledTo(path, facts, paths),
  link: (files, project) => linked(files, project),
};

/** Files of other names are led to. Other frameworks have such folders, too: the text must speak of Laravel. */
function isBeginning(path: string, text: string): boolean {
  if (/(?:^|\/)bootstrap\/(?:app|providers)\.php$/.test(path)) return /Illuminate|Lumen|App\\Providers/.test(text);
  if (/(?:^|\/)config\/auth\.php$/.test(path)) return /['"]guards['"]/.test(text);
  if (/(?:^|\/)config\/app\.php$/.test(path)) return /['"]providers['"]/.test(text) && /Providers?\b/.test(text);
  if (/\/Controllers\/Auth\/\w+\.php$/.test(path)) return /\bIlluminate\b/.test(text);
  if (/(?:^|\/)routes\/.*\.php$/.test(path) && /\bRoute::|::routes?\(|\bIlluminate\b/.test(text)) return true;
  return /\bServiceProvider\b|\bHttpKernel\b|Http\\Kernel\b|\bRoute::(?:get|post|put|patch|delete|group|middleware|prefix|resource|any|match)\(/.test(
    text,
  );
}

function linked(files: ReadonlyMap<string, PhpFile>, { texts }: Project): Linked {
  const routes: Route[] = [];
  const remarks: GuardRemark[] = [];
  for (const { root, files: own } of rootsOf(files)) {
    const application = assembled(new Program(root, own));
    routes.push(...application.routes.map((it) => it.route));
    remarks.push(...remarksOf(application, packagesOf(texts.get(`${root}composer.json`))));
  }
  return { routes, remarks };
}

/** Files by the last part of their name, for each set of paths once. */
const indexes = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, readonly string[]>>();

function ledTo(path: string, facts: PhpFile, paths: ReadonlySet<string>): readonly string[] {
  let index = indexes.get(paths);
  if (!index) {
    const made = new Map<string, string[]>();
    for (const it of paths)
      if (it.endsWith('.php') && !isVendor(it) && !/(?:^|\/)tests\//.test(it)) {
        const name = it.slice(it.lastIndexOf('/') + 1, -4).toLowerCase();
        made.set(name, [...(made.get(name) ?? []), it]);
      }
    index = made;
    indexes.set(paths, index);
  }
  const found: string[] = [];
  for (const name of facts.mentions) {
    const here = index.get(baseName(name).toLowerCase());
    if (here) found.push(...nearest(name, here, path).filter((it) => it !== path));
  }
  for (const it of policyNames(facts)) found.push(...(index.get(it) ?? []));
  for (const it of includedPaths(facts, path)) if (paths.has(it)) found.push(it);
  return found;
}

/**
 * The files whose paths end most like a class name does; PSR-4 keeps the folders' names but for the first. Several
 * only for a name without its namespace, as old route files have them.
 */
function nearest(name: string, candidates: readonly string[], from: string): readonly string[] {
  const parts = name.toLowerCase().split('\\');
  let best: string[] = [];
  let bestScore = 0;
  for (const it of candidates) {
    const own = it.toLowerCase().slice(0, -4).split('/');
    let alike = 0;
    while (alike < parts.length && alike < own.length && parts.at(-1 - alike) === own.at(-1 - alike)) alike++;
    // All of a name but its first part, or it is another class of that name.
    if (alike < Math.min(parts.length - 1, 2)) continue;
    const score = alike * 100 + (parts.length > 2 ? shared(it, from) : 0);
    if (score > bestScore) [best, bestScore] = [[it], score];
    else if (score === bestScore && parts.length <= 2) best.push(it);
  }
  return best;
}

/** Folders at the start that two paths share. */
function shared(one: string, other: string): number {
  const [mine, theirs] = [one.split('/'), other.split('/')];
  let count = 0;
  while (count < 50 && count < mine.length && mine[count] === theirs[count]) count++;
  return count;
}

/** Policies are found by the names of models. */
const policyNames = (facts: PhpFile): readonly string[] =>
  facts.mentions.map((it) => `${baseName(it).toLowerCase()}policy`);

/** Route files that a file names: `base_path('routes/admin.php')`, `__DIR__.'/../routes/web.php'`. */
function includedPaths(facts: PhpFile, path: string): readonly string[] {
  if (!/\.php['"]/.test(facts.text)) return [];
  const folder = path.split('/').slice(0, -1);
  const found: string[] = [];
  for (const [, named] of facts.text.matchAll(/['"]\/?([\w./-]{1,200}\.php)['"]/g)) {
    if (named === undefined) continue;
    const parts = named.split('/');
    for (let up = 0; up <= folder.length; up++) {
      const base = folder.slice(0, folder.length - up);
      const whole = [...base, ...parts].reduce<string[]>((all, part) => {
        if (part === '..') all.pop();
        else if (part !== '.' && part !== '') all.push(part);
        return all;
      }, []);
      found.push(whole.join('/'));
    }
  }
  return found;
}

const isVendor = (path: string): boolean => /(?:^|\/)(?:vendor|node_modules|storage)\//.test(path);
