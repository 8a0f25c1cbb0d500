import { clientNames } from './clientNames.ts';
import { renewingTokens, storeParameter } from './renewingTokens.ts';
import type { RetryRecipe } from './retryRecipe.ts';

/** A wrapper around `fetch` that renews the token ahead of its end and once after a 401, in TypeScript. */
export function fetchClient(recipe: RetryRecipe): string {
  const { pascal } = clientNames(recipe.id);
  const { declared, passed } = storeParameter(recipe);
  const made = `create${pascal}Fetch`;
  return `/*
 * const api = ${made}(${passed});
 * const response = await api('/path');
 *
 * The access token is renewed 30 s ahead of its end, and once after a 401; for all waiting requests at once.
 */

${renewingTokens(recipe)}

async function askTokenEndpoint(body: URLSearchParams, headers: Record<string, string>) {
  try {
    // A redirect would carry secrets elsewhere.
    const signal = AbortSignal.timeout(30_000);
    const response = await fetch(tokenEndpoint, { method: 'POST', headers, body, redirect: 'manual', signal });
    const answer = (await response.json().catch(() => null)) as TokenAnswer | null;
    return { status: response.status, answer };
  } catch (error) {
    throw new TokenError(error instanceof Error ? error.message : 'no answer');
  }
}

/** \`fetch\` for the API. One of them for all requests${declared ? ' of the same tokens' : ''}, since it holds the renewal that they share. */
export function ${made}(${declared}) {
  const currentTokens = createTokens(${passed});

  return async function fetchWithToken(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = input instanceof Request ? input : undefined;
    const url = new URL(input instanceof Request ? input.url : input, api);
    const headers = new Headers(init?.headers ?? request?.headers);
    // The token goes to the API alone; a request with credentials of its own is left as it is.
    if (url.origin !== api || headers.has('Authorization')) return fetch(request ?? url, init);

    const send = (accessToken: string) => {
      headers.set('Authorization', \`Bearer \${accessToken}\`);
      return fetch(request?.clone() ?? url, { ...init, headers });
    };
    const { accessToken, renew } = await currentTokens();
    const response = await send(accessToken);
    // A refused request was not carried out (RFC 9110, 15.5.2): even a POST may be sent again. A stream is used up.
    if (!canBeMended(response) || isStream(init?.body)) return response;
    await response.body?.cancel();
    return send((await renew()).accessToken);
  };
}

/** A new token helps with neither a redirect's 401 of another origin nor one that asks for more rights or a second factor. */
function canBeMended({ status, url, headers }: Response): boolean {
  if (status !== 401 || (url !== '' && new URL(url).origin !== api)) return false;
  return !/error="?insufficient_/i.test(headers.get('WWW-Authenticate') ?? '');
}

function isStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && ('getReader' in body || Symbol.asyncIterator in body);
}
`;
}
