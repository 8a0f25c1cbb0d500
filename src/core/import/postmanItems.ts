import { type AddedByAuth, applyAuth, type ImportedAuth, withQuery } from './auth.ts';
import type { ImportedField, ImportedFolder, ImportedRequest } from './collection.ts';
import type { Draft } from './draft.ts';
import { list, member, textMember, words } from './foreign.ts';
import { postmanAuth } from './postmanAuth.ts';
import { postmanBody } from './postmanBody.ts';
import { type CarriedScript, carryScript } from './postmanScript.ts';
import { postmanDescription, postmanTemplate } from './postmanTemplate.ts';
import { postmanUrl } from './postmanUrl.ts';

/** What a request has from the folders around it. */
interface Inherited {
  readonly auth: ImportedAuth;
  readonly handlers: readonly (readonly string[])[];
  readonly behavior: readonly unknown[];
  readonly path: readonly string[];
  readonly depth: number;
}

/** The folders and requests of a collection. */
export function postmanItems(collection: unknown, draft: Draft): readonly (ImportedFolder | ImportedRequest)[] {
  const none: Inherited = { auth: { kind: 'none' }, handlers: [], behavior: [], path: [], depth: 0 };
  const { inherited, comments } = below(collection, none, 'the collection', draft);
  const items = itemsOf(collection, inherited, draft);
  const [first, ...rest] = items;
  if (comments.length === 0 || !first) return items;
  const description = comments.join('\n');
  return [
    { ...first, description: [first.description ?? '', description].filter((it) => it !== '').join('\n') },
    ...rest,
  ];
}

function itemsOf(parent: unknown, inherited: Inherited, draft: Draft): readonly (ImportedFolder | ImportedRequest)[] {
  if (deepest < inherited.depth) {
    draft.lose(inherited.path.slice(0, 3).join(' / '), `Folders below ${deepest} levels are not read.`);
    return [];
  }
  return list(member(parent, 'item')).flatMap((it): readonly (ImportedFolder | ImportedRequest)[] => {
    const name = textMember(it, 'name');
    if (Array.isArray(member(it, 'item'))) return [folder(it, name || 'Folder', inherited, draft)];
    const read = member(it, 'request');
    if (read === undefined) return [];
    return [request(it, read, name, inherited, draft)];
  });
}

const deepest = 40;

function folder(it: unknown, name: string, outer: Inherited, draft: Draft): ImportedFolder {
  const path = [...outer.path, name];
  const { inherited, comments } = below(it, { ...outer, path, depth: outer.depth + 1 }, path.join(' / '), draft);
  const description = [postmanDescription(it), ...comments].filter((at) => at !== '').join('\n');
  const variables = list(member(it, 'variable')).map((own) => ({
    name: draft.variable(textMember(own, 'key') || textMember(own, 'id')),
    value: postmanTemplate(textMember(own, 'value'), draft),
  }));
  return {
    kind: 'folder',
    name,
    ...(description === '' ? {} : { description }),
    variables,
    items: itemsOf(it, inherited, draft),
  };
}

/** What holds below a collection or a folder, and the scripts of its own as comments. */
function below(it: unknown, outer: Inherited, where: string, draft: Draft) {
  const auth = postmanAuth(member(it, 'auth'), draft) ?? outer.auth;
  const scripts = scriptsOf(it, where, 'each request in it', draft);
  const inherited: Inherited = {
    ...outer,
    auth,
    handlers: [...outer.handlers, ...scripts.handlers],
    behavior: [...outer.behavior, member(it, 'protocolProfileBehavior')],
  };
  return { inherited, comments: scripts.comments };
}

function request(it: unknown, read: unknown, name: string, inherited: Inherited, draft: Draft): ImportedRequest {
  const where = [...inherited.path, name].join(' / ');
  const isUrl = typeof read === 'string';
  const url = postmanUrl(isUrl ? read : member(read, 'url'), where, draft);
  const method = (isUrl ? '' : textMember(read, 'method')) || 'GET';
  const auth = applyAuth(
    isUrl ? inherited.auth : (postmanAuth(member(read, 'auth'), draft) ?? inherited.auth),
    where,
    draft,
  );
  const behavior = [...inherited.behavior, member(it, 'protocolProfileBehavior')];
  const pruned = /^(?:GET|HEAD|COPY|PURGE|UNLOCK)$/i.test(method) && setting(behavior, 'disableBodyPruning') !== true;
  const body = postmanBody(isUrl ? undefined : member(read, 'body'), where, draft);
  if (pruned && body.body.kind !== 'none')
    draft.lose(where, `Postman sends no body with ${method.toUpperCase()}: the one that is there is left out.`);
  const scripts = scriptsOf(it, where, 'this request', draft);
  tellOthers(it, read, where, draft);
  const own = headersOf(member(read, 'header'), draft);
  const given = pruned ? [] : body.headers.filter((at) => !own.some((other) => !other.disabled && same(at, other)));
  return {
    kind: 'request',
    name,
    description: postmanDescription(isUrl ? it : read) || postmanDescription(it),
    method,
    url: withQuery(url.url, auth.query),
    headers: [...withAuth(own, auth, where, draft), ...given],
    body: pruned ? { kind: 'none' } : body.body,
    directives: directivesOf(behavior),
    variables: url.variables,
    comments: [...url.comments, ...auth.comments, ...scripts.comments],
    handlers: [...inherited.handlers, ...scripts.handlers],
    assertions: [],
  };
}

function same(a: ImportedField, b: ImportedField): boolean {
  return a.name.trim().toLowerCase() === b.name.trim().toLowerCase();
}

/** What the auth says takes the place of a header of the same name. */
function withAuth(
  own: readonly ImportedField[],
  auth: AddedByAuth,
  where: string,
  draft: Draft,
): readonly ImportedField[] {
  const kept = own.filter((it) => it.disabled || !auth.headers.some((added) => same(it, added)));
  if (kept.length < own.length)
    draft.lose(where, 'The auth of the request replaces a header of the same name, as Postman does.');
  return [...auth.headers, ...kept];
}

function headersOf(written: unknown, draft: Draft): readonly ImportedField[] {
  if (typeof written === 'string')
    return written.split(/\r?\n/).flatMap((line) => {
      const colon = line.indexOf(':');
      const name = postmanTemplate(line.slice(0, colon).trim(), draft);
      return 0 < colon ? [{ name, value: postmanTemplate(line.slice(colon + 1).trim(), draft) }] : [];
    });
  return list(written).map((it) => ({
    name: postmanTemplate(textMember(it, 'key'), draft),
    value: postmanTemplate(textMember(it, 'value'), draft),
    ...(member(it, 'disabled') === true ? { disabled: true } : {}),
  }));
}

function setting(behavior: readonly unknown[], name: string): unknown {
  return behavior.map((it) => member(it, name)).findLast((it) => it !== undefined);
}

function directivesOf(behavior: readonly unknown[]): readonly string[] {
  return [
    ...(setting(behavior, 'followRedirects') === false ? ['no-redirect'] : []),
    ...(setting(behavior, 'strictSSL') === false ? ['no-reject-unauthorized'] : []),
    ...(setting(behavior, 'disableCookies') === true ? ['no-cookie-jar'] : []),
  ];
}

/** Scripts: what can be said in a handler is, the rest is a comment. */
function scriptsOf(it: unknown, where: string, whose: string, draft: Draft): CarriedScript {
  const handlers: (readonly string[])[] = [];
  const comments: string[] = [];
  for (const event of list(member(it, 'event'))) {
    if (member(event, 'disabled') === true) continue;
    const script = member(event, 'script');
    const exec = member(script, 'exec') ?? script;
    const code = (Array.isArray(exec) ? exec.map(words).join('\n') : words(exec)).trim();
    if (code === '') continue;
    const before = textMember(event, 'listen') === 'prerequest';
    const carried = before ? undefined : carryScript(code, (name) => draft.variable(name));
    if (carried) {
      handlers.push(carried);
      continue;
    }
    const what = before ? `Script before ${whose}` : `Script after ${whose}`;
    draft.lose(where, `${what}: it is kept as a comment, and not run.`);
    comments.push(`${what}, not run here:`, ...code.split(/\r?\n/).map((line) => `| ${line}`));
  }
  return { handlers, comments };
}

function tellOthers(it: unknown, read: unknown, where: string, draft: Draft): void {
  const examples = list(member(it, 'response'));
  if (0 < examples.length) {
    const names = examples.slice(0, 5).map((at) => `\`${textMember(at, 'name').slice(0, 60)}\``);
    draft.lose(where, `Saved answers are not kept (${examples.length}): ${names.join(', ')}.`);
  }
  if (member(read, 'proxy') !== undefined && member(member(read, 'proxy'), 'disabled') !== true)
    draft.lose(where, 'The proxy of the request is the setting `why401.send.proxy` here.');
  if (member(read, 'certificate') !== undefined)
    draft.lose(where, 'The client certificate is the setting `why401.send.clientCertificates` here.');
}
