import { type BrunoDocument, bruDocument, yamlDocument } from './brunoDocument.ts';
import { type BrunoScope, brunoRequest, outermostBruno, scopeOfDocument } from './brunoRequest.ts';
import { brunoTemplate } from './brunoTemplate.ts';
import type {
  ImportedCollection,
  ImportedEnvironment,
  ImportedFolder,
  ImportedRequest,
  ImportedVariable,
  SourceText,
} from './collection.ts';
import type { Draft } from './draft.ts';
import { list, member, parseJson, textMember } from './foreign.ts';
import { parseYaml } from './yaml.ts';

/** A folder on its way: its settings, its requests, its folders. */
interface Folder {
  readonly name: string;
  own?: BrunoDocument;
  readonly requests: BrunoDocument[];
  readonly folders: Map<string, Folder>;
}

/** Reads a collection's folder in either form: `bruno.json` with `.bru` files, `opencollection.yml` with YAML. */
export function readBruno(
  sources: readonly SourceText[],
  draft: Draft,
): ImportedCollection | { readonly problem: string } {
  const root: Folder = { name: '', requests: [], folders: new Map() };
  const environments: { name: string; document: BrunoDocument }[] = [];
  const dotenv: ImportedVariable[] = [];
  const base = baseOf(sources);
  let name = base.split('/').at(-1) ?? '';
  let found = false;
  for (const { name: path, text } of sources) {
    const inner = base !== '' && path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path;
    const parts = inner.split('/');
    const file = parts.pop() ?? '';
    if (file === 'bruno.json') {
      const config = parseJson(text);
      name = textMember(config, 'name') || name;
      if (member(member(config, 'proxy'), 'enabled') === true)
        draft.lose('the collection', 'The proxy is the setting `why401.send.proxy` here.');
      if (0 < list(member(member(config, 'clientCertificates'), 'certs')).length)
        draft.lose('the collection', 'Client certificates are the setting `why401.send.clientCertificates` here.');
      found = true;
      continue;
    }
    if (file === '.env') {
      dotenv.push(...dotenvOf(text, draft));
      continue;
    }
    const document = documentOf(file, text);
    if (document === undefined) continue;
    if ('problem' in document) {
      draft.lose(inner, `The file is left out: ${document.problem}.`);
      continue;
    }
    found = true;
    const stem = file.replace(/\.(?:bru|ya?ml)$/i, '');
    if (parts.at(-1) === 'environments') environments.push({ name: document.name || stem, document });
    else if (/^(?:collection|opencollection)$/i.test(stem) && parts.length === 0) {
      root.own = document;
      name = document.name || name;
    } else {
      const at = folderAt(root, parts.slice(0, deepest));
      if (/^folder$/i.test(stem)) at.own = document;
      else at.requests.push(document.name === '' ? { ...document, name: stem } : document);
    }
  }
  if (!found) return { problem: 'it is no Bruno collection: it has neither bruno.json nor opencollection.yml' };
  for (const it of environments) for (const own of it.document.variables) draft.variable(own.name);
  const known = new Set(dotenv.map((it) => it.name));
  const read = environments.map((it) => environmentOf(it.name, it.document, draft, known));
  const scope = root.own
    ? scopeOfDocument(root.own, outermostBruno(known), 'the collection', draft)
    : outermostBruno(known);
  const shared = root.own?.before.filter((it) => !it.disabled).map((it) => variable(it, draft, known)) ?? [];
  const description = root.own ? [root.own.docs, ...scope.comments].filter((it) => it !== '').join('\n') : '';
  return {
    name: name || 'Bruno',
    ...(description === '' ? {} : { description }),
    items: itemsOf(root, scope, draft),
    environments: [{ name: '$shared', variables: [...dotenv, ...shared] }, ...read],
  };
}

const deepest = 40;

/** The folder that the collection's own file lies in. */
function baseOf(sources: readonly SourceText[]): string {
  const config = sources
    .map((it) => it.name)
    .filter((it) => /(?:^|\/)(?:bruno\.json|opencollection\.ya?ml)$/.test(it))
    .sort((a, b) => a.length - b.length)[0];
  const slash = config?.lastIndexOf('/') ?? -1;
  return config === undefined || slash === -1 ? '' : config.slice(0, slash);
}

function documentOf(file: string, text: string): BrunoDocument | { readonly problem: string } | undefined {
  if (/\.bru$/i.test(file)) return bruDocument(text);
  if (!/\.ya?ml$/i.test(file)) return undefined;
  const read = parseYaml(text);
  return 'problem' in read ? read : yamlDocument(read.value);
}

function folderAt(root: Folder, path: readonly string[]): Folder {
  let at = root;
  for (const name of path) {
    const next = at.folders.get(name) ?? { name, requests: [], folders: new Map() };
    at.folders.set(name, next);
    at = next;
  }
  return at;
}

function itemsOf(folder: Folder, scope: BrunoScope, draft: Draft): readonly (ImportedFolder | ImportedRequest)[] {
  const requests = folder.requests
    .toSorted((a, b) => a.seq - b.seq)
    .flatMap((it) => {
      if (it.url !== '' || it.method !== '') return [brunoRequest(it, scope, draft)];
      draft.lose([...scope.path, it.name].join(' / '), 'It is no HTTP request: it is left out.');
      return [];
    });
  const folders = [...folder.folders.values()]
    .toSorted((a, b) => (a.own?.seq ?? 0) - (b.own?.seq ?? 0))
    .map((it): ImportedFolder => {
      const name = it.own?.name || it.name;
      const path = [...scope.path, name];
      const inner = it.own
        ? scopeOfDocument(it.own, { ...scope, path }, path.join(' / '), draft)
        : { ...scope, path, comments: [] };
      const description = [it.own?.docs ?? '', ...inner.comments].filter((at) => at !== '').join('\n');
      return {
        kind: 'folder',
        name,
        ...(description === '' ? {} : { description }),
        variables: it.own?.before.filter((at) => !at.disabled).map((at) => variable(at, draft, scope.dotenv)) ?? [],
        items: itemsOf(it, inner, draft),
      };
    });
  return [...requests, ...folders];
}

function variable(
  it: { readonly name: string; readonly value: string },
  draft: Draft,
  dotenv: ReadonlySet<string>,
): ImportedVariable {
  return { name: draft.variable(it.name), value: brunoTemplate(it.value, 'variables', draft, dotenv) };
}

function environmentOf(
  name: string,
  document: BrunoDocument,
  draft: Draft,
  dotenv: ReadonlySet<string>,
): ImportedEnvironment {
  const secrets = new Set(document.secrets.map((it) => it.replace(/^~/, '')));
  const variables = document.variables
    .filter((it) => !it.disabled && !(secrets.has(it.name) && it.value === ''))
    .map((it) => ({ ...variable(it, draft, dotenv), ...(secrets.has(it.name) ? { secret: true } : {}) }));
  for (const it of document.variables)
    if (it.disabled) draft.lose(name, `The variable \`${it.name.slice(0, 60)}\` is switched off: it is left out.`);
  const valued = new Set(variables.map((it) => it.name));
  for (const it of document.secrets) {
    if (!it.startsWith('~') && !valued.has(draft.variable(it))) draft.toFillIn(it);
  }
  return { name, variables };
}

/** `.env`: what `process.env` has in Bruno; all of it is taken for secret. */
function dotenvOf(text: string, draft: Draft): readonly ImportedVariable[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name, written = ''] =
      /^\s{0,20}(?:export\s{1,5})?([A-Za-z_]\w{0,100})\s{0,10}=\s{0,10}(.*)$/.exec(line) ?? [];
    if (name === undefined) return [];
    const value = written.trim().replace(/^(["'])(.*)\1$/, '$2');
    return [{ name: draft.variable(name), value, secret: true }];
  });
}
