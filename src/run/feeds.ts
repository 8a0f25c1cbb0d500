import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { scanReferences } from '../core/http/references.ts';
import { requestNamed } from '../core/http/requestNamed.ts';
import { runsOf } from '../core/scripts/otherFiles.ts';
import type { Layer } from '../core/variables/environments.ts';
import { keeperOf } from '../core/variables/setByScripts.ts';
import { isCredential } from '../send/redirects.ts';
import { readDirectives } from './directives.ts';

/** What the requests of a file take from each other's answers, and from elsewhere. */
export interface Feeds {
  /** Requests that others refer to, in whatever way. */
  readonly all: ReadonlySet<RequestBlock>;
  /** Those whose answers others take a credential from: logins, marked or not. */
  readonly credentials: ReadonlySet<RequestBlock>;
  /** Requests for which something may have to be sent first: another request, a call for a token. */
  readonly waiting: ReadonlySet<RequestBlock>;
}

/** What a text refers to. */
interface Found {
  readonly requests: Set<RequestBlock>;
  readonly seen: Set<string>;
  /** A name with `$` that may stand for a token. */
  asks: boolean;
}

/**
 * Finds which requests run first for others: by a reference, also by way of definitions, variables and what their
 * scripts set, or by `# @ref`.
 * @param layers the variables of all users
 */
export function feedsOf(file: HttpFile, layers: readonly Layer[]): Feeds {
  const all = new Set<RequestBlock>();
  const credentials = new Set<RequestBlock>();
  const waiting = new Set<RequestBlock>();
  const values = valuesByName(file, layers);
  const isNamed = file.requests.some((it) => it.name !== '');

  function collect(text: string, from: RequestBlock, found: Found): void {
    if (isShorthand(text)) found.asks = true;
    if (!text.includes('{{')) return;
    for (const segment of scanReferences(text)) {
      if (segment.kind === 'text') continue;
      const name = segment.name.replace(/^%/, '');
      if (name.startsWith('$') && !own.test(name)) found.asks = true;
      const base = /^[^.[]+/.exec(name)?.[0] ?? name;
      follow(name, from, found);
      if (base !== name) follow(base, from, found);
      const request = isNamed ? requestNamed(file, base, from.requestLine.start) : undefined;
      if (request) found.requests.add(request);
      const keeper = keeperOf(base, file);
      if (keeper && keeper !== from) found.requests.add(keeper);
    }
  }

  function follow(name: string, from: RequestBlock, found: Found): void {
    if (found.seen.has(name)) return;
    found.seen.add(name);
    for (const value of values.get(name) ?? []) collect(value, from, found);
  }

  for (const request of file.requests) {
    const anywhere: Found = { requests: new Set(), seen: new Set(), asks: false };
    const asCredential: Found = { requests: new Set(), seen: new Set(), asks: false };
    for (const { name } of readDirectives(request).refs) {
      anywhere.asks = true;
      const first = requestNamed(file, name, request.requestLine.start);
      if (first) anywhere.requests.add(first);
    }
    if (runsOf(request).length) anywhere.asks = true;
    collect(request.target.text, request, anywhere);
    for (const it of request.body) collect(it.kind === 'text' ? it.text : it.path.text, request, anywhere);
    for (const { name, value, unread } of request.headers) {
      const holdsCredential = unread || isCredential({ name: name.text, value: '' });
      const found = holdsCredential ? asCredential : anywhere;
      collect(name.text, request, found);
      collect(value.text, request, found);
    }
    for (const it of asCredential.requests) credentials.add(it);
    for (const it of [...anywhere.requests, ...asCredential.requests]) all.add(it);
    if (anywhere.asks || asCredential.asks || 0 < anywhere.requests.size + asCredential.requests.size)
      waiting.add(request);
  }
  return { all, credentials, waiting };
}

/** Names with `$` whose values are at hand; all others may lead to tokens. */
const own =
  /^\$(?:uuid|guid|timestamp|isoTimestamp|datetime|localDatetime|randomInt|random\.\w+|processEnv|env|projectRoot)(?![\w$])/;

/** httpYac's `Authorization: oauth2 …` obtains a token. */
function isShorthand(text: string): boolean {
  return /^\s*(?:oauth2|openid)/i.test(text);
}

/** Values that lead on, by the names that they are referred to by. */
function valuesByName(file: HttpFile, layers: readonly Layer[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, value: string) => {
    if (!value.includes('{{') && !isShorthand(value)) return;
    const known = found.get(name);
    if (known) known.push(value);
    else found.set(name, [value]);
  };
  for (const it of file.definitions) add(it.name.text, it.value.text);
  for (const [name, { value }] of layers.flatMap((it) => [...it.variables]))
    add(name, typeof value === 'string' ? value : value.reveal());
  return found;
}
