import { randomBytes, randomInt } from 'node:crypto';
import type { Person } from '../people.ts';
import { type Answer, type Call, oauthError } from '../respond.ts';
import { audienceOf, unknownTarget } from './audiences.ts';
import { authenticate, mayUse } from './clientAuthentication.ts';
import type { Client } from './clients.ts';
import { type Clock, type Consent, password } from './consent.ts';
import { keep } from './keep.ts';
import { scopesOfPerson } from './scopes.ts';

const lifetime = 10 * 60;
const firstInterval = 2;
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
/** Timers fire a little early: milliseconds by which a poll may come too soon. */
const tolerance = 200;

/** A sign-in that began on a device without a browser (RFC 8628). */
export interface DeviceRequest {
  readonly userCode: string;
  readonly client: Client;
  readonly scope: string | null;
  readonly audience: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
  interval: number;
  polledAt?: number;
  decided?: Consent | 'denied';
  used: boolean;
}

export type Polled =
  | { readonly ok: true; readonly consent: Consent }
  | { readonly ok: false; readonly error: string; readonly description: string };

export interface Devices {
  /** `POST /oauth/device_authorization`. */
  authorize(call: Call): Answer;
  /** What a user code stands for while it waits; written in any case, with or without the hyphen. */
  find(userCode: string): DeviceRequest | undefined;
  allow(request: DeviceRequest, person: Person): void;
  poll(client: Client, deviceCode: string): Polled;
}

export function createDevices(origin: string, clock: Clock): Devices {
  const requests = new Map<string, DeviceRequest>();

  return {
    authorize(call) {
      const form = new URLSearchParams(call.body);
      const authenticated = authenticate(call, form);
      if (!authenticated.ok) return authenticated.answer;
      const { client } = authenticated;
      const unregistered = mayUse(client, 'urn:ietf:params:oauth:grant-type:device_code');
      if (unregistered) return unregistered;
      const scoped = scopesOfPerson(form.get('scope'), []);
      if (!scoped.ok) return oauthError(400, 'invalid_scope', scoped.description);
      const audience = audienceOf(form, origin);
      if (audience === undefined) return oauthError(400, 'invalid_target', unknownTarget(form));
      const deviceCode = randomBytes(24).toString('base64url');
      const userCode = `${fourLetters()}-${fourLetters()}`;
      keep(requests, deviceCode, {
        userCode,
        client,
        scope: form.get('scope'),
        audience,
        until: clock() + lifetime * 1000,
        interval: firstInterval,
        used: false,
      });
      return {
        status: 200,
        body: {
          device_code: deviceCode,
          user_code: userCode,
          verification_uri: `${origin}/device`,
          verification_uri_complete: `${origin}/device?user_code=${userCode}`,
          expires_in: lifetime,
          interval: firstInterval,
        },
      };
    },

    find(userCode) {
      const plain = userCode.toUpperCase().replace(/[^A-Z]/g, '');
      return [...requests.values()].find(
        (it) => it.userCode.replace('-', '') === plain && it.decided === undefined && clock() < it.until,
      );
    },

    allow(request, person) {
      const scoped = scopesOfPerson(request.scope, person.scopes);
      request.decided = {
        client: request.client,
        subject: person.name,
        scopes: scoped.ok ? scoped.scopes : [],
        audience: request.audience,
        acr: password,
        authTime: Math.floor(clock() / 1000),
      };
    },

    poll(client, deviceCode) {
      const refused = (error: string, description: string): Polled => ({ ok: false, error, description });
      const request = requests.get(deviceCode);
      if (!request) return refused('invalid_grant', 'The device code is not known');
      if (request.client.id !== client.id)
        return refused('invalid_grant', 'The device code was issued to another client');
      if (request.used) return refused('invalid_grant', 'The device code was already used');
      if (request.until <= clock()) return refused('expired_token', 'The device code has expired');
      const isEarly =
        request.polledAt !== undefined && clock() - request.polledAt < request.interval * 1000 - tolerance;
      request.polledAt = clock();
      if (isEarly) {
        request.interval += 5;
        return refused('slow_down', `Ask every ${request.interval} seconds from now on`);
      }
      if (request.decided === undefined) return refused('authorization_pending', 'Nobody has entered the code yet');
      if (request.decided === 'denied') return refused('access_denied', 'The sign-in was declined');
      request.used = true;
      return { ok: true, consent: request.decided };
    },
  };
}

function fourLetters(): string {
  return Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
}
