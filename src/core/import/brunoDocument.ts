import { type BruBlock, type BruPair, readBru } from './bru.ts';
import { entries, list, member, members, textMember, words } from './foreign.ts';

/** A request, a folder's or a collection's settings, or an environment, from either of Bruno's two forms. */
export interface BrunoDocument {
  readonly name: string;
  readonly type: string;
  readonly seq: number;
  readonly method: string;
  readonly url: string;
  readonly query: readonly BruPair[];
  readonly path: readonly BruPair[];
  readonly headers: readonly BruPair[];
  /** Empty where nothing is said. */
  readonly authMode: string;
  readonly auth: ReadonlyMap<string, string>;
  readonly bodyMode: string;
  readonly bodyText: string;
  readonly bodyPairs: readonly BruPair[];
  readonly graphqlVariables: string;
  readonly before: readonly BruPair[];
  readonly after: readonly BruPair[];
  readonly assertions: readonly BruPair[];
  readonly scripts: readonly { readonly when: string; readonly code: string }[];
  readonly docs: string;
  readonly settings: ReadonlyMap<string, string>;
  /** Of an environment: names whose values Bruno keeps elsewhere. */
  readonly secrets: readonly string[];
  readonly variables: readonly BruPair[];
}

const methods = /^(?:get|post|put|patch|delete|head|options|trace|connect|http)$/;

/** Reads a `.bru` file. */
export function bruDocument(source: string): BrunoDocument {
  const blocks = readBru(source);
  const find = (name: string) => blocks.find((it) => it.name === name);
  const pairs = (name: string) => find(name)?.pairs ?? [];
  const meta = mapOf(pairs('meta'));
  const request = blocks.find((it) => methods.test(it.name));
  const about = mapOf(request?.pairs ?? []);
  const authMode = about.get('auth') ?? mapOf(pairs('auth')).get('mode') ?? '';
  const bodyMode =
    about.get('body') ?? (blocks.find((it) => /^body(?::|$)/.test(it.name))?.name.slice('body:'.length) || '');
  return {
    name: meta.get('name') ?? '',
    type: meta.get('type') ?? '',
    seq: Number(meta.get('seq')) || 0,
    method: request?.name === 'http' ? (about.get('method') ?? 'GET') : (request?.name ?? ''),
    url: about.get('url') ?? '',
    query: [...pairs('params:query'), ...pairs('query')],
    path: pairs('params:path'),
    headers: pairs('headers'),
    authMode,
    auth: mapOf(pairs(`auth:${authMode}`)),
    bodyMode,
    bodyText: find(textBlock(bodyMode))?.text ?? find('body')?.text ?? '',
    bodyPairs: bodyPairs(blocks, bodyMode),
    graphqlVariables: find('body:graphql:vars')?.text ?? '',
    before: [...pairs('vars:pre-request'), ...(request ? pairs('vars') : [])],
    after: pairs('vars:post-response'),
    assertions: pairs('assert'),
    scripts: (
      [
        ['before', 'script:pre-request'],
        ['after', 'script:post-response'],
        ['tests', 'tests'],
      ] as const
    ).flatMap(([when, name]) => (find(name) ? [{ when, code: find(name)?.text ?? '' }] : [])),
    docs: (find('docs')?.text ?? '').trim(),
    settings: mapOf(pairs('settings')),
    secrets: find('vars:secret')?.items ?? [],
    variables: pairs('vars'),
  };
}

function textBlock(mode: string): string {
  return `body:${mode}`;
}

function bodyPairs(blocks: readonly BruBlock[], mode: string): readonly BruPair[] {
  const names: Readonly<Record<string, string>> = {
    formUrlEncoded: 'body:form-urlencoded',
    'form-urlencoded': 'body:form-urlencoded',
    multipartForm: 'body:multipart-form',
    'multipart-form': 'body:multipart-form',
    file: 'body:file',
  };
  const name = Object.hasOwn(names, mode) ? names[mode] : undefined;
  return blocks.find((it) => it.name === name)?.pairs ?? [];
}

function mapOf(pairs: readonly BruPair[]): ReadonlyMap<string, string> {
  return new Map(pairs.filter((it) => !it.disabled).map((it) => [it.name, it.value]));
}

/** Reads the values of a file of Bruno's YAML form (OpenCollection). */
export function yamlDocument(value: unknown): BrunoDocument {
  const info = member(value, 'info');
  const http = member(value, 'http') ?? member(value, 'graphql') ?? member(value, 'request');
  const runtime = member(value, 'runtime') ?? member(value, 'request');
  const auth = member(http, 'auth');
  const authMode = typeof auth === 'string' ? auth : textMember(auth, 'type');
  const given = member(auth, authMode) ?? auth;
  const body = member(http, 'body');
  const data = member(body, 'data');
  const params = member(http, 'params');
  const flat = Array.isArray(params) ? list(params) : [...list(member(params, 'query')), ...pathsOf(params)];
  const scripts = [...list(member(runtime, 'scripts')), ...list(member(value, 'scripts'))];
  const variables = pairsOf(member(value, 'variables'));
  return {
    name: textMember(info, 'name') || textMember(value, 'name'),
    type: textMember(info, 'type'),
    seq: Number(textMember(info, 'seq')) || 0,
    method: textMember(http, 'method'),
    url: textMember(http, 'url'),
    query: pairsOf(flat.filter((it) => textMember(it, 'type') !== 'path')),
    path: pairsOf(flat.filter((it) => textMember(it, 'type') === 'path')),
    headers: pairsOf(member(http, 'headers')),
    authMode: authMode === '' ? '' : yamlMode(authMode),
    auth: flatMap(given),
    bodyMode: textMember(body, 'type') || (member(value, 'graphql') === undefined ? '' : 'graphql'),
    bodyText: typeof data === 'string' ? data : textMember(body, 'query') || textMember(data, 'query'),
    bodyPairs: Array.isArray(data) ? partsOf(data) : [],
    graphqlVariables: textMember(body, 'variables') || textMember(data, 'variables'),
    before: pairsOf(member(runtime, 'variables')),
    after: [],
    assertions: list(member(runtime, 'assertions')).map((it) => ({
      name: textMember(it, 'expression'),
      value: `${textMember(it, 'operator')} ${textMember(it, 'value')}`.trim(),
      disabled: member(it, 'disabled') === true,
    })),
    scripts: scripts.map((it) => ({
      when: /before|pre/.test(textMember(it, 'type'))
        ? 'before'
        : textMember(it, 'type') === 'tests'
          ? 'tests'
          : 'after',
      code: textMember(it, 'code'),
    })),
    docs: textMember(value, 'docs') || textMember(member(value, 'docs'), 'content'),
    settings: flatMap(member(value, 'settings')),
    secrets: list(member(value, 'variables'))
      .filter((it) => member(it, 'secret') === true)
      .map((it) => textMember(it, 'name')),
    variables,
  };
}

function yamlMode(mode: string): string {
  return mode === 'api-key' ? 'apikey' : mode === 'aws-v4' ? 'awsv4' : mode;
}

function pathsOf(params: unknown): readonly unknown[] {
  return list(member(params, 'path')).map((it) => ({ ...members(it), type: 'path' }));
}

function pairsOf(value: unknown): readonly BruPair[] {
  return list(value).map((it) => {
    const written = member(it, 'value');
    return {
      name: textMember(it, 'name'),
      value: words(written) || textMember(written, 'data'),
      disabled: member(it, 'disabled') === true || member(it, 'enabled') === false,
    };
  });
}

/** Parts of a form as `.bru` writes them. */
function partsOf(value: readonly unknown[]): readonly BruPair[] {
  return value.map((it) => {
    const written = member(it, 'value');
    const path =
      textMember(it, 'filePath') ||
      (textMember(it, 'type') === 'file' ? list(written).map(words).join('|') || words(written) : '');
    const type = textMember(it, 'contentType');
    const content = path === '' ? words(written) : `@file(${path})`;
    return {
      name: textMember(it, 'name'),
      value: type === '' ? content : `${content} @contentType(${type})`,
      disabled: member(it, 'disabled') === true || member(it, 'selected') === false,
    };
  });
}

/** Members as text; those of objects within, as the YAML form nests them, beside them. */
function flatMap(value: unknown): ReadonlyMap<string, string> {
  const flat = new Map<string, string>();
  for (const [name, it] of entries(value)) {
    if (typeof it === 'object') for (const [inner, own] of entries(it)) flat.set(inner, words(own));
    else flat.set(name, words(it));
  }
  return flat;
}
