import { randomUUID } from 'node:crypto';
import { type CryptoKey, errors, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose';
import { type Client, clients, type Person, people } from './people.ts';
import type { Answer, Call } from './respond.ts';

export const audience = 'urn:playground:api';
const lifetime = 15 * 60;

/** What a token is made with. Everything can be made wrong on purpose, which is what the playground is for. */
export interface Minting {
  readonly subject: string;
  readonly roles?: readonly string[];
  readonly scopes?: readonly string[];
  readonly audience?: string;
  readonly issuer?: string;
  /** Seconds from now; negative for the past. */
  readonly issuedIn?: number;
  readonly validIn?: number;
  readonly expiresIn?: number;
  /** `at+jwt` (RFC 9068) unless it is an ID token. */
  readonly use?: 'access' | 'id';
  /** Signs with a key that the key set does not hold. */
  readonly foreignKey?: true;
}

export type Checked =
  | {
      readonly ok: true;
      readonly subject: string;
      readonly roles: readonly string[];
      readonly scopes: readonly string[];
      readonly acr: string;
    }
  | { readonly ok: false; readonly description: string };

export interface Issuer {
  mint(how: Minting): Promise<string>;
  check(token: string): Promise<Checked>;
  revoke(token: string): void;
  token(call: Call): Promise<Answer>;
  metadata(): Answer;
  keys(): Answer;
}

/** A small but real token issuer: RS256, key set, discovery, client credentials, password and rotating refresh tokens. */
export async function createIssuer(origin: string): Promise<Issuer> {
  const kid = 'playground-1';
  const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk: JWK = { ...(await exportJWK(own.publicKey)), kid, alg: 'RS256', use: 'sig' };
  const revoked = new Set<string>();
  let leftOpen = true;
  const refreshTokens = new Map<string, { readonly subject: string; readonly used: boolean }>();

  async function mint(how: Minting): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const isId = how.use === 'id';
    const claims = isId
      ? { nonce: randomUUID(), auth_time: now, email: `${how.subject}@playground.test` }
      : {
          scope: (how.scopes ?? []).join(' '),
          roles: how.roles ?? [],
          client_id: 'example-app',
          acr: 'urn:playground:password',
        };
    const issued = now + (how.issuedIn ?? 0);
    const signer = new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid, typ: isId ? 'JWT' : 'at+jwt' })
      .setIssuer(how.issuer ?? origin)
      .setSubject(how.subject)
      .setAudience(how.audience ?? (isId ? 'example-app' : audience))
      .setIssuedAt(issued)
      .setExpirationTime(now + (how.expiresIn ?? lifetime))
      .setJti(randomUUID());
    if (how.validIn !== undefined) signer.setNotBefore(now + how.validIn);
    return signer.sign((how.foreignKey ? foreign : own).privateKey as CryptoKey);
  }

  async function check(token: string): Promise<Checked> {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, own.publicKey, {
        issuer: origin,
        audience,
        algorithms: ['RS256'],
      });
      if (protectedHeader.typ !== 'at+jwt')
        return { ok: false, description: 'An access token (typ at+jwt) is required' };
      if (revoked.has(token)) return { ok: false, description: 'The token was revoked' };
      return {
        ok: true,
        subject: payload.sub ?? '',
        roles: Array.isArray(payload.roles) ? payload.roles.map(String) : [],
        scopes: String(payload.scope ?? '')
          .split(' ')
          .filter(Boolean),
        acr: String(payload.acr ?? ''),
      };
    } catch (error) {
      return { ok: false, description: describe(error, origin) };
    }
  }

  /** The sign-in of somebody who left the window open: its first token is three hours old, the next ones are fresh. */
  function ageOfFirst(): number {
    const age = leftOpen ? 3 * 60 * 60 : 0;
    leftOpen = false;
    return age;
  }

  async function grant(person: Pick<Person, 'name' | 'roles' | 'scopes'>, age = 0): Promise<Answer> {
    const refresh = `rt_${randomUUID()}`;
    refreshTokens.set(refresh, { subject: person.name, used: false });
    return {
      status: 200,
      body: {
        access_token: await mint({
          subject: person.name,
          roles: person.roles,
          scopes: person.scopes,
          issuedIn: -age,
          expiresIn: lifetime - age,
        }),
        token_type: 'Bearer',
        expires_in: lifetime,
        refresh_token: refresh,
        scope: person.scopes.join(' '),
      },
    };
  }

  async function token(call: Call): Promise<Answer> {
    const form = new URLSearchParams(call.body);
    const client = authenticate(call, form);
    if (!client) {
      return {
        status: 401,
        headers: { 'WWW-Authenticate': 'Basic realm="token endpoint"' },
        body: { error: 'invalid_client', error_description: 'The client secret does not match' },
      };
    }
    switch (form.get('grant_type')) {
      case 'client_credentials':
        return grant({ name: client.id, roles: [], scopes: client.scopes });
      case 'password': {
        const person = people.find((it) => it.name === form.get('username') && it.password === form.get('password'));
        if (!person) return refusal('invalid_grant', 'User name or password is wrong');
        if (person.disabled) return refusal('invalid_grant', 'The account is disabled');
        return grant(person, form.get('state') === 'left-open' ? ageOfFirst() : 0);
      }
      case 'refresh_token': {
        const old = form.get('refresh_token') ?? '';
        const known = refreshTokens.get(old);
        if (!known) return refusal('invalid_grant', 'The refresh token is not known');
        if (known.used) return refusal('invalid_grant', 'The refresh token was already used');
        refreshTokens.set(old, { ...known, used: true });
        const person = people.find((it) => it.name === known.subject);
        return grant(person ?? { name: client.id, roles: [], scopes: client.scopes });
      }
      default:
        return refusal('unsupported_grant_type', 'client_credentials, password and refresh_token are offered');
    }
  }

  return {
    mint,
    check,
    token,
    revoke: (it) => void revoked.add(it),
    keys: () => ({ status: 200, body: { keys: [jwk] } }),
    metadata: () => ({
      status: 200,
      body: {
        issuer: origin,
        token_endpoint: `${origin}/oauth/token`,
        revocation_endpoint: `${origin}/oauth/revoke`,
        jwks_uri: `${origin}/.well-known/jwks.json`,
        grant_types_supported: ['client_credentials', 'password', 'refresh_token'],
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      },
    }),
  };
}

function refusal(error: string, error_description: string): Answer {
  return { status: 400, body: { error, error_description } };
}

/** client_secret_basic or client_secret_post (RFC 6749, 2.3.1). */
function authenticate(call: Call, form: URLSearchParams): Client | undefined {
  const basic = /^Basic ([A-Za-z0-9+/=]{1,512})$/i.exec(call.headers.authorization ?? '')?.[1];
  const [id, secret] = basic
    ? Buffer.from(basic, 'base64').toString('utf8').split(':', 2)
    : [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
  return clients.find((it) => it.id === id && it.secret === secret);
}

/** What a well-spoken resource server says (RFC 6750, 3.1). */
function describe(error: unknown, origin: string): string {
  if (error instanceof errors.JWTExpired) return `The token expired at ${moment(error.payload.exp)}`;
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'nbf') return `The token is not valid before ${moment(error.payload.nbf)}`;
    if (error.claim === 'aud') return `The audience is ${String(error.payload.aud)}, this API is ${audience}`;
    if (error.claim === 'iss') return `The issuer is ${String(error.payload.iss)}, this API trusts ${origin}`;
    return `The claim ${error.claim} was not accepted`;
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature does not verify';
  return 'The token could not be read';
}

function moment(seconds: number | undefined): string {
  return seconds === undefined ? 'an unknown time' : new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
