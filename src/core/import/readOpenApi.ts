import type { ImportedCollection, ImportedFolder, ImportedRequest, SourceText } from './collection.ts';
import type { Draft } from './draft.ts';
import { entries, list, member, textMember, words } from './foreign.ts';
import { type OpenApiDocument, openApiDocument } from './openApiDocument.ts';
import { openApiRequest } from './openApiRequest.ts';
import { createOpenApiSecurity } from './openApiSecurity.ts';
import { openApiServers } from './openApiServers.ts';
import { parseYaml } from './yaml.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Reads OpenAPI 3.0 and 3.1 and Swagger 2.0, in JSON or YAML: a request for each operation, a file for each tag. */
export function readOpenApi(
  sources: readonly SourceText[],
  draft: Draft,
): ImportedCollection | { readonly problem: string } {
  const [source, ...others] = sources;
  if (source === undefined || 0 < others.length) return { problem: 'OpenAPI is imported one document at a time' };
  const read = parseYaml(source.text);
  if ('problem' in read) return read;
  const { value } = read;
  if (!/^3\.|^2\./.test(textMember(value, 'openapi') || textMember(value, 'swagger')))
    return { problem: 'it is no OpenAPI 3 document, and no Swagger 2' };
  const info = member(value, 'info');
  const document = openApiDocument(value, (what) => draft.lose('the document', what));
  const security = createOpenApiSecurity(document, draft);
  const servers = openApiServers(document, draft);
  const folders = new Map<string, ImportedRequest[]>();
  const loose: ImportedRequest[] = [];
  let count = 0;
  for (const [path, written] of entries(member(value, 'paths'))) {
    const item = document.resolve(written);
    for (const method of methods) {
      const operation = member(item, method);
      if (operation === undefined || mostRequests < ++count) continue;
      const request = openApiRequest({ document, path, method, item, operation, security, servers }, draft);
      const tag = words(list(member(operation, 'tags'))[0]);
      if (tag === '') loose.push(request);
      else folders.set(tag, [...(folders.get(tag) ?? []), request]);
    }
  }
  for (const part of ['webhooks', 'x-webhooks'])
    if (member(value, part) !== undefined) draft.lose('the document', 'Webhooks are sent by the server, and left out.');
  const description = textMember(info, 'description');
  return {
    name: textMember(info, 'title') || 'API',
    ...(description === '' ? {} : { description }),
    items: [...loose, ...foldersOf(folders, document, description)],
    environments: servers.environments,
  };
}

const mostRequests = 10_000;

function foldersOf(
  folders: ReadonlyMap<string, readonly ImportedRequest[]>,
  { root }: OpenApiDocument,
  description: string,
): readonly ImportedFolder[] {
  const about = new Map(
    list(member(root, 'tags')).map((it) => [textMember(it, 'name'), textMember(it, 'description')]),
  );
  return [...folders].map(([name, items]) => {
    const text = about.get(name) || (folders.size === 1 ? description : '');
    return { kind: 'folder', name, ...(text === '' ? {} : { description: text }), variables: [], items };
  });
}
