import type { CauseId } from '../causeIds.ts';
import type { Facts } from '../facts.ts';
import type { Answer } from './answers.ts';

/**
 * The challenge of a 401, or of a 403 that lacks a scope (RFC 9110, 11.6.1; RFC 6750, 3): the scheme that the server
 * named, else the one that the caller used, else Bearer. Undefined where the scheme is none that carries an error.
 */
export function challengeFor(facts: Facts, cause: CauseId, answer: Answer): string | undefined {
  const scheme = schemeOf(facts);
  const params: [string, string][] = [['realm', realmOf(facts)]];
  if (scheme === 'Basic') return `${write(scheme, params)}, charset="UTF-8"`;
  if (scheme === 'ApiKey') return write(scheme, [...params, ['header', keyName(facts)]]);
  if (scheme === 'Cookie') return write(scheme, [...params, ['form-action', '/login']]);
  if (answer.error) {
    const [code, description] = answer.error;
    // A nonce is asked for, not an error to report (RFC 9449, 9).
    const wantsNonce = facts.challenges.some((it) => param(it.params, 'error') === 'use_dpop_nonce');
    const isDpop = scheme === 'DPoP';
    params.push(
      ['error', wantsNonce ? 'use_dpop_nonce' : code === 'invalid_dpop_proof' && !isDpop ? 'invalid_token' : code],
      ['error_description', wantsNonce ? 'A fresh nonce is needed in the proof' : description],
    );
  }
  for (const name of kept[cause] ?? []) {
    const value = named(facts, name);
    if (value !== undefined) params.push([name, value]);
  }
  const metadata = named(facts, 'resource_metadata');
  if (metadata !== undefined) params.push(['resource_metadata', metadata]);
  return write(scheme, params);
}

/** Parameters that say what would do (RFC 6750, 3; RFC 9470, 3). */
const kept: Readonly<Partial<Record<CauseId, readonly string[]>>> = {
  'scope-missing': ['scope'],
  'step-up-required': ['acr_values', 'max_age'],
};

function schemeOf({ challenges, credential, servers }: Facts): string {
  const asked = challenges.find((it) => it.field === 'WWW-Authenticate')?.scheme.toLowerCase();
  const used = credential?.scheme?.toLowerCase();
  for (const it of [asked, used]) {
    if (it === 'basic') return 'Basic';
    if (it === 'dpop') return 'DPoP';
    if (it === 'bearer') return 'Bearer';
  }
  if (credential?.kind === 'key' && servers.length === 0) return 'ApiKey';
  return credential?.kind === 'session' && credential.token === undefined ? 'Cookie' : 'Bearer';
}

function keyName({ credential }: Facts): string {
  return credential?.in === 'header' ? credential.name : 'X-API-Key';
}

function realmOf(facts: Facts): string {
  return named(facts, 'realm') || facts.target.hostname || 'api';
}

function named({ challenges }: Facts, name: string): string | undefined {
  return challenges.map((it) => param(it.params, name)).find((it) => it !== undefined);
}

function param(params: Facts['challenges'][number]['params'], name: string): string | undefined {
  return params.find((it) => it.name === name)?.value;
}

function write(scheme: string, params: readonly (readonly [string, string])[]): string {
  return `${scheme} ${params.map(([name, value]) => `${name}="${quotable(value)}"`).join(', ')}`;
}

/** What may stand in a quoted-string: printable ASCII, quotes and backslashes left out (RFC 6750, 3). */
function quotable(value: string): string {
  return value.replace(/[^\x20-\x7e]|["\\]/g, '').slice(0, 300);
}
