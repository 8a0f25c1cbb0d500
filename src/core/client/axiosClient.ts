import { clientNames } from './clientNames.ts';
import { renewingTokens, storeParameter } from './renewingTokens.ts';
import type { RetryRecipe } from './retryRecipe.ts';

/** An interceptor for axios that renews the token ahead of its end and once after a 401, in TypeScript. */
export function axiosClient(recipe: RetryRecipe): string {
  const { pascal } = clientNames(recipe.id);
  const { declared, passed } = storeParameter(recipe);
  const made = `renew${pascal}Tokens`;
  return `import axios, { type AxiosInstance, type AxiosResponse } from 'axios';

/*
 * const client = axios.create({ baseURL: '…' });
 * ${made}(client${passed && `, ${passed}`});
 *
 * The access token is renewed 30 s ahead of its end, and once after a 401; for all waiting requests at once.
 * Needs axios 1.5 or newer.
 */

${renewingTokens(recipe)}

// Of its own, so that asking for a token passes none of the client's interceptors.
const tokenClient = axios.create();

async function askTokenEndpoint(body: URLSearchParams, headers: Record<string, string>) {
  try {
    // A redirect would carry secrets elsewhere.
    const options = { headers, maxRedirects: 0, timeout: 30_000, validateStatus: () => true };
    const { status, data } = await tokenClient.post<TokenAnswer | null>(tokenEndpoint, body, options);
    return { status, answer: data };
  } catch (error) {
    // Its message only: an error of axios holds the request, and so the secrets.
    throw new TokenError(error instanceof Error ? error.message : 'no answer');
  }
}

/** Gives the requests of \`client\` to the API their token. */
export function ${made}(client: AxiosInstance${declared && `, ${declared}`}): void {
  const currentTokens = createTokens(${passed});

  client.interceptors.request.use((config) => {
    // The token goes to the API alone; a request with credentials of its own is left as it is.
    if (!isForApi(client.getUri(config)) || config.auth || config.headers.has('Authorization')) return config;

    // Of itself, axios takes the token along to subdomains.
    let left = false;
    const { beforeRedirect } = config;
    config.beforeRedirect = (options, ...details) => {
      left ||= !isForApi(options.href);
      if (left) for (const name of ['authorization', 'Authorization']) delete options.headers[name];
      beforeRedirect?.(options, ...details);
    };

    // Done by the adapter, below all interceptors: they see one answer, and the body is not transformed twice.
    const adapter = axios.getAdapter(config.adapter);
    config.adapter = async (final) => {
      const send = (accessToken: string) => {
        final.headers.set('Authorization', \`Bearer \${accessToken}\`);
        return adapter(final);
      };
      // A refused request was not carried out (RFC 9110, 15.5.2): even a POST may be sent again. A stream is used up.
      const isFinal = (response: AxiosResponse | undefined) => left || isStream(final.data) || !canBeMended(response);
      const { accessToken, renew } = await currentTokens();
      let refused: AxiosResponse | undefined;
      try {
        refused = await send(accessToken);
        if (isFinal(refused)) return refused;
      } catch (error) {
        if (!axios.isAxiosError(error) || isFinal(error.response)) throw error;
        refused = error.response;
      }
      // A streamed answer holds its connection until it is read.
      if (final.responseType === 'stream') refused?.data?.destroy?.();
      return send((await renew()).accessToken);
    };

    return config;
  });
}

function isForApi(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === api;
}

/** A new token does not help where more rights or a second factor are asked for. */
function canBeMended(response: AxiosResponse | undefined): boolean {
  const challenge = String(response?.headers['www-authenticate'] ?? '');
  return response?.status === 401 && !/error="?insufficient_/i.test(challenge);
}

function isStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && ('getReader' in body || 'pipe' in body);
}
`;
}
