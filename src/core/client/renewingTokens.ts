import { jsLiteral } from '../print/codeLiteral.ts';
import { type ClientNames, clientNames } from './clientNames.ts';
import type { RetryRecipe } from './retryRecipe.ts';

/**
 * The TypeScript that a client by `fetch` and one by axios have in common: what tokens are, their error, and how they
 * are obtained. The one that uses it brings `askTokenEndpoint(body, headers)`, which gives `{ status, answer }`.
 */
export function renewingTokens(recipe: RetryRecipe): string {
  return [
    constants(recipe),
    tokens(recipe),
    store(recipe),
    tokenError,
    createTokens(recipe),
    requestTokens(recipe),
    secrets(recipe),
  ]
    .filter((it) => it !== '')
    .join('\n\n');
}

/** How the store is named in signatures and calls; empty where tokens need none. */
export function storeParameter({ grant }: RetryRecipe): { readonly declared: string; readonly passed: string } {
  return grant === 'refresh_token' ? { declared: 'store: TokenStore', passed: 'store' } : { declared: '', passed: '' };
}

function constants({ apiOrigin, tokenEndpoint, clientId }: RetryRecipe): string {
  return `const api = ${jsLiteral(apiOrigin)};
const tokenEndpoint = ${jsLiteral(tokenEndpoint)};
const clientId = ${jsLiteral(clientId)};`;
}

function tokens({ grant }: RetryRecipe): string {
  const refresh = grant === 'client_credentials' ? '' : '\n  refreshToken?: string | undefined;';
  return `export interface Tokens {
  accessToken: string;${refresh}
  /** Milliseconds since the epoch: 30 s ahead of the end, so that none ends on its way. */
  renewAt?: number | undefined;
}`;
}

function store({ grant }: RetryRecipe): string {
  if (grant !== 'refresh_token') return '';
  return `/** Where the tokens are kept: a database, an encrypted file. Put the first ones there when somebody has signed in. */
export interface TokenStore {
  load(): Promise<Tokens | undefined>;
  save(tokens: Tokens): Promise<void>;
}`;
}

const tokenError = `/** No token was to be had. Says why in the server's words (RFC 6749, 5.2), and holds nothing secret. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  /** \`invalid_grant\`: sign in again. \`invalid_client\`: the client's id or secret is wrong. */
  readonly error: string | undefined;
  readonly description: string | undefined;

  constructor(why: string, error?: string, description?: string) {
    super([\`No token from \${new URL(tokenEndpoint).host}: \${why}\`, error, description].filter(Boolean).join(', '));
    this.error = error;
    this.description = description;
  }
}`;

function createTokens(recipe: RetryRecipe): string {
  return `/** The tokens in use. However many requests need new ones, they are renewed once. */
function createTokens(${storeParameter(recipe).declared}) {
  let latest: Promise<Tokens> | undefined;
  let failed = false;
${obtain[recipe.grant](recipe)}

  /** All whose tokens are spent share one renewal, and its error, even those who learn of it late. */
  function renew(spent: Promise<Tokens> | undefined${refusedParameter(recipe).declared}): Promise<Tokens> {
    if (latest && latest !== spent) return latest;
    failed = false;
    const renewal = obtain(${refusedParameter(recipe).passed});
    renewal.catch(() => {
      failed = true;
    });
    latest = renewal;
    return renewal;
  }

  /** Tokens to send with, and the way to others where the API refuses these. */
  return async function current() {
    let used = latest && !failed ? latest : renew(latest);
    const { renewAt } = await used;
    if (renewAt !== undefined && renewAt <= Date.now()) used = renew(used);
    const { accessToken } = await used;
    return { accessToken, renew: () => renew(used${recipe.grant === 'refresh_token' ? ', accessToken' : ''}) };
  };
}`;
}

/** Only where others may renew the same tokens is it needed to know which one was refused. */
function refusedParameter({ grant }: RetryRecipe) {
  return grant === 'refresh_token'
    ? { declared: ', refused?: string', passed: 'refused' }
    : { declared: '', passed: '' };
}

const obtain: Readonly<Record<RetryRecipe['grant'], (recipe: RetryRecipe) => string>> = {
  client_credentials: (recipe) => `
  function obtain(): Promise<Tokens> {
    return requestTokens(${firstParameters(recipe, [])});
  }`,

  password: (recipe) => `  let held: Tokens | undefined;

  async function obtain(): Promise<Tokens> {
    held = (await refreshed()) ?? (await signedIn());
    return held;
  }

  function signedIn(): Promise<Tokens> {
    return requestTokens(${firstParameters(recipe, [
      `username: secret('${clientNames(recipe.id).upper}_USERNAME')`,
      `password: secret('${clientNames(recipe.id).upper}_PASSWORD')`,
    ])});
  }

  /** Undefined where the refresh token is missing or has ended: then the password gets new ones. */
  async function refreshed(): Promise<Tokens | undefined> {
    if (!held?.refreshToken) return undefined;
    try {
      return await requestTokens({ grant_type: 'refresh_token', refresh_token: held.refreshToken });
    } catch (error) {
      if (error instanceof TokenError && error.error === 'invalid_grant') return undefined;
      throw error;
    }
  }`,

  refresh_token: () => `  let unsaved: Tokens | undefined;

  async function obtain(refused?: string): Promise<Tokens> {
    const held = unsaved ?? (await store.load());
    // Another process may have renewed them meanwhile.
    if (held && held.accessToken !== refused && Date.now() < (held.renewAt ?? Infinity)) return held;
    if (!held?.refreshToken) throw new TokenError('there is no refresh token, sign in again');
    const renewed = await requestTokens({ grant_type: 'refresh_token', refresh_token: held.refreshToken });
    // The old refresh token may have ended with this answer: the new one is saved before anything is sent.
    unsaved = renewed;
    await store.save(renewed);
    unsaved = undefined;
    return renewed;
  }`,
};

function firstParameters({ grant, scopes, audience }: RetryRecipe, more: readonly string[]): string {
  const members = [
    `grant_type: ${jsLiteral(grant)}`,
    ...more,
    ...(scopes.length ? [`scope: ${jsLiteral(scopes.join(' '))}`] : []),
    ...(audience === undefined ? [] : [`audience: ${jsLiteral(audience)}`]),
  ];
  if (members.length === 1) return `{ ${members[0]} }`;
  return `{\n${members.map((it) => `      ${it},\n`).join('')}    }`;
}

function requestTokens(recipe: RetryRecipe): string {
  const { authentication, grant, resources } = recipe;
  const secretName = clientSecretName(clientNames(recipe.id));
  const keeps = grant !== 'client_credentials';
  const sent = [
    ...(authentication === 'none' ? [] : ['clientSecret']),
    ...(keeps ? ['parameters.refresh_token'] : []),
    ...(grant === 'password' ? ['parameters.password'] : []),
  ];
  return `interface TokenAnswer {
  access_token?: unknown;${keeps ? '\n  refresh_token?: string;' : ''}
  expires_in?: number | string;
  error?: unknown;
  error_description?: unknown;
}

/** Asks the token endpoint (RFC 6749, 3.2). */
async function requestTokens(parameters: Record<string, string>): Promise<Tokens> {
  const askedAt = Date.now();
  const body = new URLSearchParams(parameters);${resources.map((it) => `\n  body.append('resource', ${jsLiteral(it)});`).join('')}
${clientProof(authentication, secretName)}
  const { status, answer } = await askTokenEndpoint(body, headers);
  if (300 <= status || typeof answer?.access_token !== 'string') {
${sent.length === 0 ? withoutSecrets : withSecrets(sent)}
    throw new TokenError(String(status), words(answer?.error), words(answer?.error_description));
  }
  const lifetime = Number(answer.expires_in);
  return {
    accessToken: answer.access_token,${
      keeps
        ? `
    // A server that does not rotate it sends none: the old one stays good.
    refreshToken: answer.refresh_token ?? parameters.refresh_token,`
        : ''
    }
    renewAt: 0 < lifetime ? askedAt + Math.max(lifetime - 30, lifetime / 2) * 1000 : undefined,
  };
}`;
}

const withoutSecrets = `    const words = (said: unknown) => (typeof said === 'string' ? said : undefined);`;

function withSecrets(sent: readonly string[]): string {
  return `    // A server may repeat what it was sent.
    const secrets = [${sent.join(', ')}].filter((it) => it !== undefined);
    const words = (said: unknown) =>
      typeof said === 'string' ? secrets.reduce((text, it) => text.replaceAll(it, '…'), said) : undefined;`;
}

function clientProof(authentication: RetryRecipe['authentication'], secretName: string): string {
  const accept = "Accept: 'application/json'";
  switch (authentication) {
    case 'client_secret_basic':
      return `  const clientSecret = secret('${secretName}');
  // Id and secret are form-encoded first (RFC 6749, 2.3.1).
  const [user, password] = [clientId, clientSecret].map((it) => new URLSearchParams({ it }).toString().slice(3));
  const headers = { ${accept}, Authorization: \`Basic \${btoa(\`\${user}:\${password}\`)}\` };`;
    case 'client_secret_post':
      return `  const clientSecret = secret('${secretName}');
  body.set('client_id', clientId);
  body.set('client_secret', clientSecret);
  const headers = { ${accept} };`;
    case 'none':
      return `  body.set('client_id', clientId);
  const headers = { ${accept} };`;
  }
}

function secrets({ authentication, grant }: RetryRecipe): string {
  if (authentication === 'none' && grant !== 'password') return '';
  return `/** Secrets stand in the environment, never in code. */
function secret(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(\`The environment variable \${name} is not set\`);
  return value;
}`;
}

/** The environment variable that holds the client's secret. */
export function clientSecretName({ upper }: ClientNames): string {
  return `${upper}_CLIENT_SECRET`;
}
