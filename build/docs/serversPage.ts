import { causes } from '../../src/core/causes/index.ts';
import type { Condition, Server, Sign } from '../../src/core/facts/sign.ts';
import { servers } from '../../src/core/servers/index.ts';
import { cell, code, made } from './markdown.ts';

/** docs/servers.md: every server by its name, how it is recognized, and what its words mean. */
export function serversPage(): string {
  const sorted = servers.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
  const signs = servers.reduce((count, it) => count + it.signs.length, 0);
  const intro = `# Servers and what their words mean

${servers.length} servers, gateways and frameworks are known, with ${signs} signs: codes, words and fields of an answer, each with the cause that it stands for ([causes.md](causes.md)) and the page that says so.
All that a row names must hold. Codes are compared whole, without regard to case; words and fields are regular expressions. A sign counts as *the server says so*, where it does not say otherwise. Of the rows of a server the first that holds is what the answer states.

${made}`;
  const contents = sorted.map((it) => `[${it.name}](#${it.id})`).join(' · ');
  return `${[intro, contents, ...sorted.map(section)].join('\n\n')}\n`;
}

function section(server: Server): string {
  const remarks = [
    `Recognized by ${marks(server).join('; ')}.`,
    ...(server.front ? ['It stands in front of other servers: that it is there does not tell who refused.'] : []),
    ...(server.knownBy401 ? ['It answers 401 also to a user that it knows and that may not.'] : []),
    ...(server.bareTokens ? ['It takes a token in `Authorization` without a scheme word.'] : []),
  ];
  const table = ['| looked at | cause | what it means | source |', '|---|---|---|---|', ...server.signs.map(row)];
  return [
    `## ${server.id}`,
    `**${server.name}.** ${remarks.join(' ')}`,
    ...(server.signs.length === 0 ? [] : [table.join('\n')]),
  ].join('\n\n');
}

function marks({ recognize: { headers, host, body, challenge, cookie, credential, sends } }: Server): string[] {
  const pattern = (what: string, it: { readonly source: string } | undefined): string[] =>
    it ? [`${what} ${code(it.source)}`] : [];
  return [
    ...(headers ?? []).map(
      ({ name, matches }) => `the field ${code(name)}${matches ? ` like ${code(matches.source)}` : ''}`,
    ),
    ...pattern('the host', host),
    ...pattern('the challenge', challenge),
    ...pattern('the body', body),
    ...pattern('a cookie', cookie),
    ...pattern('the credential', credential),
    ...pattern('a field of the request', sends),
  ];
}

function row(sign: Sign): string {
  const certainty = sign.certainty && sign.certainty !== 'stated' ? ` (${sign.certainty})` : '';
  const meaning = cell(sign.shows ?? titles.get(sign.cause) ?? '');
  const fix = sign.fix === undefined ? '' : ` → ${cell(sign.fix)}`;
  const source = sign.source === undefined ? '' : `[page](${sign.source})`;
  return `| ${lookedAt(sign).join('; ')} | [${sign.cause}](causes.md#${sign.cause})${certainty} | ${meaning}${fix} | ${source} |`;
}

const titles = new Map(causes.map((it) => [it.id, it.title]));

function lookedAt(sign: Sign): string[] {
  const pattern = (what: string, it: { readonly source: string } | undefined): string[] =>
    it ? [`${what} ${code(it.source)}`] : [];
  const { header } = sign;
  return [
    ...(sign.status ? [`status ${sign.status.join(', ')}`] : []),
    ...(sign.code ? [`code ${sign.code.map(code).join(', ')}`] : []),
    ...pattern('words', sign.says),
    ...(header ? [`field ${code(header.name)}${header.matches ? ` like ${code(header.matches.source)}` : ''}`] : []),
    ...(sign.noHeader === undefined ? [] : [`no field ${code(sign.noHeader)}`]),
    ...pattern('method', sign.method),
    ...pattern('path', sign.path),
    ...pattern('a field of the request', sign.sends),
    ...pattern('the credential', sign.credential),
    ...(sign.when ?? []).map((it) => conditionWords[it]),
  ];
}

const conditionWords: Readonly<Record<Condition, string>> = {
  anonymous: 'nothing was sent to identify the caller',
  credentials: 'a credential was sent',
  jwt: 'a JWT was sent',
  opaque: 'an opaque token was sent',
  basic: '`Basic` was sent',
  bearer: '`Bearer` was sent',
  signed: 'the request is signed',
  'key-header': 'a key was sent in a field of its own',
  'key-query': 'a key was sent in the query',
  'no-key': 'no key was sent',
  cookie: 'a session cookie was sent',
  login: 'user and password were sent in the body',
  'id-token': 'an ID token was sent',
  'access-token': 'an access token was sent',
  'no-authorization': 'no `Authorization` was sent',
  presigned: 'the URL is signed',
  browser: 'a browser sent it',
  'tool-agent': 'a tool sent it, by its user agent',
  folder: 'the path ends with a slash',
  http: 'it went over plain http',
  scoped: 'the token has scopes',
  page: 'the answer is a page',
  'no-page': 'the answer is no page',
  'empty-answer': 'the answer has no body',
  'client-credentials': 'a client authenticated itself in the body',
  'token-call': 'it goes to an authorization server',
};
