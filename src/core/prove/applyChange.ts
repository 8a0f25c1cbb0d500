import type { HeaderField } from '../exchange.ts';
import type { Credential } from '../facts/credentials.ts';
import { percentDecoded } from '../facts/target.ts';
import { basicValue } from '../resolve/authShorthands.ts';
import type { ResolvedRequest } from '../resolve/resolve.ts';
import { Secret } from '../secret.ts';
import { asHttp, carriedBy } from './carried.ts';
import type { Change } from './experiment.ts';
import { nobodys, readPair, withAnotherSignature } from './nobodys.ts';

/**
 * The request with one thing changed; undefined where there is nothing to change.
 * @param as the request as the other user would send it: its credentials alone are taken
 */
export function applyChange(
  request: ResolvedRequest,
  change: Change,
  as?: ResolvedRequest,
): ResolvedRequest | undefined {
  switch (change.change) {
    case 'nothing':
    case 'no-redirect':
      return request;
    case 'no-credentials': {
      const bare = withoutCredentials(request);
      return bare.auth === request.auth && sameFields(bare, request) ? undefined : bare;
    }
    case 'garbage-token':
      return withGarbage(request);
    case 'wrong-signature':
      return withWrongSignature(request);
    case 'scheme':
      return withScheme(request, change.to);
    case 'user':
      return as && withCredentialsOf(request, as);
    case 'no-cookie':
      return has(request, 'cookie') ? withField(request, 'Cookie', undefined) : undefined;
    case 'origin':
      return withField(request, 'Origin', change.to);
    case 'accept':
      return withField(request, 'Accept', change.to);
    case 'trailing-slash':
      return withSlash(request);
    case 'https':
      return overHttps(request);
  }
}

/** Header fields, cookies and parameters that say who asks; a proof of a key goes with its token. */
function withoutCredentials(request: ResolvedRequest): ResolvedRequest {
  const carried = carriedBy(asHttp(request));
  const fields = new Set(carried.flatMap((it) => (it.in === 'authorization' || it.in === 'header' ? [it.name] : [])));
  const cookies = new Set(carried.flatMap((it) => (it.in === 'cookie' ? [it.name] : [])));
  const parameters = new Set(carried.flatMap((it) => (it.in === 'query' ? [it.name] : [])));
  const { auth: _, ...rest } = request;
  return {
    ...rest,
    url:
      parameters.size === 0 ? request.url : mapQuery(request.url, (name, pair) => (parameters.has(name) ? '' : pair)),
    headers: request.headers.flatMap((it) => {
      if (fields.has(it.name) || /^dpop$/i.test(it.name)) return [];
      return /^cookie$/i.test(it.name) ? withoutCookies(it, cookies) : [it];
    }),
  };
}

function withoutCookies(field: HeaderField, names: ReadonlySet<string>): HeaderField[] {
  const kept = field.value.split(';').filter((it) => !names.has(it.split('=', 1)[0]?.trim() ?? ''));
  return kept.length === 0 ? [] : [{ name: field.name, value: kept.join(';').trim() }];
}

function withCredentialsOf(request: ResolvedRequest, as: ResolvedRequest): ResolvedRequest {
  const bare = withField(withoutCredentials(request), 'Cookie', undefined);
  const carried = carriedBy(asHttp(as));
  const names = new Set(
    carried.flatMap((it) => ('name' in it.at && it.in !== 'query' ? [it.at.name.toLowerCase()] : [])),
  );
  const parameters = carried.filter((it) => it.in === 'query');
  const query = parameters.map((it) => `${encodeURIComponent(it.name)}=${encodeURIComponent(it.secret.reveal())}`);
  const joined = query.length === 0 ? bare.url : `${bare.url}${bare.url.includes('?') ? '&' : '?'}${query.join('&')}`;
  return {
    ...bare,
    url: joined,
    headers: [...bare.headers, ...as.headers.filter((it) => names.has(it.name.toLowerCase()))],
    ...(as.auth ? { auth: as.auth } : {}),
  };
}

function withGarbage(request: ResolvedRequest): ResolvedRequest | undefined {
  const { auth } = request;
  if (auth?.scheme === 'digest')
    return { ...request, auth: { ...auth, password: new Secret(nobodys(auth.password.reveal())) } };
  const [credential] = carriedBy(asHttp(request));
  if (auth || !credential || credential.defects.some((it) => it.code === 'placeholder')) return undefined;
  const value = credential.secret.reveal();
  if (credential.kind === 'basic') {
    const pair = readPair(value);
    return pair && replaced(request, credential, basicValue(pair.user, nobodys(pair.password)).slice('Basic '.length));
  }
  const replaceable = credential.kind === 'token' || credential.kind === 'key' || credential.kind === 'session';
  return replaceable && 4 <= value.length ? replaced(request, credential, nobodys(value)) : undefined;
}

function withWrongSignature(request: ResolvedRequest): ResolvedRequest | undefined {
  const [credential] = carriedBy(asHttp(request));
  const other = credential?.token?.kind === 'jws' ? withAnotherSignature(credential.secret.reveal()) : undefined;
  return credential && other !== undefined ? replaced(request, credential, other) : undefined;
}

/** Another scheme word in front of the same token. */
function withScheme(request: ResolvedRequest, to: string): ResolvedRequest | undefined {
  const credential = carriedBy(asHttp(request)).find((it) => it.in === 'authorization' && it.kind === 'token');
  if (!credential || credential.scheme === to) return undefined;
  return withField(request, 'Authorization', `${to} ${credential.secret.reveal()}`);
}

/** The credential's value alone is another one, where it stands. */
function replaced(request: ResolvedRequest, credential: Credential, value: string): ResolvedRequest | undefined {
  const secret = credential.secret.reveal();
  if (credential.in === 'query') {
    const url = mapQuery(request.url, (name, pair) =>
      name === credential.name ? `${pair.split('=', 1)[0]}=${encodeURIComponent(value)}` : pair,
    );
    return url === request.url ? undefined : { ...request, url };
  }
  const field = credential.in === 'cookie' ? 'cookie' : credential.name.toLowerCase();
  let done = false;
  const headers = request.headers.map((it) => {
    if (done || it.name.toLowerCase() !== field || !it.value.includes(secret)) return it;
    done = true;
    const from = credential.in === 'cookie' ? it.value.indexOf(`${credential.name}=`) : 0;
    const at = it.value.indexOf(secret, Math.max(0, from));
    return { name: it.name, value: `${it.value.slice(0, at)}${value}${it.value.slice(at + secret.length)}` };
  });
  return done ? { ...request, headers } : undefined;
}

/** Sets a field where it stands, adds it where it is missing, or leaves it out. */
function withField(request: ResolvedRequest, name: string, value: string | undefined): ResolvedRequest {
  const lower = name.toLowerCase();
  const others = request.headers.filter((it) => it.name.toLowerCase() !== lower);
  return { ...request, headers: value === undefined ? others : [...others, { name, value }] };
}

function withSlash(request: ResolvedRequest): ResolvedRequest | undefined {
  const { url } = request;
  const [before = '', start = '', path = ''] = /^([a-z]+:\/\/[^/?#]*)([^?#]*)/i.exec(url) ?? [];
  if (path.replace(/^\//, '') === '') return undefined;
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
  return { ...request, url: `${start}${other}${url.slice(before.length)}` };
}

/** The same host by TLS: on the port that is written, or on the usual one. */
function overHttps(request: ResolvedRequest): ResolvedRequest | undefined {
  const { url } = request;
  const [before, host = ''] = /^http:\/\/([^/?#]*)/i.exec(url) ?? [];
  if (before === undefined) return undefined;
  return { ...request, url: `https://${host.replace(/:80$/, '')}${url.slice(before.length)}` };
}

function mapQuery(url: string, map: (name: string, pair: string) => string): string {
  const hash = url.indexOf('#');
  const end = hash < 0 ? url.length : hash;
  const mark = url.slice(0, end).indexOf('?');
  if (mark < 0) return url;
  const pairs = url
    .slice(mark + 1, end)
    .split('&')
    .map((it) => map(percentDecoded((it.split('=', 1)[0] ?? '').replaceAll('+', ' ')), it))
    .filter((it) => it !== '');
  return `${url.slice(0, mark)}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}${url.slice(end)}`;
}

function has({ headers }: ResolvedRequest, name: string): boolean {
  return headers.some((it) => it.name.toLowerCase() === name);
}

function sameFields(a: ResolvedRequest, b: ResolvedRequest): boolean {
  return (
    a.url === b.url &&
    a.headers.length === b.headers.length &&
    a.headers.every((it, i) => it.value === b.headers[i]?.value)
  );
}
