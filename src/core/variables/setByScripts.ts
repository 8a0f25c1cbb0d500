import type { HttpFile, RequestBlock } from '../http/httpFile.ts';
import { importsOf } from '../scripts/otherFiles.ts';
import { readScripts, type Script } from '../scripts/readScripts.ts';

/** A parsed file never changes, and a long one may hold many names without a value. */
const known = new WeakMap<HttpFile, readonly { readonly request: RequestBlock; readonly script: Script }[]>();

function scriptsOf(file: HttpFile) {
  const before = known.get(file);
  if (before) return before;
  const found = file.requests.flatMap((request) => readScripts(request).map((script) => ({ request, script })));
  known.set(file, found);
  return found;
}

/** The request whose script names a variable between quotes: it may set it. `other`: by a script that is not run. */
export function setterOf(
  name: string,
  file: HttpFile,
): { readonly request: RequestBlock; readonly other: boolean } | undefined {
  const base = baseOf(name);
  const quoted = [`'${base}'`, `"${base}"`, `\`${base}\``];
  for (const { request, script } of scriptsOf(file)) {
    const text = file.text.slice(script.span.start, script.span.end);
    if (script.kind === 'code' && quoted.some((it) => text.includes(it))) return { request, other: false };
    if ((script.kind === 'other' || script.kind === 'ignored') && text.includes(base)) return { request, other: true };
  }
  return undefined;
}

/** The named request whose handler keeps a value for others under a name: `client.global.set("token", …)`. */
export function keeperOf(name: string, file: HttpFile): RequestBlock | undefined {
  const base = baseOf(name);
  return scriptsOf(file).find(
    ({ request, script }) =>
      request.name !== '' && script.kind === 'code' && script.when === 'after' && sets(script.code.text, base),
  )?.request;
}

function sets(code: string, name: string): boolean {
  return ['"', "'", '`'].some((quote) => {
    const quoted = `${quote}${name}${quote}`;
    for (let at = code.indexOf(quoted); at !== -1; at = code.indexOf(quoted, at + 1)) {
      if (
        code
          .slice(Math.max(0, at - 40), at)
          .trimEnd()
          .endsWith('global.set(')
      )
        return true;
    }
    return false;
  });
}

/** Whether a script of the file, or a file that it imports, may give a name its value when it is sent. */
export function mayComeLater(name: string, file: HttpFile): boolean {
  if (0 < importsOf(file).length || scriptsOf(file).some(({ script }) => script.kind === 'file')) return true;
  return setterOf(name, file)?.other === false;
}

function baseOf(name: string): string {
  return name.split(/[.[]/, 1)[0] ?? name;
}
