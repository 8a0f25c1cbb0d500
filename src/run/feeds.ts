import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { scanReferences } from '../core/http/references.ts';
import { requestNamed } from '../core/http/requestNamed.ts';
import type { Layer } from '../core/variables/environments.ts';
import { keeperOf } from '../core/variables/setByScripts.ts';
import { isCredential } from '../send/redirects.ts';
import { readDirectives } from './directives.ts';

/** What the requests of a file take from each other's answers. */
export interface Feeds {
  /** Requests that others refer to, in whatever way. */
  readonly all: ReadonlySet<RequestBlock>;
  /** Those whose answers others take a credential from: logins, marked or not. */
  readonly credentials: ReadonlySet<RequestBlock>;
}

/**
 * Finds which requests run first for others: by a reference, also by way of definitions, variables and what their
 * scripts set, or by `# @ref`.
 * @param layers the variables of all users
 */
export function feedsOf(file: HttpFile, layers: readonly Layer[]): Feeds {
  const all = new Set<RequestBlock>();
  const credentials = new Set<RequestBlock>();
  if (file.requests.every((it) => it.name === '')) return { all, credentials };
  const values = valuesByName(file, layers);

  /** Adds what a text refers to. `seen`: names that were followed already. */
  function collect(text: string, from: RequestBlock, into: Set<RequestBlock>, seen: Set<string>): void {
    if (!text.includes('{{')) return;
    for (const segment of scanReferences(text)) {
      if (segment.kind === 'text') continue;
      const name = segment.name.replace(/^%/, '');
      const base = /^[^.[]+/.exec(name)?.[0] ?? name;
      for (const one of new Set([name, base])) {
        if (seen.has(one)) continue;
        seen.add(one);
        for (const value of values.get(one) ?? []) collect(value, from, into, seen);
      }
      const request = requestNamed(file, base, from.requestLine.start);
      if (request) into.add(request);
      const keeper = keeperOf(base, file);
      if (keeper && keeper !== from) into.add(keeper);
    }
  }

  for (const request of file.requests) {
    const seen = new Set<string>();
    for (const { name } of readDirectives(request).refs) {
      const first = requestNamed(file, name, request.requestLine.start);
      if (first) all.add(first);
    }
    collect(request.target.text, request, all, seen);
    for (const it of request.body) collect(it.kind === 'text' ? it.text : it.path.text, request, all, seen);
    const mine = new Set<RequestBlock>();
    const seenHere = new Set<string>();
    for (const { name, value, unread } of request.headers) {
      const holdsCredential = unread || isCredential({ name: name.text, value: '' });
      collect(`${name.text} ${value.text}`, request, holdsCredential ? mine : all, holdsCredential ? seenHere : seen);
    }
    for (const it of mine) {
      all.add(it);
      credentials.add(it);
    }
  }
  return { all, credentials };
}

function valuesByName(file: HttpFile, layers: readonly Layer[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, value: string) => {
    if (!value.includes('{{')) return;
    const known = found.get(name);
    if (known) known.push(value);
    else found.set(name, [value]);
  };
  for (const it of file.definitions) add(it.name.text, it.value.text);
  for (const [name, { value }] of layers.flatMap((it) => [...it.variables]))
    add(name, typeof value === 'string' ? value : value.reveal());
  return found;
}
