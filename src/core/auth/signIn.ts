import type { Secret } from '../secret.ts';

/** How a client gets its tokens. `mock` sends nothing: the token stands in the configuration. */
export type Grant =
  | 'authorization_code'
  | 'client_credentials'
  | 'device_code'
  | 'password'
  | 'implicit'
  | 'token_exchange'
  | 'mock';

/** How the client proves itself at the token endpoint (RFC 7591, `token_endpoint_auth_method`). */
export type ClientAuthentication =
  | 'client_secret_basic'
  | 'client_secret_post'
  | 'client_secret_jwt'
  | 'private_key_jwt'
  | 'tls_client_auth'
  | 'none';

/** Where the authorization server answers; what is absent comes from discovery by the issuer. */
export interface AuthorizationEndpoints {
  readonly authorization?: string;
  readonly token?: string;
  readonly deviceAuthorization?: string;
  readonly pushedAuthorization?: string;
  readonly revocation?: string;
  readonly introspection?: string;
  readonly userinfo?: string;
  readonly endSession?: string;
  readonly jwks?: string;
}

/**
 * One way of signing in, with every variable filled in: `Security.Auth.<id>` of an env file, or what another tool's
 * spelling says. URLs are absolute and https, or http on this computer.
 */
export interface SignIn {
  readonly id: string;
  readonly grant: Grant;
  /** For discovery (OpenID Connect, RFC 8414). */
  readonly issuer?: string;
  readonly endpoints: AuthorizationEndpoints;
  readonly client: {
    readonly id: string;
    readonly secret?: Secret;
    /** PEM (PKCS #8) or JWK text, for `private_key_jwt`. */
    readonly key?: Secret;
    readonly authentication: ClientAuthentication;
  };
  /** Authorization code: `S256` unless the file asks otherwise. `verifier`: a fixed one, as JetBrains allows. */
  readonly pkce: { readonly method: 'S256' | 'plain' | 'none'; readonly verifier?: Secret };
  /** As registered; absent: a loopback address with a free port. */
  readonly redirectUri?: string;
  readonly scopes: readonly string[];
  readonly audience?: string;
  /** Resource indicators (RFC 8707). */
  readonly resources: readonly string[];
  readonly state?: string;
  readonly username?: string;
  readonly password?: Secret;
  /** Token exchange (RFC 8693). */
  readonly exchange?: { readonly subjectToken: Secret; readonly subjectTokenType: string };
  readonly mock?: { readonly token: Secret; readonly idToken?: Secret };
  /** Parameters beyond the standard's, as the file has them. */
  readonly parameters: readonly {
    readonly name: string;
    /** Secret where it comes from what is private. */
    readonly value: string | Secret;
    readonly in: 'everywhere' | 'authorization' | 'token';
  }[];
  /** `$auth.token` stands for the ID token. */
  readonly useIdToken?: true;
  /** False: a token is obtained by a click only, never by sending a request. */
  readonly acquireAutomatically: boolean;
  /** Tokens are to be bound to a key (RFC 9449). */
  readonly dpop?: true;
  /** Device code: poll only once the browser was opened. */
  readonly pollAfterBrowser?: true;
  /** Device code: open `verification_uri_complete`, where the server gives one. */
  readonly openComplete?: true;
}

/** What a refusal asked for beyond what the sign-in says by itself. Nothing of it is secret. */
export interface SignInRequest {
  /** Besides the configured and the granted ones. */
  readonly scopes?: readonly string[];
  /** RFC 9470. */
  readonly acrValues?: string;
  /** Seconds; RFC 9470. */
  readonly maxAge?: number;
  /** The `claims` parameter as JSON (OpenID Connect Core 5.5; `insufficient_claims`). */
  readonly claims?: string;
  /** The right audience, where the token was for another. */
  readonly resource?: string;
  readonly audience?: string;
  readonly prompt?: 'login' | 'consent' | 'select_account';
}
