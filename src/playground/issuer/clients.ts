export type GrantType =
  | 'authorization_code'
  | 'client_credentials'
  | 'password'
  | 'refresh_token'
  | 'urn:ietf:params:oauth:grant-type:device_code'
  | 'urn:ietf:params:oauth:grant-type:token-exchange';

/** A registered client (RFC 7591). One without a secret is public: it is known by its id only. */
export interface Client {
  readonly id: string;
  readonly secret?: string;
  readonly authentication: readonly ('client_secret_basic' | 'client_secret_post' | 'none')[];
  readonly grants: readonly GrantType[];
  /**
   * Redirect URIs; on loopback any port will do (RFC 8252, 7.3). `vscode:` stands for every address of that scheme,
   * `*` for any folders, in which an editor that runs in the browser has its callback.
   */
  readonly redirects: readonly string[];
  /** What it may have in its own name, by `client_credentials`. */
  readonly scopes: readonly string[];
  /** Seconds that its access tokens live. */
  readonly lifetime: number;
  /** Whether each refresh token serves once (RFC 9700, 4.14). */
  readonly rotates: boolean;
}

const redirects = [
  'http://127.0.0.1/',
  'http://127.0.0.1/*/callback',
  'http://[::1]/',
  'http://[::1]/*/callback',
  'http://localhost/',
  'http://localhost/*/callback',
  'vscode:',
  'vscode-insiders:',
  'code-oss:',
];
const quarter = 15 * 60;

export const clients: readonly Client[] = [
  {
    id: 'example-app',
    secret: 'example-app-secret-1',
    authentication: ['client_secret_basic', 'client_secret_post'],
    grants: [
      'authorization_code',
      'client_credentials',
      'password',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:token-exchange',
    ],
    redirects,
    scopes: ['reports:read'],
    lifetime: quarter,
    rotates: true,
  },
  {
    id: 'example-spa',
    authentication: ['none'],
    grants: ['authorization_code', 'refresh_token'],
    redirects,
    scopes: [],
    lifetime: quarter,
    rotates: true,
  },
  {
    id: 'example-cli',
    authentication: ['none'],
    grants: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
    redirects: [],
    scopes: [],
    lifetime: quarter,
    rotates: true,
  },
  {
    id: 'short-lived',
    secret: 'short-lived-secret-1',
    authentication: ['client_secret_basic'],
    grants: ['authorization_code', 'client_credentials', 'password', 'refresh_token'],
    redirects,
    scopes: ['reports:read'],
    lifetime: 20,
    rotates: false,
  },
];
