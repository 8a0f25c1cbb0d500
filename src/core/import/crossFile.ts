import type { ImportedFolder, ImportedRequest } from './collection.ts';

/**
 * Gives requests that use the answer of a request of another file an `# @import` of that file.
 * `paths` has the file of each folder at the top, in the same order.
 */
export function withImports(folders: readonly ImportedFolder[], paths: readonly string[]): readonly ImportedFolder[] {
  const homes = new Map<string, string>();
  for (const [at, folder] of folders.entries())
    for (const it of requestsIn(folder)) for (const name of namesOf(it)) homes.set(name, paths[at] ?? '');
  if (homes.size === 0) return folders;
  return folders.map((folder, at) => changed(folder, homes, paths[at] ?? ''));
}

function changed(folder: ImportedFolder, homes: ReadonlyMap<string, string>, own: string): ImportedFolder {
  const items = folder.items.map((it) => {
    if (it.kind === 'folder') return changed(it, homes, own);
    const others = new Set(answersUsed(it).flatMap((name) => homes.get(name) ?? []));
    others.delete(own);
    const imports = [...others].map((path) => `import ./${path}`);
    return imports.length === 0 ? it : { ...it, directives: [...imports, ...it.directives] };
  });
  return { ...folder, items };
}

function requestsIn(folder: ImportedFolder): readonly ImportedRequest[] {
  return folder.items.flatMap((it) => (it.kind === 'folder' ? requestsIn(it) : [it]));
}

/** `# @name login` */
function namesOf(it: ImportedRequest): readonly string[] {
  return it.directives.flatMap((at) => (at.startsWith('name ') ? [at.slice('name '.length)] : []));
}

/** `{{login.response.body.$.token}}` */
function answersUsed({ url, headers, body, variables }: ImportedRequest): readonly string[] {
  const texts = [
    url,
    ...headers.map((it) => it.value),
    ...variables.map((it) => it.value),
    ...(body.kind === 'octets' ? [] : [JSON.stringify(body)]),
  ];
  return texts.flatMap((it) =>
    [...it.matchAll(/\{\{([\p{L}\p{N}_-]{1,200})\.response\./gu)].map(([, name = '']) => name),
  );
}
