import type * as oauth from 'oauth4webapi';
import type { Exchange } from '../../core/exchange.ts';
import type { Calls } from './calls.ts';
import { Ended, failed, notConfigured } from './ended.ts';
import { isObject, type Json, readJsonObject, whatCame } from './jsonAnswer.ts';
import { leadsHome, unsafeUrl, withoutQuery } from './safeUrl.ts';

/**
 * The metadata of an issuer, asked for at the addresses of OpenID Connect Discovery and RFC 8414 one after the other.
 * Ends the flow where none has it; with `optional`, only where the network fails.
 */
export async function readMetadata(issuer: string, calls: Calls): Promise<oauth.AuthorizationServer>;
export async function readMetadata(
  issuer: string,
  calls: Calls,
  optional: 'optional' | undefined,
): Promise<oauth.AuthorizationServer | undefined>;
export async function readMetadata(
  issuer: string,
  calls: Calls,
  optional?: 'optional',
): Promise<oauth.AuthorizationServer | undefined> {
  const expected = issuerOf(issuer);
  const unsafe = unsafeUrl(expected);
  if (unsafe) throw notConfigured(`${unsafe} The issuer was not asked.`);
  const problems: string[] = [];
  let exchange: Exchange | undefined;
  for (const url of metadataUrls(expected)) {
    const found = await ask(url, calls);
    exchange = found.exchange;
    const read = found.json ? metadataOf(found.json, expected, url) : found.problem;
    if (typeof read !== 'string') return read;
    problems.push(read);
  }
  if (optional) return undefined;
  throw failed(
    'not-oauth',
    `The issuer ${expected} gives no metadata. ${problems.join(' ')} Set the issuer as the server spells it, or write its endpoints into the configuration.`,
    exchange,
  );
}

/** Where metadata may be: OpenID Connect appends to the path, RFC 8414 puts its part before it (3.1, 5). */
function metadataUrls(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
    ...(path === '' ? [] : [`${origin}/.well-known/openid-configuration${path}`]),
  ];
}

/** The issuer in an address of its metadata, where somebody wrote that down. */
function issuerOf(written: string): string {
  return written.replace(/\/\.well-known\/(?:openid-configuration|oauth-authorization-server)(?=\/|$)/, '');
}

async function ask(
  url: string,
  calls: Calls,
): Promise<{ exchange: Exchange | undefined; json?: Json; problem: string }> {
  try {
    await calls.fetch(url, { method: 'GET', headers: { accept: 'application/json' } });
  } catch (error) {
    if (error instanceof Ended && error.ending.kind === 'failed' && error.ending.code === 'redirect-refused')
      return { exchange: error.ending.exchange, problem: error.ending.message };
    throw error;
  }
  const exchange = calls.last();
  const json = exchange.response.status === 200 ? readJsonObject(exchange) : undefined;
  return { exchange, ...(json ? { json } : {}), problem: `${withoutQuery(url)} answered ${whatCame(exchange)}.` };
}

/** The document, where it is this issuer's (RFC 8414, 3.3); a string says why not. */
function metadataOf(json: Json, expected: string, url: string): oauth.AuthorizationServer | string {
  const { issuer } = json;
  if (typeof issuer !== 'string') return `${url} answered JSON without an issuer.`;
  if (!isSameIssuer(issuer, expected)) {
    return `${url} is the metadata of another issuer: expected ${expected}, got ${issuer.slice(0, 300)}.`;
  }
  const aliases = isObject(json.mtls_endpoint_aliases) ? json.mtls_endpoint_aliases : {};
  const home = [...Object.values(json), ...Object.values(aliases)].find(
    (it) => typeof it === 'string' && leadsHome(it, expected),
  );
  if (typeof home === 'string')
    return `${url} leads to this computer (${withoutQuery(home).slice(0, 200)}), which is not asked for others.`;
  return { ...json, issuer } as oauth.AuthorizationServer;
}

/** One slash at the end is forgiven. `{tenantid}` is Entra's way of saying that each tenant has its own. */
function isSameIssuer(issuer: string, expected: string): boolean {
  if (issuer.replace(/\/$/, '') === expected.replace(/\/$/, '')) return true;
  const [before, after, more] = issuer.split('{tenantid}');
  return (
    before !== undefined &&
    after !== undefined &&
    more === undefined &&
    expected.startsWith(before) &&
    expected.replace(/\/$/, '').endsWith(after) &&
    !expected.slice(before.length, expected.length - after.length).includes('/')
  );
}
