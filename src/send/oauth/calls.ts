import { INVALID_SERVER_METADATA, MISSING_SERVER_METADATA, OperationProcessingError } from 'oauth4webapi';
import type { Exchange, HeaderField } from '../../core/exchange.ts';
import { fieldValue } from '../../core/exchange.ts';
import { secretsOf } from '../../core/knownSecrets.ts';
import { maskKnown, maskUrl } from '../../core/mask.ts';
import { send } from '../send.ts';
import { cancelled, Ended, failed } from './ended.ts';
import { isObject } from './jsonAnswer.ts';
import type { Ending, OAuthOptions } from './obtained.ts';
import { unsafeUrl, withoutQuery } from './safeUrl.ts';

/** The exchanges with an authorization server, recorded as they happen. */
export interface Calls {
  /** Oldest first. */
  readonly made: Exchange[];
  /** For oauth4webapi's `customFetch`. Its answer holds status and DPoP-Nonce alone: the record has the rest. */
  fetch(url: string, init: FetchInit): Promise<Response>;
  /** The exchange of the last call that was answered. */
  last(): Exchange;
}

interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Answers of OAuth are some kilobytes; a list of keys may be more. */
const mostBytes = 1024 * 1024;

/** Sends what oauth4webapi asks for by our own sender: no redirect is followed, no cookie sent or kept. */
export function startCalls(options: OAuthOptions): Calls {
  const made: Exchange[] = [];
  return {
    made,
    async fetch(url, { method, headers, body }) {
      const unsafe = unsafeUrl(url);
      if (unsafe) throw failed('not-configured', `${unsafe} Nothing was sent.`);
      const sent = await send(
        {
          method,
          url,
          headers: fieldsOf(headers),
          ...(body === undefined || body === null ? {} : { body: Buffer.from(String(body), 'utf8') }),
          followRedirects: false,
          useCookies: false,
          mostBytes,
        },
        { settings: options.settings, signal: options.signal, now: () => options.now() },
      );
      if (sent.kind === 'failed') {
        throw sent.code === 'cancelled' ? cancelled() : failed(sent.code, sent.message);
      }
      const { exchange } = sent;
      made.push(exchange);
      endAtRedirect(exchange);
      return responseOf(exchange);
    },
    last() {
      const exchange = made.at(-1);
      if (!exchange) throw new Error('no call was made');
      return exchange;
    },
  };
}

/**
 * Runs a flow and gives its end as a value, with the calls made till then. What is thrown by mistake is named by its
 * kind alone: its message may quote a secret.
 */
export async function withCalls<T>(
  options: OAuthOptions,
  flow: (calls: Calls) => Promise<T>,
): Promise<(T | Ending) & { readonly calls: readonly Exchange[] }> {
  const calls = startCalls(options);
  try {
    return { ...(await flow(calls)), calls: calls.made };
  } catch (error) {
    if (error instanceof Ended) return { ...masked(error.ending, calls.made), calls: calls.made };
    if (options.signal.aborted) return { kind: 'cancelled', calls: calls.made };
    const attribute = wrongAddress(error);
    if (attribute !== undefined) {
      const message = `The metadata of the authorization server has no address that can be used for ${attribute}. Write it into the configuration.`;
      return { kind: 'failed', code: 'not-oauth', message, calls: calls.made };
    }
    const name = error instanceof Error ? error.name.replace(/\W/g, '') : typeof error;
    const message = `The tokens could not be asked for, for a reason inside Why401 (${name}). Reporting it helps.`;
    return { kind: 'failed', code: 'other', message, calls: calls.made };
  }
}

/** Words about an answer may quote it, and an answer may repeat what it was sent. */
function masked(ending: Ending, calls: readonly Exchange[]): Ending {
  if (ending.kind !== 'failed') return ending;
  const secrets = calls.flatMap((it) => secretsOf(it)).sort((a, b) => b.length - a.length);
  return { ...ending, message: maskKnown(ending.message, secrets) };
}

/** The member of the metadata that the library could not use. */
function wrongAddress(error: unknown): string | undefined {
  if (!(error instanceof OperationProcessingError)) return undefined;
  if (error.code !== INVALID_SERVER_METADATA && error.code !== MISSING_SERVER_METADATA) return undefined;
  const { cause } = error;
  return isObject(cause) && typeof cause.attribute === 'string' ? cause.attribute : undefined;
}

/** The fields in their usual spelling; the library's own name is not sent. */
function fieldsOf(headers: Readonly<Record<string, string>>): HeaderField[] {
  return Object.entries(headers)
    .filter(([name]) => name.toLowerCase() !== 'user-agent')
    .map(([name, value]) => ({ name: spelled[name.toLowerCase()] ?? name, value }));
}

const spelled: Readonly<Record<string, string>> = {
  accept: 'Accept',
  authorization: 'Authorization',
  'content-type': 'Content-Type',
  dpop: 'DPoP',
};

function endAtRedirect(exchange: Exchange): void {
  const { status, headers } = exchange.response;
  if (status < 300 || 399 < status) return;
  const from = exchange.request.url;
  const location = fieldValue(headers, 'Location');
  const to = location !== undefined && URL.canParse(location, from) ? new URL(location, from) : undefined;
  const where = to ? ` and leads to ${maskUrl(`${to.origin}${to.pathname}`, secretsOf(exchange))}` : '';
  const rule =
    exchange.request.method === 'POST'
      ? 'What it was sent holds credentials, which never follow a redirect.'
      : 'An authorization server answers where its address says, so the redirect was not followed.';
  throw failed(
    'redirect-refused',
    `${withoutQuery(from)} answered ${status}${where}. ${rule} Write the address it leads to into the configuration, if that is the right one.`,
    exchange,
  );
}

function responseOf({ response }: Exchange): Response {
  const nonce = fieldValue(response.headers, 'DPoP-Nonce');
  // `Response` knows no other status; its reader looks at the record.
  const status = 200 <= response.status && response.status <= 599 ? response.status : 500;
  // A nonce is made of visible ASCII (RFC 9449, 8.1); anything else could not be sent back.
  return new Response(null, {
    status,
    headers: nonce !== undefined && /^[\x21-\x7e]{1,2000}$/.test(nonce) ? { 'dpop-nonce': nonce } : {},
  });
}
