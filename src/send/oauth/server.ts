import * as oauth from 'oauth4webapi';
import type { AuthorizationEndpoints, SignIn } from '../../core/auth/signIn.ts';
import type { Calls } from './calls.ts';
import { readMetadata } from './discovery.ts';
import { notConfigured } from './ended.ts';
import type { OAuthOptions } from './obtained.ts';
import { unsafeUrl } from './safeUrl.ts';

/** An authorization server as one sign-in sees it. */
export interface Server {
  /** Endpoints and what the server says of itself; `issuer` is a placeholder where none is known. */
  readonly metadata: oauth.AuthorizationServer;
  /** Configured, or said by its metadata. */
  readonly issuer?: string;
  readonly client: oauth.Client;
}

/** Endpoints by their names in metadata (RFC 8414, 2). */
export type Endpoint = keyof typeof configuredAs;

const configuredAs = {
  authorization_endpoint: 'authorization',
  token_endpoint: 'token',
  device_authorization_endpoint: 'deviceAuthorization',
  pushed_authorization_request_endpoint: 'pushedAuthorization',
  revocation_endpoint: 'revocation',
  introspection_endpoint: 'introspection',
  userinfo_endpoint: 'userinfo',
  end_session_endpoint: 'endSession',
  jwks_uri: 'jwks',
} as const satisfies Record<string, keyof AuthorizationEndpoints>;

/**
 * The server of a sign-in: its configured endpoints, and those of its metadata where one that is needed is not
 * configured and an issuer is. Ends the flow where a needed one is nowhere, unless it is `optional`.
 */
export async function serverOf(
  signIn: SignIn,
  needed: readonly Endpoint[],
  calls: Calls,
  options: OAuthOptions,
  optional?: 'optional',
): Promise<Server> {
  const configured = configuredEndpoints(signIn);
  const isMissing = needed.some((it) => configured[it] === undefined);
  const found =
    isMissing && signIn.issuer !== undefined
      ? (remembered(signIn.issuer, options) ?? (await readMetadata(signIn.issuer, calls, optional)))
      : undefined;
  if (found && signIn.issuer !== undefined)
    options.metadata?.set(signIn.issuer, { json: found, until: options.now() + fresh });
  const metadata = { ...found, ...configured };
  for (const name of needed) {
    const url = metadata[name];
    if (url === undefined && optional) continue;
    if (url === undefined) throw notConfigured(missing(signIn, name));
    const unsafe = unsafeUrl(String(url));
    if (unsafe)
      throw notConfigured(`${unsafe} It stands as ${names[name]} of the sign-in "${signIn.id}"; nothing was sent.`);
  }
  // The issuer of many tenants (Entra) is a pattern; the configured one is its name.
  const issuer = found?.issuer.includes('{') ? signIn.issuer : (found?.issuer ?? signIn.issuer);
  return {
    metadata: { ...metadata, issuer: found?.issuer ?? issuer ?? originOf(metadata.token_endpoint) },
    ...(issuer === undefined ? {} : { issuer }),
    client: {
      client_id: signIn.client.id,
      // The library reads the computer's clock; ours is the one that is handed in.
      [oauth.clockSkew]: Math.round((options.now() - Date.now()) / 1000),
      ...(signIn.client.authentication === 'tls_client_auth' ? { use_mtls_endpoint_aliases: true } : {}),
    },
  };
}

/** Metadata changes in days; keys, which change more often, are not kept here. In milliseconds. */
const fresh = 5 * 60_000;

function remembered(issuer: string, { metadata, now }: OAuthOptions): oauth.AuthorizationServer | undefined {
  const kept = metadata?.get(issuer);
  return kept && now() < kept.until ? kept.json : undefined;
}

function configuredEndpoints(signIn: SignIn): { [name in Endpoint]?: string } {
  const endpoints: { [name in Endpoint]?: string } = {};
  for (const name of Object.keys(configuredAs) as Endpoint[]) {
    const url = signIn.endpoints[configuredAs[name]];
    if (url !== undefined) endpoints[name] = url;
  }
  return endpoints;
}

function missing({ id, issuer }: SignIn, name: Endpoint): string {
  const what = names[name];
  return issuer === undefined
    ? `The sign-in "${id}" has no ${what}, and no issuer that could be asked for it. Add one of them to its configuration.`
    : `The sign-in "${id}" has no ${what}, and the metadata of ${issuer} names none (${name}). Add it to the configuration, or choose a grant that this server knows.`;
}

const names: Readonly<Record<Endpoint, string>> = {
  authorization_endpoint: 'authorization URL',
  token_endpoint: 'token URL',
  device_authorization_endpoint: 'device authorization URL',
  pushed_authorization_request_endpoint: 'URL for pushed authorization requests',
  revocation_endpoint: 'revocation URL',
  introspection_endpoint: 'introspection URL',
  userinfo_endpoint: 'userinfo URL',
  end_session_endpoint: 'end-session URL',
  jwks_uri: 'URL of keys',
};

/** The library wants an issuer even where none is known; nothing is compared with this one. */
function originOf(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : 'https://issuer.invalid';
}
