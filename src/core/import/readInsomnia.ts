import type {
  ImportedCollection,
  ImportedEnvironment,
  ImportedFolder,
  ImportedRequest,
  ImportedVariable,
  SourceText,
} from './collection.ts';
import type { Draft } from './draft.ts';
import { entries, list, member, textMember, words } from './foreign.ts';
import { type InsomniaScope, insomniaRequest, outermostScope, scopeBelow } from './insomniaRequest.ts';
import { createInsomniaTexts, type InsomniaTexts } from './insomniaTemplate.ts';
import { insomniaTree } from './insomniaTree.ts';
import { parseYaml } from './yaml.ts';

/** Reads Insomnia's exports: JSON of the format 4, YAML (or JSON) of the format 5. */
export function readInsomnia(
  sources: readonly SourceText[],
  draft: Draft,
): ImportedCollection | { readonly problem: string } {
  const documents: unknown[] = [];
  for (const { text } of sources) {
    const read = parseYaml(text);
    if ('problem' in read) return { problem: read.problem };
    const trees = insomniaTree(read.value);
    if (trees === undefined) return { problem: 'it is no Insomnia export of the format 4 or 5' };
    documents.push(...trees);
  }
  const texts = createInsomniaTexts(documents, draft);
  const environments = documents.flatMap((it) => environmentsOf(member(it, 'environments'), texts, draft));
  const collections = documents.filter((it) => Array.isArray(member(it, 'collection')));
  for (const it of documents) tellOthers(it, draft);
  const read = collections.map((it) => {
    const scope = scopeBelow(it, outermostScope, texts, draft);
    return { name: textMember(it, 'name'), items: itemsOf(member(it, 'collection'), scope, texts, draft) };
  });
  const [only] = read;
  return {
    name: only?.name || textMember(documents[0], 'name') || 'Insomnia',
    items:
      read.length === 1
        ? (only?.items ?? [])
        : read.map((it) => ({ kind: 'folder', name: it.name || 'Collection', variables: [], items: it.items })),
    environments,
  };
}

function itemsOf(
  children: unknown,
  scope: InsomniaScope,
  texts: InsomniaTexts,
  draft: Draft,
): readonly (ImportedFolder | ImportedRequest)[] {
  if (deepest < scope.path.length) {
    draft.lose(scope.path.slice(0, 3).join(' / '), `Folders below ${deepest} levels are not read.`);
    return [];
  }
  return list(children).flatMap((it): readonly (ImportedFolder | ImportedRequest)[] => {
    const name = textMember(it, 'name');
    if (Array.isArray(member(it, 'children'))) {
      const inner = scopeBelow(it, { ...scope, path: [...scope.path, name] }, texts, draft);
      const description = [textMember(it, 'description'), ...inner.comments].filter((at) => at !== '').join('\n');
      return [
        {
          kind: 'folder',
          name: name || 'Folder',
          ...(description === '' ? {} : { description }),
          variables: variablesOf(member(it, 'environment'), texts, draft),
          items: itemsOf(member(it, 'children'), inner, texts, draft),
        },
      ];
    }
    const where = [...scope.path, name].join(' / ');
    if (textMember(it, 'url') === '' && member(it, 'method') === undefined) {
      draft.lose(where, 'It is no HTTP request: it is left out.');
      return [];
    }
    if (
      /^(?:grpc|ws|socketio|mcp)/i.test(textMember(member(it, 'meta'), 'id')) ||
      member(it, 'protoFileId') !== undefined
    ) {
      draft.lose(where, 'gRPC and WebSocket requests are left out.');
      return [];
    }
    return [insomniaRequest(it, scope, texts, draft)];
  });
}

const deepest = 40;

/** The base environment holds in each; what is nested is flat here, as `user_name`. */
function environmentsOf(it: unknown, texts: InsomniaTexts, draft: Draft): readonly ImportedEnvironment[] {
  if (it === undefined) return [];
  return [
    { name: '$shared', variables: variablesOf(member(it, 'data'), texts, draft) },
    ...list(member(it, 'subEnvironments')).map((own) => ({
      name: textMember(own, 'name') || 'environment',
      variables: variablesOf(member(own, 'data'), texts, draft),
    })),
  ];
}

function variablesOf(data: unknown, texts: InsomniaTexts, draft: Draft): readonly ImportedVariable[] {
  const found: ImportedVariable[] = [];
  const walk = (value: unknown, path: string, depth: number) => {
    if (mostVariables < found.length || deepest < depth) return;
    if (Array.isArray(value)) for (const [at, it] of value.entries()) walk(it, `${path}.${at}`, depth + 1);
    else if (typeof value === 'object' && value !== null)
      for (const [name, it] of entries(value)) walk(it, path === '' ? name : `${path}.${name}`, depth + 1);
    else if (path !== '')
      found.push({ name: draft.variable(path), value: texts.template(words(value), 'environments') });
  };
  walk(data, '', 0);
  return found;
}

const mostVariables = 20_000;

function tellOthers(it: unknown, draft: Draft): void {
  const cookies = list(member(member(it, 'cookieJar'), 'cookies'));
  if (0 < cookies.length) draft.lose('cookies', `The cookies of the jar are not kept (${cookies.length}).`);
  if (textMember(it, 'type').startsWith('spec.'))
    draft.lose('the document', 'The API design is not read: import it as OpenAPI.');
}
