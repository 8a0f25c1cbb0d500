import { applyAuth, type ImportedAuth, withQuery } from './auth.ts';
import type { ImportedBody, ImportedField, ImportedPart, ImportedRequest, ImportedVariable } from './collection.ts';
import type { Draft } from './draft.ts';
import { list, member, members, parseJson, textMember, words } from './foreign.ts';
import { insomniaAuth } from './insomniaAuth.ts';
import type { InsomniaTexts } from './insomniaTemplate.ts';
import { type CarriedScript, carryScript } from './postmanScript.ts';
import { percentEncoded } from './template.ts';

/** What a request has from the folders around it. */
export interface InsomniaScope {
  readonly auth: ImportedAuth;
  readonly headers: readonly ImportedField[];
  readonly path: readonly string[];
  /** Scripts of the folder itself. */
  readonly comments: readonly string[];
}

export const outermostScope: InsomniaScope = { auth: { kind: 'none' }, headers: [], path: [], comments: [] };

/** What holds below a collection or folder. */
export function scopeBelow(it: unknown, outer: InsomniaScope, texts: InsomniaTexts, draft: Draft): InsomniaScope {
  const where = outer.path.join(' / ') || 'the collection';
  return {
    path: outer.path,
    auth: insomniaAuth(member(it, 'authentication'), where, texts, draft) ?? outer.auth,
    headers: [...outer.headers, ...headersOf(it, where, texts)],
    comments: scriptsOf(it, where, 'each request in it', draft).comments,
  };
}

export function insomniaRequest(
  it: unknown,
  scope: InsomniaScope,
  texts: InsomniaTexts,
  draft: Draft,
): ImportedRequest {
  const name = textMember(it, 'name');
  const where = [...scope.path, name].join(' / ');
  const text = (value: string) => texts.template(value, where);
  const auth = applyAuth(insomniaAuth(member(it, 'authentication'), where, texts, draft) ?? scope.auth, where, draft);
  const parameters = list(member(it, 'parameters')).filter((at) => textMember(at, 'name') !== '');
  const on = parameters.filter((at) => member(at, 'disabled') !== true);
  const pairs = on.map(
    (at) => `${percentEncoded(text(textMember(at, 'name')))}=${encodedValue(text(textMember(at, 'value')))}`,
  );
  const variables: ImportedVariable[] = [];
  const url = textMember(it, 'url').replace(/(?<=\/):([^/?#:{}]{1,100})(?=$|[/?#])/g, (segment, written: string) => {
    const found = list(member(it, 'pathParameters')).find((at) => textMember(at, 'name') === written);
    if (found === undefined) return segment;
    const ours = draft.variable(written);
    const value = text(textMember(found, 'value'));
    if (value !== `{{${ours}}}`) variables.push({ name: ours, value });
    return `{{ _.${written} }}`;
  });
  const own = headersOf(it, where, texts);
  const outer = scope.headers.filter((at) => !own.some((other) => lower(at) === lower(other)));
  const headers = [...outer, ...own];
  const unless = (at: ImportedField) => !headers.some((other) => !other.disabled && lower(at) === lower(other));
  const body = bodyOf(member(it, 'body'), where, texts, draft);
  const scripts = scriptsOf(it, where, 'this request', draft);
  const id = texts.nameOf(textMember(member(it, 'meta'), 'id'));
  return {
    kind: 'request',
    name,
    description: textMember(it, 'description') || textMember(member(it, 'meta'), 'description'),
    method: textMember(it, 'method') || 'GET',
    url: withQuery(text(url), [...pairs, ...auth.query]),
    headers: [...auth.headers.filter(unless), ...headers, ...body.headers.filter(unless)],
    body: body.body,
    directives: [...(id === undefined ? [] : [`name ${id}`]), ...directivesOf(member(it, 'settings'))],
    variables,
    comments: [
      ...parameters
        .filter((at) => member(at, 'disabled') === true)
        .map((at) => `Off in the query: ${textMember(at, 'name')}=${textMember(at, 'value')}`),
      ...auth.comments,
      ...scripts.comments,
    ],
    handlers: scripts.handlers,
    assertions: [],
  };
}

function lower(it: ImportedField): string {
  return it.name.trim().toLowerCase();
}

function encodedValue(template: string): string {
  return percentEncoded(template);
}

function headersOf(it: unknown, where: string, texts: InsomniaTexts): readonly ImportedField[] {
  return list(member(it, 'headers'))
    .filter((at) => textMember(at, 'name') !== '')
    .map((at) => ({
      name: texts.template(textMember(at, 'name'), where),
      value: texts.template(textMember(at, 'value'), where),
      ...(member(at, 'disabled') === true ? { disabled: true } : {}),
    }));
}

function directivesOf(settings: unknown): readonly string[] {
  const redirects = textMember(settings, 'followRedirects');
  const cookies = members(member(settings, 'cookies'));
  return [
    ...(redirects === 'off' || redirects === 'false' ? ['no-redirect'] : []),
    ...(cookies.send === false || cookies.store === false ? ['no-cookie-jar'] : []),
  ];
}

/** Insomnia's scripts have the functions of Postman's, under a name of their own. */
function scriptsOf(it: unknown, where: string, whose: string, draft: Draft): CarriedScript {
  const scripts = member(it, 'scripts');
  const handlers: (readonly string[])[] = [];
  const comments: string[] = [];
  for (const when of ['preRequest', 'afterResponse'] as const) {
    const code = textMember(scripts, when).trim();
    if (code === '') continue;
    const isAfter = when === 'afterResponse';
    const own = isAfter && whose === 'this request';
    const carried = own ? carryScript(code.replace(/\binsomnia\./g, 'pm.'), (name) => draft.variable(name)) : undefined;
    if (carried) {
      handlers.push(carried);
      continue;
    }
    const what = `Script ${isAfter ? 'after' : 'before'} ${whose}`;
    draft.lose(where, `${what}: it is kept as a comment, and not run.`);
    comments.push(`${what}, not run here:`, ...code.split(/\r?\n/).map((line) => `| ${line}`));
  }
  return { handlers, comments };
}

function bodyOf(
  written: unknown,
  where: string,
  texts: InsomniaTexts,
  draft: Draft,
): { readonly body: ImportedBody; readonly headers: readonly ImportedField[] } {
  const type = textMember(written, 'mimeType');
  const content = textMember(written, 'text');
  const params = list(member(written, 'params'));
  const headers = type === '' ? [] : [{ name: 'Content-Type', value: type }];
  const text = (value: string) => texts.template(value, where);
  const isOff = (it: unknown) => (member(it, 'disabled') === true ? { disabled: true } : {});
  if (type.startsWith('application/x-www-form-urlencoded') && (0 < params.length || content === '')) {
    const fields = params.map((it) => ({
      name: percentEncoded(text(textMember(it, 'name'))),
      value: percentEncoded(text(textMember(it, 'value'))),
      ...isOff(it),
    }));
    return { body: { kind: 'form', fields }, headers: [] };
  }
  if (type.startsWith('multipart/')) {
    const parts = params.map((it): ImportedPart => {
      const name = text(textMember(it, 'name'));
      const file = textMember(it, 'fileName');
      if (textMember(it, 'type') !== 'file')
        return { name, content: { text: text(words(member(it, 'value'))) }, ...isOff(it) };
      draft.lose(
        where,
        `The part \`${name.slice(0, 60)}\` is the file \`${file.slice(0, 200)}\`, which is not copied.`,
      );
      return { name, content: { path: text(file) }, fileName: file.split(/[\\/]/).at(-1) ?? file, ...isOff(it) };
    });
    return { body: { kind: 'multipart', type: 'multipart/form-data', parts }, headers: [] };
  }
  const file = textMember(written, 'fileName');
  if (content === '' && file !== '') {
    draft.lose(where, `The body is the file \`${file.slice(0, 200)}\`, which is not copied.`);
    return { body: { kind: 'file', path: text(file) }, headers };
  }
  if (content === '') return { body: { kind: 'none' }, headers: [] };
  if (type === 'application/graphql') {
    const value = parseJson(content);
    const variables = member(value, 'variables');
    const shown =
      typeof variables === 'string'
        ? variables
        : variables === undefined
          ? ''
          : JSON.stringify(variables, undefined, 2);
    const query = textMember(value, 'query') || content;
    return { body: { kind: 'graphql', query: text(query), variables: text(shown) }, headers: [] };
  }
  return { body: { kind: 'text', text: text(content) }, headers };
}
