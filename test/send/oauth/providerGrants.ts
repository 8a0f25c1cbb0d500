import type Provider from 'oidc-provider';
import type { TokenContext } from 'oidc-provider';

/** The grants that oidc-provider leaves to its users: password (RFC 6749, 4.3) and token exchange (RFC 8693). */
export function addGrants(provider: Provider, account: { readonly username: string; readonly password: string }): void {
  provider.registerGrantType(
    'password',
    async (context) => {
      const { username, password } = context.oidc.params;
      if (username !== account.username || password !== account.password) {
        await refuse('the user name or the password is wrong');
      }
      await answer(provider, context, account.username, {});
    },
    ['username', 'password', 'scope'],
  );
  provider.registerGrantType(
    'urn:ietf:params:oauth:grant-type:token-exchange',
    async (context) => {
      const { subject_token: subject, subject_token_type: type } = context.oidc.params;
      const found = type?.endsWith(':access_token') ? await provider.AccessToken.find(subject ?? '') : undefined;
      if (!found) return refuse('the subject token is not known');
      await answer(provider, context, found.accountId, {
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      });
    },
    ['subject_token', 'subject_token_type', 'scope', 'audience'],
  );
}

async function refuse(detail: string): Promise<never> {
  const { errors } = await import('oidc-provider');
  throw new errors.InvalidGrant(detail);
}

async function answer(provider: Provider, context: TokenContext, accountId: string, more: object): Promise<void> {
  const { client, params } = context.oidc;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope(params.scope ?? 'openid');
  const token = new provider.AccessToken({
    accountId,
    client,
    grantId: await grant.save(),
    gty: params.grant_type,
    scope: params.scope ?? 'openid',
  });
  context.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: 3600, ...more };
}
