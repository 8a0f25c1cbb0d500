/** The parts of oidc-provider that the tests use; the package has no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Client {
    readonly clientId: string;
  }
  interface Kept {
    save(): Promise<string>;
  }
  interface GrantOfAccount extends Kept {
    addOIDCScope(scope: string): void;
  }
  export interface AccessTokenFound {
    readonly accountId: string;
    readonly expiration: number;
    readonly scope?: string;
  }
  export interface TokenContext {
    readonly oidc: { readonly client: Client; readonly params: Readonly<Record<string, string | undefined>> };
    body: unknown;
  }
  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    on(event: string, listener: (...values: unknown[]) => void): this;
    registerGrantType(
      name: string,
      handler: (context: TokenContext) => Promise<void>,
      parameters: readonly string[],
    ): void;
    readonly Grant: new (of: {
      accountId: string;
      clientId: string;
    }) => GrantOfAccount;
    readonly AccessToken: {
      new (of: Readonly<Record<string, unknown>>): Kept;
      find(token: string): Promise<AccessTokenFound | undefined>;
    };
  }
  export const errors: { readonly InvalidGrant: new (detail: string) => Error };
}
