import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { type Playground, startPlayground } from '../../../src/playground/index.ts';
import { fillIn, redirectUri } from './browser.ts';

/** A client library that knows only the standards gets on with the issuer, without an exception made for it. */
describe('a client that keeps to the standards', () => {
  let playground: Playground;
  let server: oauth.AuthorizationServer;
  const insecure = { [oauth.allowInsecureRequests]: true };
  before(async () => {
    playground = await startPlayground();
    const issuer = new URL(playground.origin);
    server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
  });
  after(() => playground.close());

  test('pushed request, code with PKCE, ID token, userinfo, keys, refresh, all bound by DPoP', async () => {
    const client: oauth.Client = { client_id: 'example-spa' };
    const auth = oauth.None();
    const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
    const options = { DPoP, ...insecure };
    const verifier = oauth.generateRandomCodeVerifier();
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
    const parameters = new URLSearchParams({
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid reports:read',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      max_age: '60',
    });
    const pushed = await oauth.processPushedAuthorizationResponse(
      server,
      client,
      await oauth.pushedAuthorizationRequest(server, client, auth, parameters, insecure),
    );
    const begin = new URL(server.authorization_endpoint ?? '');
    begin.search = String(new URLSearchParams({ client_id: 'example-spa', request_uri: pushed.request_uri }));
    const back = await fillIn(playground, await fetch(begin), { person: 'ada' });
    const callback = oauth.validateAuthResponse(server, client, new URL(back.headers.get('location') ?? ''), state);

    /** Once more where a nonce is asked for, which the library then knows. */
    async function twice<T>(ask: () => Promise<T>): Promise<T> {
      return ask().catch((error: unknown) => {
        if (oauth.isDPoPNonceError(error)) return ask();
        throw error;
      });
    }
    const tokens = await twice(async () =>
      oauth.processAuthorizationCodeResponse(
        server,
        client,
        await oauth.authorizationCodeGrantRequest(server, client, auth, callback, redirectUri, verifier, options),
        { expectedNonce: nonce, maxAge: 60, requireIdToken: true },
      ),
    );
    assert.equal(tokens.token_type, 'dpop');
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    const userinfo = await twice(async () =>
      oauth.processUserInfoResponse(
        server,
        client,
        claims?.sub ?? '',
        await oauth.userInfoRequest(server, client, tokens.access_token, options),
      ),
    );
    assert.equal(userinfo.sub, 'ada');
    const renewed = await twice(async () =>
      oauth.processRefreshTokenResponse(
        server,
        client,
        await oauth.refreshTokenGrantRequest(server, client, auth, tokens.refresh_token ?? '', options),
      ),
    );
    const url = new URL(`${playground.origin}/bound`);
    const bound = await oauth.protectedResourceRequest(renewed.access_token, 'GET', url, undefined, null, options);
    assert.equal(bound.status, 200);
  });

  test('device code, revocation, introspection', async () => {
    const client: oauth.Client = { client_id: 'example-cli' };
    const auth = oauth.None();
    const parameters = new URLSearchParams({ scope: 'openid' });
    const device = await oauth.processDeviceAuthorizationResponse(
      server,
      client,
      await oauth.deviceAuthorizationRequest(server, client, auth, parameters, insecure),
    );
    const body = new URLSearchParams({ user_code: device.user_code, person: 'vic' });
    await fetch(device.verification_uri, { method: 'POST', body });
    const tokens = await oauth.processDeviceCodeResponse(
      server,
      client,
      await oauth.deviceCodeGrantRequest(server, client, auth, device.device_code, insecure),
    );
    const app: oauth.Client = { client_id: 'example-app' };
    const isActive = async () =>
      (
        await oauth.processIntrospectionResponse(
          server,
          app,
          await oauth.introspectionRequest(
            server,
            app,
            oauth.ClientSecretBasic('example-app-secret-1'),
            tokens.access_token,
            insecure,
          ),
        )
      ).active;
    assert.equal(await isActive(), true);
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(server, client, auth, tokens.refresh_token ?? '', insecure),
    );
    assert.equal(await isActive(), false);
  });

  test('the resource says where its tokens come from', async () => {
    for (const path of ['', '/invoices']) {
      const resource = new URL(playground.origin + path);
      const found = await oauth.processResourceDiscoveryResponse(
        resource,
        await oauth.resourceDiscoveryRequest(resource, insecure),
      );
      assert.deepEqual(found.authorization_servers, [playground.origin]);
    }
  });
});
