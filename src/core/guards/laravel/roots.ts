import type { PhpFile } from '../php/ast.ts';

/** The applications in a folder: each with its own folder ('' or ending with a slash) and files. */
export function rootsOf(
  files: ReadonlyMap<string, PhpFile>,
): readonly { readonly root: string; readonly files: ReadonlyMap<string, PhpFile> }[] {
  const strong = new Set<string>();
  const weak = new Set<string>();
  for (const path of files.keys()) {
    const sure = /^(|.*\/)(?:bootstrap\/app|app\/Http\/Kernel|config\/(?:auth|app))\.php$/.exec(path);
    const maybe = /^(|.*\/)(?:routes\/[^/]+|app\/Providers\/[^/]+|app\/Http\/routes)\.php$/.exec(path);
    if (sure?.[1] !== undefined) strong.add(sure[1]);
    else if (maybe?.[1] !== undefined) weak.add(maybe[1]);
  }
  // Modules and packages within an application have routes of their own, and are part of it.
  const roots = [...strong];
  for (const it of [...weak].sort((one, other) => one.length - other.length))
    if (!roots.some((root) => it.startsWith(root))) roots.push(it);
  if (roots.length === 0 && files.size > 0) roots.push('');
  return roots.sort().map((root) => {
    const inner = roots.filter((it) => it !== root && it.startsWith(root));
    const own = [...files].filter(([path]) => path.startsWith(root) && !inner.some((it) => path.startsWith(it)));
    return { root, files: new Map(own) };
  });
}
