import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Provider from 'oidc-provider';
import { addGrants } from './providerGrants.ts';

/** How an authorization server of the tests behaves. */
export interface ProviderSettings {
  /** A new refresh token with each refresh; the old one then revokes the grant. Default: true. */
  readonly rotation?: boolean;
  /** DPoP proofs must carry the server's nonce. */
  readonly dpopNonce?: boolean;
  /** Pushed authorization requests. */
  readonly par?: 'offered' | 'required';
  /** Clients may register themselves (RFC 7591). */
  readonly registration?: boolean;
  /** Seconds; default 3600. */
  readonly accessTokenSeconds?: number;
  /** Seconds that a device's code holds; default 600. */
  readonly deviceCodeSeconds?: number;
  /** Besides `clients`, as metadata of RFC 7591. */
  readonly clients?: readonly Readonly<Record<string, unknown>>[];
  /** 0: a free one. */
  readonly port?: number;
}

export interface RunningProvider {
  /** `http://127.0.0.1:PORT` */
  readonly issuer: string;
  /** Refusals by the server, in its own words: for the message of a test that failed. */
  readonly refusals: readonly string[];
  stop(): Promise<void>;
}

/** The secret of every client that has one. */
export const clientSecret = 'a-secret.of/the+tests ~2f8c61d07a';
/** The one person with a password that is checked (password grant). */
export const account = { username: 'ada', password: 'p4ss phrase of ada & co' };
/** A resource that tokens can be asked for (RFC 8707); they are JWTs then, for this audience. */
export const resource = 'https://api.example/orders';

const everyGrant = ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'];
const native = {
  application_type: 'native',
  redirect_uris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
};

/** Clients that every provider of the tests knows. */
export const clients = [
  /** Public, for people: code, device, refresh. */
  {
    client_id: 'public',
    token_endpoint_auth_method: 'none',
    grant_types: everyGrant,
    response_types: ['code'],
    post_logout_redirect_uris: ['http://127.0.0.1/after'],
    ...native,
  },
  /** Confidential, for people; may introspect and exchange too. */
  {
    client_id: 'app-1.local',
    client_secret: clientSecret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: [...everyGrant, 'client_credentials', 'password', 'urn:ietf:params:oauth:grant-type:token-exchange'],
    response_types: ['code'],
    ...native,
  },
  /** Implicit only. */
  {
    client_id: 'old',
    token_endpoint_auth_method: 'none',
    grant_types: ['implicit'],
    response_types: ['id_token', 'id_token token'],
    ...native,
  },
  ...['client_secret_post', 'client_secret_jwt'].map((it) => ({
    client_id: `service-${it}`,
    client_secret: clientSecret,
    token_endpoint_auth_method: it,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  })),
] as const;

/** Starts a real authorization server on loopback. Sign-in pages take any login and any password. */
export async function startProvider(settings: ProviderSettings = {}): Promise<RunningProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(settings.port ?? 0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const refusals: string[] = [];
  silenceHints();
  try {
    const { default: OidcProvider } = await import('oidc-provider');
    const provider = new OidcProvider(issuer, await configuration(settings));
    addGrants(provider, account);
    noteRefusals(provider, refusals);
    server.on('request', provider.callback());
  } catch (error) {
    server.close();
    throw error;
  }
  return {
    issuer,
    refusals,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function configuration(settings: ProviderSettings) {
  return {
    clients: [...clients, ...(settings.clients ?? [])],
    jwks: { keys: [await signingKey()] },
    cookies: { keys: ['of the tests'] },
    scopes: ['openid', 'offline_access', 'profile', 'read', 'write'],
    acrValues: ['basic', 'strong'],
    claims: { openid: ['sub'], profile: ['name'], acr: null, auth_time: null },
    enabledJWA: { clientAuthSigningAlgValues: ['HS256', 'RS256', 'PS256', 'ES256', 'ES384', 'Ed25519'] },
    rotateRefreshToken: settings.rotation ?? true,
    responseTypes: ['code', 'id_token', 'id_token token', 'none'],
    async findAccount(_context: unknown, id: string) {
      return { accountId: id, claims: async () => ({ sub: id, name: `The account ${id}` }) };
    },
    async issueRefreshToken(_context: unknown, client: { grantTypeAllowed(name: string): boolean }) {
      return client.grantTypeAllowed('refresh_token');
    },
    ttl: {
      AccessToken: settings.accessTokenSeconds ?? 3600,
      ClientCredentials: settings.accessTokenSeconds ?? 3600,
      DeviceCode: settings.deviceCodeSeconds ?? 600,
      Grant: 86_400,
      IdToken: 3600,
      Interaction: 3600,
      RefreshToken: 86_400,
      Session: 86_400,
    },
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      devInteractions: { enabled: true },
      dPoP: {
        enabled: true,
        nonceSecret: Buffer.alloc(32, 7),
        requireNonce: () => settings.dpopNonce ?? false,
      },
      introspection: { enabled: true },
      pushedAuthorizationRequests: {
        enabled: settings.par !== undefined,
        requirePushedAuthorizationRequests: settings.par === 'required',
      },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context: unknown, indicator: string) => ({
          audience: indicator,
          scope: 'read write',
          accessTokenFormat: 'jwt',
          accessTokenTTL: settings.accessTokenSeconds ?? 3600,
        }),
      },
      registration: { enabled: settings.registration ?? false },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      userinfo: { enabled: true },
    },
  };
}

async function signingKey() {
  const { exportJWK, generateKeyPair } = await import('jose');
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: 'of-the-tests', use: 'sig', alg: 'RS256' };
}

function noteRefusals(provider: Provider, refusals: string[]): void {
  const events = ['authorization.error', 'grant.error', 'pushed_authorization_request.error', 'introspection.error'];
  for (const event of [...events, 'revocation.error', 'userinfo.error', 'server_error']) {
    provider.on(event, (_context, error) => {
      const { error: code, error_detail: detail, message } = error as Record<string, unknown>;
      refusals.push([event, code, detail, message].filter((it) => it !== undefined).join(': '));
    });
  }
}

/** oidc-provider prints hints for production, at its start and at the first use of a page. */
let hintsAreSilent = false;
function silenceHints(): void {
  if (hintsAreSilent) return;
  hintsAreSilent = true;
  for (const name of ['info', 'warn'] as const) {
    const print = console[name].bind(console);
    console[name] = (text: unknown, ...more: unknown[]) => {
      if (!/oidc-provider (?:NOTICE|WARNING)/.test(String(text))) print(text, ...more);
    };
  }
}
