import type { ImportedVariable } from './collection.ts';
import type { Draft } from './draft.ts';
import { list, member, textMember, words } from './foreign.ts';
import { postmanTemplate } from './postmanTemplate.ts';
import { outsideReferences } from './template.ts';

export interface PostmanUrl {
  readonly url: string;
  /** Of the path: `:id` is `{{id}}`. */
  readonly variables: readonly ImportedVariable[];
  readonly comments: readonly string[];
}

/** A URL, written as text or in parts. */
export function postmanUrl(written: unknown, where: string, draft: Draft): PostmanUrl {
  const parts = typeof written === 'string' ? undefined : written;
  const raw = typeof written === 'string' ? written : textMember(written, 'raw');
  const whole = raw === '' && parts !== undefined ? fromParts(parts) : raw;
  const [bare = '', ...query] = (whole.split('#')[0] ?? '').split('?');
  const variables: ImportedVariable[] = [];
  const path = bare.replace(/(?<=\/):([^/?#:]{1,100})(?=$|\/)/g, (segment, name: string) => {
    const found = list(member(parts, 'variable')).find(
      (it) => (textMember(it, 'key') || textMember(it, 'id')) === name,
    );
    if (found === undefined) return segment;
    const ours = draft.variable(name);
    const value = postmanTemplate(textMember(found, 'value'), draft);
    if (value !== `{{${ours}}}`) variables.push({ name: ours, value });
    return `{{${name}}}`;
  });
  const pairs = Array.isArray(member(parts, 'query')) ? list(member(parts, 'query')) : undefined;
  const on = pairs?.filter((it) => member(it, 'disabled') !== true).map(pairOf);
  const off = pairs?.filter((it) => member(it, 'disabled') === true).map(pairOf) ?? [];
  const search = on ? on.join('&') : query.join('?');
  if (/#/.test(whole)) draft.lose(where, 'The part of the URL behind # is never sent, and left out.');
  const url = `${encoded(postmanTemplate(path, draft))}${search === '' ? '' : `?${encoded(postmanTemplate(search, draft))}`}`;
  return { url, variables, comments: off.map((it) => `Off in the query: ${postmanTemplate(it, draft)}`) };
}

function pairOf(it: unknown): string {
  const value = member(it, 'value');
  const name = textMember(it, 'key');
  return value === null || value === undefined ? name : `${name}=${words(value)}`;
}

function fromParts(parts: unknown): string {
  const joined = (value: unknown, by: string) =>
    Array.isArray(value) ? value.map((it) => words(it) || textMember(it, 'value')).join(by) : words(value);
  const protocol = textMember(parts, 'protocol');
  const port = textMember(parts, 'port');
  const path = joined(member(parts, 'path'), '/').replace(/^\//, '');
  const host = joined(member(parts, 'host'), '.');
  const query = list(member(parts, 'query')).filter((it) => member(it, 'disabled') !== true);
  const search = query.length === 0 ? '' : `?${query.map(pairOf).join('&')}`;
  return `${protocol === '' ? '' : `${protocol.replace(/[^A-Za-z0-9+.-]/g, '')}://`}${host}${port === '' ? '' : `:${port}`}${path === '' ? '' : `/${path}`}${search}`;
}

/** As Postman does when it sends: what has no place in a URL. */
function encoded(template: string): string {
  return outsideReferences(template, (text) =>
    text.replace(/["<>`\s]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`),
  );
}
