import * as oauth from 'oauth4webapi';
import type { SignIn } from '../../core/auth/signIn.ts';
import type { SendSettings } from '../outcome.ts';
import { hostAndPort, readTarget } from '../target.ts';
import { notConfigured } from './ended.ts';
import { importClientKey } from './keys.ts';
import type { Server } from './server.ts';

/** How the client proves itself in each request to the server. Ends the flow where something for it is missing. */
export async function clientAuthentication(
  signIn: SignIn,
  server: Server,
  settings: SendSettings,
): Promise<oauth.ClientAuth> {
  const { authentication, key, secret } = signIn.client;
  if (signIn.client.id === '') throw notConfigured(`The sign-in "${signIn.id}" has no client id. Add it.`);
  switch (authentication) {
    case 'none':
      return oauth.None();
    case 'tls_client_auth':
      requireCertificate(signIn, server, settings);
      return oauth.TlsClientAuth();
    case 'private_key_jwt': {
      if (!key?.length) throw notConfigured(lacks(signIn, 'private key', 'Add it as PEM (PKCS #8) or JWK.'));
      const algorithms = server.metadata.token_endpoint_auth_signing_alg_values_supported;
      return oauth.PrivateKeyJwt(await importClientKey(signIn.id, key, algorithms), forAudience(server));
    }
    case 'client_secret_jwt':
      return oauth.ClientSecretJwt(secretOf(signIn, secret), forAudience(server));
    case 'client_secret_post':
      return oauth.ClientSecretPost(secretOf(signIn, secret));
    case 'client_secret_basic':
      return basic(secretOf(signIn, secret));
  }
}

/**
 * RFC 6749, 2.3.1: id and secret are form-encoded, then joined. Only what must be encoded is: the library encodes `-`
 * and `.` too, which servers that do not decode take for another client.
 */
function basic(secret: string): oauth.ClientAuth {
  return (_server, client, _body, headers) => {
    const pair = [client.client_id, secret].map((it) => encodeURIComponent(it).replaceAll('%20', '+')).join(':');
    headers.set('authorization', `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`);
  };
}

/** The assertion is for the issuer (RFC 7523, 3); where none is known, for the endpoint that gets it. */
function forAudience({ issuer, metadata }: Server): oauth.ModifyAssertionOptions {
  return {
    [oauth.modifyAssertion]: (_header, payload) => {
      payload.aud = issuer ?? metadata.token_endpoint;
    },
  };
}

function secretOf(signIn: SignIn, secret: SignIn['client']['secret']): string {
  if (!secret?.length) {
    throw notConfigured(lacks(signIn, 'client secret', 'Add it, or set the client authentication to none.'));
  }
  return secret.reveal();
}

function lacks({ id, client }: SignIn, what: string, rest: string): string {
  return `The sign-in "${id}" authenticates its client by ${client.authentication}, but has no ${what}. ${rest}`;
}

function requireCertificate(signIn: SignIn, { metadata }: Server, { clientCertificates }: SendSettings): void {
  const url = metadata.mtls_endpoint_aliases?.token_endpoint ?? metadata.token_endpoint;
  const target = url === undefined ? undefined : readTarget(url);
  if (target === undefined || typeof target === 'string') return;
  const address = hostAndPort(target);
  if (clientCertificates[address] || (target.port === 443 && clientCertificates[target.host])) return;
  throw notConfigured(
    lacks(signIn, `client certificate for ${address}`, `Set one for "${address}" in why401.send.clientCertificates.`),
  );
}
