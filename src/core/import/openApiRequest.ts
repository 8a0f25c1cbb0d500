import { applyAuth, withQuery } from './auth.ts';
import type { ImportedField, ImportedRequest, ImportedVariable } from './collection.ts';
import type { Draft } from './draft.ts';
import { asText, entries, list, member, textMember, words } from './foreign.ts';
import { openApiBody } from './openApiBody.ts';
import { exampleOf, hasExample, type OpenApiDocument } from './openApiDocument.ts';
import type { OpenApiSecurity, OperationSecurity } from './openApiSecurity.ts';
import type { OpenApiServers } from './openApiServers.ts';
import { encodePart, literal } from './template.ts';

/** One operation and what is around it. */
export interface OpenApiOperation {
  readonly document: OpenApiDocument;
  readonly path: string;
  readonly method: string;
  readonly item: unknown;
  readonly operation: unknown;
  readonly security: OpenApiSecurity;
  readonly servers: OpenApiServers;
}

export function openApiRequest(it: OpenApiOperation, draft: Draft): ImportedRequest {
  const { document, operation, item, path } = it;
  const method = it.method.toUpperCase();
  const name = textMember(operation, 'summary').trim() || textMember(operation, 'operationId') || `${method} ${path}`;
  const where = `${method} ${path}`;
  const parameters = parametersOf(it);
  const security = it.security.of(operation, where);
  const added = security.auths.map((auth) => applyAuth(auth, where, draft));
  const variables: ImportedVariable[] = [];
  const filled = path.replace(/\{([^{}/]{1,100})\}/g, (_, written: string) => {
    const parameter = parameters.find((at) => textMember(at, 'in') === 'path' && textMember(at, 'name') === written);
    const ours = draft.variable(written);
    const example = parameter === undefined ? undefined : exampleOf(document, parameter);
    variables.push({ name: ours, value: literal(asText(example) || '1') });
    return `{{${ours}}}`;
  });
  const query = parameters.filter((at) => textMember(at, 'in') === 'query');
  const isOn = (at: unknown) => member(at, 'required') === true || hasExample(document, at);
  const pairs = query.filter(isOn).flatMap((at) => pairsOf(document, at));
  const body = openApiBody(document, operation, parameters, where, draft);
  const accept = acceptOf(document, operation);
  const headers: ImportedField[] = [
    ...added.flatMap((at) => at.headers.filter((own) => own.name !== 'Cookie')),
    ...(accept === '' ? [] : [{ name: 'Accept', value: accept }]),
    ...parameters.flatMap((at) => headerOf(document, at)),
    ...cookieOf(
      document,
      parameters,
      added.flatMap((at) => at.headers.filter((own) => own.name === 'Cookie')),
    ),
    ...body.headers,
  ];
  const own = [...list(member(operation, 'servers')), ...list(member(item, 'servers'))];
  const scopes = security.scopes.filter((at) => at !== '');
  return {
    kind: 'request',
    name,
    description: textMember(operation, 'description'),
    method,
    url: withQuery(`${it.servers.baseFor(own)}${filled}`, [...pairs, ...added.flatMap((at) => at.query)]),
    headers,
    body: body.body,
    directives: expectationOf(operation, security),
    variables,
    comments: [
      ...(member(operation, 'deprecated') === true ? ['Deprecated.'] : []),
      ...(scopes.length === 0 ? [] : [`Needs the scopes: ${scopes.join(' ')}`]),
      ...query.filter((at) => !isOn(at)).map((at) => `Optional in the query: ${pairsOf(document, at).join('&')}`),
      ...added.flatMap((at) => at.comments),
    ],
    handlers: [],
    assertions: [],
  };
}

/** Those of the operation over those of the path. */
function parametersOf({ document, item, operation }: OpenApiOperation): readonly unknown[] {
  const all = [...list(member(item, 'parameters')), ...list(member(operation, 'parameters'))].map((it) =>
    document.resolve(it),
  );
  const key = (it: unknown) => `${textMember(it, 'in')} ${textMember(it, 'name')}`;
  return all.filter((it, at) => it !== undefined && all.findLastIndex((other) => key(other) === key(it)) === at);
}

/** `name=value`, encoded; lists repeat the name, or are joined where the document says so. */
function pairsOf(document: OpenApiDocument, parameter: unknown): readonly string[] {
  const name = encodePart(textMember(parameter, 'name'));
  const value = exampleOf(document, parameter);
  if (Array.isArray(value)) {
    const items = value.map((it) => encodePart(asText(it)));
    const explode = document.isSwagger
      ? textMember(parameter, 'collectionFormat') === 'multi'
      : member(parameter, 'explode') !== false;
    return explode ? items.map((it) => `${name}=${it}`) : [`${name}=${items.join(',')}`];
  }
  if (typeof value === 'object' && value !== null && textMember(parameter, 'style') === 'deepObject')
    return entries(value).map(([inner, it]) => `${name}[${encodePart(inner)}]=${encodePart(asText(it))}`);
  return [`${name}=${encodePart(asText(value))}`];
}

/** Accept, Content-Type and Authorization are said elsewhere (OpenAPI, Parameter Object). */
function headerOf(document: OpenApiDocument, parameter: unknown): readonly ImportedField[] {
  const name = textMember(parameter, 'name');
  if (textMember(parameter, 'in') !== 'header' || /^(?:accept|content-type|authorization)$/i.test(name)) return [];
  const value = literal(asText(exampleOf(document, parameter)));
  const on = member(parameter, 'required') === true || hasExample(document, parameter);
  return [{ name, value, ...(on ? {} : { disabled: true }) }];
}

function cookieOf(
  document: OpenApiDocument,
  parameters: readonly unknown[],
  added: readonly ImportedField[],
): readonly ImportedField[] {
  const pairs = parameters
    .filter((it) => textMember(it, 'in') === 'cookie' && member(it, 'required') === true)
    .map((it) => `${textMember(it, 'name')}=${literal(asText(exampleOf(document, it)))}`);
  const all = [...added.map((it) => it.value), ...pairs];
  return all.length === 0 ? [] : [{ name: 'Cookie', value: all.join('; ') }];
}

function acceptOf(document: OpenApiDocument, operation: unknown): string {
  if (document.isSwagger) return words(list(member(operation, 'produces') ?? member(document.root, 'produces'))[0]);
  const success = entries(member(operation, 'responses')).find(([status]) => /^2/.test(status))?.[1];
  const [type] = entries(member(document.resolve(success), 'content'))[0] ?? [];
  return type !== undefined && /^[\w.+-]+\/[\w.+*-]+$/.test(type) ? type : '';
}

/** Who may, as far as the document says it: somebody without credentials is let in or not. */
function expectationOf(operation: unknown, { isPublic }: OperationSecurity): readonly string[] {
  if (isPublic === undefined) return [];
  const statuses = entries(member(operation, 'responses')).map(([status]) => status);
  if (!isPublic) return [`expect anonymous=${!statuses.includes('401') && statuses.includes('403') ? '403' : '401'}`];
  const good = statuses.filter((it) => /^2\d\d$/.test(it));
  return [`expect anonymous=${good.length === 1 ? good[0] : '2xx'}`];
}
