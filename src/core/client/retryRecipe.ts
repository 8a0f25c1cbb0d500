/** What code for renewing and trying once more is written from. Nothing in it is secret: secrets are named, not written. */
export interface RetryRecipe {
  /** The sign-in's id, which the code is named after. */
  readonly id?: string;
  /** `https://api.example`: where the token may go. */
  readonly apiOrigin: string;
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly authentication: 'client_secret_basic' | 'client_secret_post' | 'none';
  /** How tokens are had: `refresh_token` where the first ones come of a person's signing in. */
  readonly grant: 'client_credentials' | 'password' | 'refresh_token';
  readonly scopes: readonly string[];
  readonly audience?: string;
  /** Resource indicators (RFC 8707). */
  readonly resources: readonly string[];
}

/** Values to be replaced, by their looks. */
export const placeholders = {
  apiOrigin: 'https://api.example',
  tokenEndpoint: 'https://issuer.example/oauth/token',
  clientId: 'your-client-id',
} as const;
