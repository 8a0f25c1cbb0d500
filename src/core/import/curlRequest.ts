import { applyAuth, withQuery } from './auth.ts';
import type { ImportedField, ImportedRequest } from './collection.ts';
import { curlAuth } from './curlAuth.ts';
import { curlBody, curlEncoded } from './curlBody.ts';
import type { CurlArguments, CurlOption } from './curlOptions.ts';
import { curlUrls } from './curlUrl.ts';
import type { Draft } from './draft.ts';

/** The requests that curl would send for one set of options: one for each URL. */
export function curlRequests({ options }: CurlArguments, draft: Draft, name: string): readonly ImportedRequest[] {
  const last = (wanted: string) => options.findLast((it) => it.name === wanted)?.value;
  const has = (wanted: string) => options.findLast((it) => it.name.replace(/^no-/, '') === wanted)?.name === wanted;
  const all = (wanted: string) => options.filter((it) => it.name === wanted).map((it) => it.value);
  const urls = all('url').flatMap((it) => curlUrls(it, { glob: !has('globoff'), asIs: has('path-as-is') }, draft));
  return urls.map((url, at): ImportedRequest => {
    const where = name === '' ? nameOf(last('request') ?? '', url).trim() : name;
    const body = curlBody(options, url, where, draft);
    const auth = applyAuth(curlAuth(options, where, draft), where, draft);
    const own = readHeaders(all('header'), where, draft);
    const unless = (it: ImportedField) => !own.names.has(it.name.toLowerCase());
    const given = [...auth.headers, ...optionHeaders(options, where, draft), ...body.headers].filter(unless);
    const method = last('request') ?? (has('head') ? 'HEAD' : body.method);
    tellOthers(options, where, draft);
    if (/^(?:get|post|put|patch|delete|head|options)$/.test(method))
      draft.lose(where, `curl sends the method \`${method}\` as it is written; here it goes in upper case.`);
    const target = withQuery(body.url, [...all('url-query').map(queryOf), ...auth.query]);
    return {
      kind: 'request',
      name: name === '' ? nameOf(method, target) : 1 < urls.length ? `${name} ${at + 1}` : name,
      method,
      url: target,
      ...versionOf(has),
      headers: [...own.fields, ...given],
      body: body.body,
      directives: directivesOf(last, has),
      variables: [],
      comments: auth.comments,
      handlers: [],
      assertions: [],
    };
  });
}

/** `Name: value` sets, `Name;` sets to nothing, `Name:` takes away what curl would send. */
function readHeaders(lines: readonly string[], where: string, draft: Draft) {
  const fields: ImportedField[] = [];
  const names = new Set<string>();
  for (const line of lines) {
    if (line.startsWith('@')) {
      draft.lose(where, 'curl reads headers from a file (`-H @…`); they are not in the request.');
      continue;
    }
    const colon = line.indexOf(':');
    const [, empty] = /^([^:;]{1,200});\s*$/.exec(line) ?? [];
    if (empty !== undefined) {
      fields.push({ name: empty.trim(), value: '' });
      names.add(empty.trim().toLowerCase());
    } else if (0 < colon) {
      const name = line.slice(0, colon).trim();
      const value = line.slice(colon + 1).trim();
      names.add(name.toLowerCase());
      if (value !== '') fields.push({ name, value });
    } else draft.lose(where, 'A header without a colon is not sent by curl, and left out.');
  }
  return { fields, names };
}

function optionHeaders(options: readonly CurlOption[], where: string, draft: Draft): readonly ImportedField[] {
  const fields: ImportedField[] = [];
  const cookies: string[] = [];
  for (const { name, value } of options) {
    if (name === 'user-agent' && value !== '') fields.push({ name: 'User-Agent', value });
    else if (name === 'referer') fields.push({ name: 'Referer', value: value.replace(/;auto$/, '') });
    else if (name === 'range') fields.push({ name: 'Range', value: `bytes=${value}` });
    else if (name === 'compressed') fields.push({ name: 'Accept-Encoding', value: 'gzip, deflate, br' });
    else if (name === 'cookie' && value.includes('=')) cookies.push(value);
    else if (name === 'cookie' && value !== '')
      draft.lose(where, 'curl reads cookies from a file (`-b FILE`); they are not in the request.');
  }
  if (0 < cookies.length) fields.push({ name: 'Cookie', value: cookies.join(';') });
  return fields.filter((it, at) => fields.findLastIndex((other) => other.name === it.name) === at && it.value !== '');
}

/** `name=content` encodes the content, as `--data-urlencode` does. */
function queryOf(value: string): string {
  if (value.startsWith('+')) return value.slice(1);
  const equals = value.indexOf('=');
  if (equals === -1) return curlEncoded(value);
  const name = value.slice(0, equals);
  return name === '' ? curlEncoded(value.slice(1)) : `${name}=${curlEncoded(value.slice(equals + 1))}`;
}

function versionOf(has: (name: string) => boolean): { readonly version?: string } {
  if (has('http1.0')) return { version: 'HTTP/1.0' };
  if (has('http1.1')) return { version: 'HTTP/1.1' };
  if (has('http2-prior-knowledge')) return { version: 'HTTP/2' };
  return has('http3') || has('http3-only') ? { version: 'HTTP/3' } : {};
}

function directivesOf(last: (name: string) => string | undefined, has: (name: string) => boolean): readonly string[] {
  const seconds = (name: string) => {
    const value = Number(last(name));
    return 0 < value && value < 86_400 ? `${Math.ceil(value * 1000)} ms` : undefined;
  };
  const timeout = seconds('max-time');
  const connect = seconds('connect-timeout');
  return [
    ...(has('location') || has('location-trusted') ? [] : ['no-redirect']),
    ...(has('insecure') ? ['no-reject-unauthorized'] : []),
    ...(timeout === undefined ? [] : [`timeout ${timeout}`]),
    ...(connect === undefined ? [] : [`connection-timeout ${connect}`]),
  ];
}

/** What is a setting here, or nothing. The values of these options may be secret: they are not said. */
const others: Readonly<Record<string, string>> = {
  proxy: 'The proxy (`-x`) is the setting `why401.send.proxy` here, and `HTTPS_PROXY` on the command line.',
  preproxy: 'A proxy in front of the proxy (`--preproxy`) is not there.',
  socks5: 'SOCKS proxies are not there.',
  'socks5-hostname': 'SOCKS proxies are not there.',
  socks4: 'SOCKS proxies are not there.',
  'proxy-user': 'The password for the proxy (`-U`) belongs into its URL, in the setting `why401.send.proxy`.',
  'proxy-header': 'Headers for the proxy are not sent.',
  cert: 'The client certificate (`--cert`) is the setting `why401.send.clientCertificates` here.',
  key: 'The key of the client certificate (`--key`) is the setting `why401.send.clientCertificates` here.',
  cacert: 'The authority (`--cacert`) is the setting `why401.send.certificateAuthorities` here.',
  capath: 'The authorities (`--capath`) are the setting `why401.send.certificateAuthorities` here.',
  resolve: 'Addresses for hosts (`--resolve`) are not set: the system resolves them.',
  'connect-to': 'Another host to connect to (`--connect-to`) is not set.',
  'unix-socket': 'A Unix socket is not used: the request goes to the host of its URL.',
  interface: 'The network interface is not chosen.',
  'cookie-jar': 'Cookies are kept in memory here, not in a file (`-c`).',
  config: 'Options from a file (`-K`) are not read.',
  netrc: 'Credentials from .netrc (`-n`) are not read.',
  'netrc-file': 'Credentials from a .netrc file are not read.',
  negotiate: 'Negotiate (Kerberos) cannot be sent by Why401.',
  'time-cond': 'The condition by time (`-z`) is left out.',
  'request-target': 'Another target than that of the URL (`--request-target`) is left out.',
  variable: 'Variables of curl (`--variable`) are not filled in.',
  'location-trusted': 'Credentials go along to other hosts with `--location-trusted`; Why401 never sends them there.',
};

function tellOthers(options: readonly CurlOption[], where: string, draft: Draft): void {
  for (const name of new Set(options.map((it) => it.name))) {
    const told = Object.hasOwn(others, name) ? others[name] : undefined;
    if (told !== undefined) draft.lose(where, told);
  }
}

/** `GET /users/7`, secrets of the query left out. */
function nameOf(method: string, url: string): string {
  const path = /^(?:[a-z][a-z0-9+.-]{0,30}:\/\/)?[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? '';
  return `${method} ${path === '' ? '/' : path.slice(0, 120)}`;
}
