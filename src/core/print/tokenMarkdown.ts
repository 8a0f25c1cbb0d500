import { checkToken } from '../jwt/check.ts';
import { readClaims } from '../jwt/claims.ts';
import type { ClaimReading, Token } from '../jwt/token.ts';
import type { Secret } from '../secret.ts';
import { codeSpan } from './markdown.ts';

/**
 * A token as Markdown: what it is, what is broken in it, what its claims say. Values are in code spans, the token
 * itself is shown by its ends. `now` in seconds since the epoch.
 */
export function tokenToMarkdown(token: Token, secret: Secret, now: number): string {
  const blocks = [`**${escaped(kindWords(token))}** ${codeSpan(secret.toString())}`];
  const wrong = [
    ...token.defects.map((it) => it.says),
    ...checkToken(token, { now })
      .filter((it) => it.outcome !== 'fine')
      .map((it) => it.says),
  ];
  if (0 < wrong.length) blocks.push([...new Set(wrong)].map((it) => `- ${escaped(it)}`).join('\n'));
  if (token.payload) blocks.push(table(readClaims(token.payload, now)));
  if (token.header) blocks.push(`Header: ${codeSpan(JSON.stringify(token.header).slice(0, 400))}`);
  blocks.push('The signature is not checked.');
  return blocks.join('\n\n');
}

/** `JSON Web Token, for access`, `A GitHub personal access token` */
export function kindWords(token: Token): string {
  if (token.what !== undefined) return token.what.charAt(0).toUpperCase() + token.what.slice(1);
  const kind = { jws: 'JSON Web Token', jwe: 'Encrypted token (JWE)', opaque: 'Opaque token', broken: 'Broken token' };
  const use = { access: ', for access', id: ', an ID token', refresh: ', a refresh token', other: '', unknown: '' };
  return kind[token.kind] + use[token.use];
}

/** What is asked first: how long, from whom, for whom. A hover shows but a few lines before it scrolls. */
const first = ['exp', 'nbf', 'iat', 'iss', 'sub', 'aud', 'scope', 'scp', 'roles'];

function table(inToken: readonly ClaimReading[]): string {
  const named = first.flatMap((name) => inToken.filter((it) => it.name === name));
  const claims = [...named, ...inToken.filter((it) => !first.includes(it.name))];
  const rows = claims.slice(0, 30).map((it) => {
    const name = it.label === it.name ? codeSpan(it.name) : `${escaped(it.label)} ${codeSpan(it.name)}`;
    return `| ${cell(name)} | ${cell(codeSpan(it.reading.slice(0, 300)))} |`;
  });
  const more = 30 < claims.length ? [`| and ${claims.length - 30} more | |`] : [];
  return ['| Claim | Reading |', '|---|---|', ...rows, ...more].join('\n');
}

function cell(markdown: string): string {
  return markdown.replaceAll('|', '\\|');
}

/** Sentences that quote the token: nothing in them may become markup. */
function escaped(it: string): string {
  return it.replace(/[\\`*_{}[\]()#+!<>|~@]/g, '\\$&');
}
