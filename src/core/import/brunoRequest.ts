import { applyAuth, type ImportedAuth, withQuery } from './auth.ts';
import type { BruPair } from './bru.ts';
import { brunoAuth } from './brunoAuth.ts';
import { brunoBody } from './brunoBody.ts';
import type { BrunoDocument } from './brunoDocument.ts';
import { brunoTemplate } from './brunoTemplate.ts';
import type { ImportedField, ImportedRequest, ImportedVariable } from './collection.ts';
import type { Draft } from './draft.ts';
import { type CarriedScript, carryScript } from './postmanScript.ts';

/** What a request has from the collection and the folders around it. */
export interface BrunoScope {
  readonly auth: ImportedAuth;
  readonly headers: readonly ImportedField[];
  readonly path: readonly string[];
  readonly dotenv: ReadonlySet<string>;
  /** Scripts of the folder itself. */
  readonly comments: readonly string[];
}

export function outermostBruno(dotenv: ReadonlySet<string>): BrunoScope {
  return { auth: { kind: 'none' }, headers: [], path: [], dotenv, comments: [] };
}

/** What holds below a collection or a folder. */
export function scopeOfDocument(it: BrunoDocument, outer: BrunoScope, where: string, draft: Draft): BrunoScope {
  const text = (value: string) => brunoTemplate(value, where, draft, outer.dotenv);
  return {
    ...outer,
    auth: brunoAuth(it, text, draft) ?? outer.auth,
    headers: [...outer.headers, ...it.headers.map((at) => fieldOf(at, text))],
    comments: scriptsOf(it, where, 'each request in it', draft).comments,
  };
}

export function brunoRequest(it: BrunoDocument, scope: BrunoScope, draft: Draft): ImportedRequest {
  const where = [...scope.path, it.name].join(' / ');
  const text = (value: string) => brunoTemplate(value, where, draft, scope.dotenv);
  // A request without the word has no auth of its own, and inherits none.
  const auth = applyAuth(
    it.authMode === '' ? { kind: 'none' } : (brunoAuth(it, text, draft) ?? scope.auth),
    where,
    draft,
  );
  const own = it.headers.map((at) => fieldOf(at, text));
  const outer = scope.headers.filter((at) => !own.some((other) => lower(at) === lower(other)));
  const headers = [...outer, ...own];
  const unless = (at: ImportedField) => !headers.some((other) => !other.disabled && lower(at) === lower(other));
  const body = brunoBody(it, text, where, draft);
  const variables: ImportedVariable[] = it.before
    .filter((at) => !at.disabled)
    .map((at) => ({ name: draft.variable(at.name), value: text(at.value) }));
  const url = urlOf(it, text, variables, draft);
  const scripts = scriptsOf(it, where, 'this request', draft);
  const kept = it.after.filter((at) => !at.disabled).flatMap((at) => keepStatement(at, where, draft));
  const asserted = it.assertions.filter((at) => !at.disabled);
  const assertions = asserted.map((at) => assertionOf(at)).filter((at) => at !== undefined);
  if (assertions.length < asserted.length)
    draft.lose(where, `Assertions that have no equal are left out (${asserted.length - assertions.length}).`);
  return {
    kind: 'request',
    name: it.name,
    description: it.docs,
    method: it.method || 'GET',
    url: withQuery(url, auth.query),
    headers: [...auth.headers.filter(unless), ...headers, ...body.headers.filter(unless)],
    body: body.body,
    directives: directivesOf(it.settings),
    variables,
    comments: [
      ...it.query.filter((at) => at.disabled).map((at) => `Off in the query: ${at.name}=${at.value}`),
      ...auth.comments,
      ...scripts.comments,
    ],
    handlers: [...(kept.length === 0 ? [] : [[guard, ...kept]]), ...scripts.handlers],
    assertions,
  };
}

function lower(it: ImportedField): string {
  return it.name.trim().toLowerCase();
}

function fieldOf(it: BruPair, text: (value: string) => string): ImportedField {
  return { name: text(it.name), value: text(it.value), ...(it.disabled ? { disabled: true } : {}) };
}

/** The URL has the query already; where it has none, the list has. */
function urlOf(
  it: BrunoDocument,
  text: (value: string) => string,
  variables: ImportedVariable[],
  draft: Draft,
): string {
  const path = it.url.replace(/(?<=\/):([^/?#:{}]{1,100})(?=$|[/?#])/g, (segment, name: string) => {
    const found = it.path.find((at) => at.name === name);
    if (found === undefined) return segment;
    const ours = draft.variable(name);
    const value = text(found.value);
    if (value !== `{{${ours}}}`) variables.push({ name: ours, value });
    return `{{${name}}}`;
  });
  const on = it.query.filter((at) => !at.disabled);
  const written = text(path);
  return written.includes('?')
    ? written
    : withQuery(
        written,
        on.map((at) => `${text(at.name)}=${text(at.value)}`),
      );
}

const guard = 'if (typeof response.body !== "object") throw new Error("The answer is not JSON.");';

/** `token: res.body.access_token` */
function keepStatement(it: BruPair, where: string, draft: Draft): readonly string[] {
  const path = /^res\.body((?:\.[A-Za-z_$][\w$]{0,60}|\[\d{1,6}\]){1,20})$/.exec(it.value)?.[1];
  if (path !== undefined)
    return [`client.global.set(${JSON.stringify(draft.variable(it.name.replace(/^@/, '')))}, response.body${path});`];
  draft.lose(
    where,
    `The variable \`${it.name.slice(0, 60)}\`, set with the answer by an expression, has no equal here.`,
  );
  return [];
}

const operators: Readonly<Record<string, string>> = {
  eq: '==',
  neq: '!=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  contains: 'contains',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
  isNumber: 'isNumber',
  isString: 'isString',
  isBoolean: 'isBoolean',
  isArray: 'isArray',
  isDefined: 'exists',
};

/** `res.status: eq 200`, `res.body.id: isNumber`. */
function assertionOf(it: BruPair): string | undefined {
  const [, word = '', value = ''] = /^(\w{1,20})\s{0,5}(.{0,500})$/.exec(it.value) ?? [];
  const operator = Object.hasOwn(operators, word) ? operators[word] : undefined;
  if (operator === undefined || /[{}]/.test(value)) return undefined;
  const rest = value === '' || /^(?:is|exists)/.test(operator) ? operator : `${operator} ${value}`;
  if (it.name === 'res.status') return `status ${rest}`;
  const path = /^res\.body\.([\w$]{1,60}(?:\.[\w$]{1,60}|\[\d{1,6}\]){0,20})$/.exec(it.name)?.[1];
  return path === undefined ? undefined : `body ${path} ${rest}`;
}

function directivesOf(settings: ReadonlyMap<string, string>): readonly string[] {
  const timeout = settings.get('timeout') ?? '';
  return [
    ...(settings.get('followRedirects') === 'false' ? ['no-redirect'] : []),
    ...(/^[1-9]\d{0,8}$/.test(timeout) ? [`timeout ${timeout} ms`] : []),
  ];
}

/** What a script after the answer says in Postman's words, so that what is equal is known once. */
function scriptsOf(it: BrunoDocument, where: string, whose: string, draft: Draft): CarriedScript {
  const handlers: (readonly string[])[] = [];
  const comments: string[] = [];
  for (const { when, code } of it.scripts) {
    if (code.trim() === '') continue;
    const own = when !== 'before' && whose === 'this request';
    const carried = own ? carryScript(inPostmansWords(code), (name) => draft.variable(name)) : undefined;
    if (carried) {
      handlers.push(carried);
      continue;
    }
    const what = when === 'before' ? 'Script before' : when === 'after' ? 'Script after' : 'Tests of';
    draft.lose(where, `${what} ${whose}: kept as a comment, and not run.`);
    comments.push(
      `${what} ${whose}, not run here:`,
      ...code
        .trimEnd()
        .split('\n')
        .map((line) => `| ${line}`),
    );
  }
  return { handlers, comments };
}

function inPostmansWords(code: string): string {
  return code
    .replace(/\bbru\.set(?:Var|EnvVar|GlobalEnvVar)\(/g, 'pm.environment.set(')
    .replace(/\bres(?:\.getStatus\(\)|\.status\b)/g, 'pm.response.code')
    .replace(/\bres(?:\.getBody\(\)|\.body\b)/g, 'pm.response.json()')
    .replace(/^(\s{0,40})test\(/gm, '$1pm.test(')
    .replace(/^(\s{0,40})expect\(/gm, '$1pm.expect(');
}
