import { createAccess } from './access.ts';
import { endSession, introspect, revoke, userinfo } from './issuer/accounts.ts';
import { createAuthorization } from './issuer/authorize.ts';
import { createBrowsers } from './issuer/browsers.ts';
import { createCodes } from './issuer/codes.ts';
import type { Clock } from './issuer/consent.ts';
import { createDevicePages } from './issuer/devicePages.ts';
import { createDevices } from './issuer/devices.ts';
import { createFamilies } from './issuer/families.ts';
import { metadata } from './issuer/metadata.ts';
import { createProofs, type Proofs } from './issuer/proofs.ts';
import { createPushed } from './issuer/pushed.ts';
import { register } from './issuer/registration.ts';
import { createTokenEndpoint } from './issuer/tokenEndpoint.ts';
import { type Checked, createTokens, type Minting } from './issuer/tokens.ts';
import type { Call, Handler } from './respond.ts';

export interface Issuer {
  mint(how: Minting): Promise<string>;
  check(token: string, audience?: string): Promise<Checked>;
  revoke(token: string): void;
  readonly proofs: Proofs;
  /** Its endpoints. Keys are `METHOD /path`. */
  readonly routes: ReadonlyMap<string, Handler>;
}

/**
 * A small but real authorization server: code with PKCE, device code, client credentials, password, token exchange,
 * rotating refresh tokens, pushed requests, tokens bound to keys.
 */
export async function createIssuer(origin: string, clock: Clock): Promise<Issuer> {
  const tokens = await createTokens(origin, clock);
  const families = createFamilies(clock, tokens.endFamily);
  const codes = createCodes(clock, families.end);
  const devices = createDevices(origin, clock);
  const proofs = createProofs(clock);
  const browsers = createBrowsers(clock);
  const pushed = createPushed(origin, clock);
  const parts = { origin, clock, tokens, families, codes, devices, proofs, browsers, pushed };
  const authorization = createAuthorization(parts);
  const devicePages = createDevicePages(devices);
  const { authorized } = createAccess({ check: tokens.check, proofs });
  const about = () => ({ status: 200, body: metadata(origin) });
  const end = (call: Call) => endSession(parts, call);

  return {
    mint: tokens.mint,
    check: tokens.check,
    revoke: tokens.revoke,
    proofs,
    routes: new Map<string, Handler>([
      ['GET /oauth/authorize', authorization.begin],
      ['POST /oauth/sign-in', authorization.proceed],
      ['POST /oauth/par', pushed.push],
      ['POST /oauth/register', register],
      ['POST /oauth/token', createTokenEndpoint(parts)],
      ['POST /oauth/device_authorization', devices.authorize],
      ['GET /device', devicePages.show],
      ['POST /device', devicePages.decide],
      ['POST /oauth/revoke', (call) => revoke(parts, call)],
      ['POST /oauth/introspect', (call) => introspect(parts, call)],
      ['GET /oauth/userinfo', authorized(userinfo)],
      ['POST /oauth/userinfo', authorized(userinfo)],
      ['GET /oauth/logout', end],
      ['POST /oauth/logout', end],
      ['GET /.well-known/jwks.json', () => ({ status: 200, body: { keys: [tokens.jwk] } })],
      ['GET /.well-known/openid-configuration', about],
      ['GET /.well-known/oauth-authorization-server', about],
    ]),
  };
}
