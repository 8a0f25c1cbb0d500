import { people } from '../people.ts';
import { type Answer, type Call, oauthError } from '../respond.ts';
import { audienceOf, unknownTarget } from './audiences.ts';
import { authenticate, mayUse } from './clientAuthentication.ts';
import type { Client, GrantType } from './clients.ts';
import type { Codes } from './codes.ts';
import { type Clock, type Consent, password } from './consent.ts';
import type { Devices } from './devices.ts';
import { exchange } from './exchange.ts';
import type { Families } from './families.ts';
import { issue } from './issue.ts';
import type { Proofs } from './proofs.ts';
import { scopesOfPerson, scopesWithin } from './scopes.ts';
import type { Tokens } from './tokens.ts';

/** What the endpoints of the issuer share. */
export interface Issuing {
  readonly origin: string;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly families: Families;
  readonly codes: Codes;
  readonly devices: Devices;
  readonly proofs: Proofs;
}

interface Asked {
  readonly client: Client;
  readonly form: URLSearchParams;
  /** Thumbprint of the key that a proof came from. */
  readonly jkt?: string;
}

/** `POST /oauth/token`: one function a grant; each refusal says what exactly does not fit. */
export function createTokenEndpoint(parts: Issuing): (call: Call) => Promise<Answer> {
  const { tokens, families, codes, devices, proofs, clock } = parts;
  let leftOpen = true;

  /** The sign-in of somebody who left the window open: its first token is three hours old, the next ones are fresh. */
  function ageOfFirst(): number {
    const age = leftOpen ? 3 * 60 * 60 : 0;
    leftOpen = false;
    return age;
  }

  function begin(consent: Consent, { client, jkt }: Asked, age = 0) {
    const bound = jkt && !client.secret ? jkt : undefined;
    const { family, token } = families.begin(consent, bound);
    const answer = issue(tokens, consent, {
      family: family.id,
      age,
      ...(client.grants.includes('refresh_token') ? { refreshToken: token } : {}),
      ...(jkt ? { jkt } : {}),
    });
    return { family, answer };
  }

  const grants: Readonly<Record<GrantType, (asked: Asked) => Answer | Promise<Answer>>> = {
    authorization_code(asked) {
      const redeemed = codes.redeem(asked.client, asked.form);
      if (!redeemed.ok) return oauthError(400, 'invalid_grant', redeemed.description);
      const { consent, jkt } = redeemed.grant;
      if (jkt !== undefined && jkt !== asked.jkt)
        return oauthError(400, 'invalid_dpop_proof', 'The proof is of another key than dpop_jkt of the authorization');
      const { family, answer } = begin(consent, asked);
      redeemed.led(family.id);
      return answer;
    },

    client_credentials({ client, form, jkt }) {
      const scoped = scopesWithin(form.get('scope'), client.scopes, `the client ${client.id}`);
      if (!scoped.ok) return oauthError(400, 'invalid_scope', scoped.description);
      const target = audienceOf(form, parts.origin);
      if (target === undefined) return oauthError(400, 'invalid_target', unknownTarget(form));
      const consent = { client, subject: client.id, scopes: scoped.scopes, audience: target, ...now(clock) };
      return issue(tokens, consent, jkt ? { jkt } : {});
    },

    password(asked) {
      const { client, form } = asked;
      const person = people.find((it) => it.name === form.get('username') && it.password === form.get('password'));
      if (!person) return oauthError(400, 'invalid_grant', 'User name or password is wrong');
      if (person.disabled) return oauthError(400, 'invalid_grant', 'The account is disabled');
      const scoped = scopesOfPerson(form.get('scope'), person.scopes);
      if (!scoped.ok) return oauthError(400, 'invalid_scope', scoped.description);
      const target = audienceOf(form, parts.origin);
      if (target === undefined) return oauthError(400, 'invalid_target', unknownTarget(form));
      const consent = { client, subject: person.name, scopes: scoped.scopes, audience: target, ...now(clock) };
      return begin(consent, asked, form.get('state') === 'left-open' ? ageOfFirst() : 0).answer;
    },

    refresh_token({ client, form, jkt }) {
      const token = form.get('refresh_token') ?? '';
      const bound = families.find(token);
      if (bound?.jkt !== undefined && bound.jkt !== jkt)
        return oauthError(400, 'invalid_dpop_proof', 'The refresh token is bound to another key than the proof is of');
      const scoped = bound && scopesWithin(form.get('scope'), bound.consent.scopes, 'this refresh token');
      if (scoped && !scoped.ok) return oauthError(400, 'invalid_scope', scoped.description);
      const target = audienceOf(form, parts.origin);
      if (target === undefined) return oauthError(400, 'invalid_target', unknownTarget(form));
      const redeemed = families.redeem(token, client);
      if (!redeemed.ok) return oauthError(400, 'invalid_grant', redeemed.description);
      const { family, next } = redeemed;
      const isTargeted = form.has('resource') || form.has('audience');
      const consent = {
        ...family.consent,
        scopes: scoped?.scopes ?? family.consent.scopes,
        audience: isTargeted ? target : family.consent.audience,
      };
      return issue(tokens, consent, {
        family: family.id,
        ...(next ? { refreshToken: next } : {}),
        ...(jkt ? { jkt } : {}),
      });
    },

    'urn:ietf:params:oauth:grant-type:device_code'(asked) {
      const polled = devices.poll(asked.client, asked.form.get('device_code') ?? '');
      return polled.ok ? begin(polled.consent, asked).answer : oauthError(400, polled.error, polled.description);
    },

    'urn:ietf:params:oauth:grant-type:token-exchange': ({ client, form, jkt }) => exchange(parts, client, form, jkt),
  };

  return async (call) => {
    const form = new URLSearchParams(call.body);
    const authenticated = authenticate(call, form);
    if (!authenticated.ok) return authenticated.answer;
    const { client } = authenticated;
    const name = form.get('grant_type') ?? '';
    if (name === '') return oauthError(400, 'invalid_request', 'grant_type is missing');
    if (!isGrant(name))
      return oauthError(400, 'unsupported_grant_type', `${Object.keys(grants).join(', ')} are offered`);
    const unregistered = mayUse(client, name);
    if (unregistered) return unregistered;
    if (call.headers.dpop === undefined) return grants[name]({ client, form });
    const proven = await proofs.check(call);
    const headers = { 'DPoP-Nonce': proofs.nonce() };
    if (!proven.ok) return oauthError(400, proven.error, proven.description, headers);
    const answer = await grants[name]({ client, form, jkt: proven.jkt });
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };

  function isGrant(name: string): name is GrantType {
    return Object.hasOwn(grants, name);
  }
}

/** How somebody signs in who only gives a password. */
function now(clock: Clock): Pick<Consent, 'acr' | 'authTime'> {
  return { acr: password, authTime: Math.floor(clock() / 1000) };
}
