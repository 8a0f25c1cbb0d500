import type { Certainty } from '../certainty.ts';
import { type Facts, signFor } from '../facts.ts';
import type { Challenge } from '../headers/challenge.ts';
import type { Credential } from './credentials.ts';

/** How the form of a credential differs from the one that the answer asks for, and how sure that is the reason. */
export type Mismatch = { readonly certainty: Certainty } & (
  | { readonly kind: 'no-scheme-word'; readonly wanted: string }
  | { readonly kind: 'other-scheme'; readonly wanted: readonly string[]; readonly sent: string }
  | { readonly kind: 'rare-scheme'; readonly sent: string }
  | { readonly kind: 'letter-case'; readonly sent: string }
  /** NTLM where the words speak of Kerberos. */
  | { readonly kind: 'ntlm-for-kerberos' }
  /** The words name another kind of credential. */
  | { readonly kind: 'key-wanted' | 'cookie-wanted' | 'token-wanted'; readonly sent: string }
  /** The server names the header or parameter. */
  | { readonly kind: 'other-name'; readonly wanted: string }
  | { readonly kind: 'query-for-header'; readonly wanted: string }
  | { readonly kind: 'other-place'; readonly schemes: readonly string[] }
);

/** Reads how a credential's form differs from what is asked for; undefined where it does not, or another reason is stated. */
export function readMismatch(facts: Facts, credential: Credential): Mismatch | undefined {
  const sign = signFor(facts, 'credentials-missing');
  const missing = sign?.certainty === 'possible' ? undefined : sign?.quote;
  return credential.in === 'authorization'
    ? inAuthorization(facts, credential, missing)
    : elsewhere(facts, credential, missing);
}

function inAuthorization(facts: Facts, it: Credential, missing: string | undefined): Mismatch | undefined {
  const schemes = schemesAsked(facts);
  const { status, stated } = facts;
  // A page to sign in at is for browsers: the endpoint reads a session, no Authorization.
  if (facts.toLogin && it.kind === 'token' && stated === undefined)
    return { kind: 'cookie-wanted', certainty: 'likely', sent: it.scheme ?? 'token' };
  if (it.secret.reveal().startsWith('TlRMTVNTU') && facts.statements.some((one) => ofKerberos.test(one.value)))
    return { kind: 'ntlm-for-kerberos', certainty: 'likely' };
  if (![400, 401, 422].includes(status) && missing === undefined) return undefined;
  if (stated !== undefined && !tolerated.has(stated)) return undefined;
  const sent = it.scheme;
  const header = headerAsked(facts);
  if (header !== undefined)
    return { kind: 'other-name', certainty: missing === undefined ? 'likely' : 'stated', wanted: header };
  const isJwt = it.token?.kind === 'jws';
  if (missing !== undefined && schemes.length === 0 && /\bcookies?\b/i.test(missing) && !/header/i.test(missing))
    return { kind: 'cookie-wanted', certainty: 'likely', sent: sent ?? 'token' };
  if (sent === undefined) {
    const word = schemeNamed(missing ?? signFor(facts, 'credentials-malformed')?.quote);
    if (it.kind !== 'token' || facts.servers.some((server) => server.bareTokens)) return undefined;
    if (!isJwt && word === undefined && schemes.length === 0) return undefined;
    const sure = missing !== undefined || stated === 'credentials-malformed';
    return { kind: 'no-scheme-word', certainty: sure ? 'stated' : 'likely', wanted: schemes[0] ?? word ?? 'Bearer' };
  }
  // A scheme word that nobody knows, before a token that is whole.
  if (isJwt && stated === 'credentials-malformed' && !/^(?:bearer|jwt|dpop)$/i.test(sent) && schemes.length === 0)
    return { kind: 'rare-scheme', certainty: 'likely', sent };
  const named = schemeWanted(facts, sent);
  if (named !== undefined && schemes.length === 0)
    return { kind: 'other-scheme', certainty: 'stated', wanted: [named], sent };
  // A challenge that calls the token no good has read it, whatever its scheme word.
  if (missing === undefined && it.kind === 'token' && facts.challenges.some(judges)) return undefined;
  if (schemes.length !== 0 && !schemes.some((scheme) => scheme.toLowerCase() === sent.toLowerCase()))
    return { kind: 'other-scheme', certainty: missing === undefined ? 'likely' : 'proven', wanted: schemes, sent };
  if (missing !== undefined && status !== 404 && schemes.length === 0) {
    if (!/^(?:bearer|basic)$/i.test(sent)) return { kind: 'rare-scheme', certainty: 'likely', sent };
    if (facts.keyWanted || (/ key\b/.test(it.token?.what ?? '') && !/invalid|unknown|\bin db\b/i.test(missing)))
      return { kind: 'key-wanted', certainty: 'likely', sent };
    if (it.kind === 'basic' && /\b(?:tokens?|jwt)\b/i.test(missing) && !/basic|password/i.test(missing))
      return { kind: 'token-wanted', certainty: 'likely', sent };
  }
  if (sent === 'bearer' && stated === undefined && facts.hinted === 'credentials-malformed' && it.defects.length === 0)
    return { kind: 'letter-case', certainty: 'likely', sent };
  return sent === sent.toLowerCase() && stated === undefined && status === 401 && isJwt
    ? { kind: 'letter-case', certainty: 'possible', sent }
    : undefined;
}

/** A key, cookie or parameter, where the server names or asks for another place. */
function elsewhere(facts: Facts, it: Credential, missing: string | undefined): Mismatch | undefined {
  if (![400, 401, 403].includes(facts.status)) return undefined;
  const sessionOnly = it.in === 'cookie' && it.token === undefined;
  if (sessionOnly && describesTokens(facts))
    return { kind: 'other-place', certainty: 'likely', schemes: schemesAsked(facts) };
  if (sessionOnly || facts.credentials.some((other) => other.in === 'authorization')) return undefined;
  // What this very server gave a moment ago is mostly sent back as it wants it.
  const asksBearer = facts.status === 401 && facts.challenges.some((one) => /^bearer$/i.test(one.scheme));
  if (facts.history.issued?.host === facts.target.hostname && !(asksBearer && it.in === 'header')) return undefined;
  if (facts.hinted === 'role-missing' && missing === undefined && !asksBearer) return undefined;
  const wanted = namedPlace(facts, missing);
  if (wanted !== undefined) {
    if (wanted.toLowerCase() !== it.name.toLowerCase())
      return { kind: 'other-name', certainty: missing === undefined ? 'likely' : 'stated', wanted };
    return it.in === 'query' ? { kind: 'query-for-header', certainty: 'likely', wanted } : undefined;
  }
  // A Basic challenge, or one of the server's own, stands beside keys that the server takes as well.
  const doubt = facts.statements.some((it) => /\bmissing or (?:malformed|invalid)\b/i.test(it.value));
  if (doubt && it.token?.kind === 'jws' && it.token.defects.length === 0)
    return { kind: 'other-place', certainty: 'likely', schemes: ['Bearer'] };
  const schemes = schemesAsked(facts).filter((scheme) => missing !== undefined || exclusive.test(scheme));
  // A server that calls the token no good has read it.
  const seen = /invalid|not valid|expired|unknown|reject/i.test(signFor(facts, 'token-invalid')?.quote ?? '');
  const general = (facts.stated === undefined || facts.stated === 'token-invalid') && !seen;
  return missing !== undefined || (schemes.length !== 0 && general)
    ? { kind: 'other-place', certainty: 'likely', schemes }
    : undefined;
}

/**
 * The API says who signs in for it (RFC 9728, 5.1), so it takes tokens; and a challenge without an `error` found none
 * (RFC 6750, 3.1). A session cookie that goes along by itself is nothing to it.
 */
export function describesTokens({ status, stated, challenges, credentials }: Facts): boolean {
  return (
    status === 401 &&
    (stated === undefined || stated === 'credentials-missing') &&
    challenges.some(({ params }) => params.some((it) => it.name === 'resource_metadata')) &&
    !challenges.some(({ scheme, params }) => /^cookie$/i.test(scheme) || params.some((it) => it.name === 'error')) &&
    credentials.every((it) => it.in === 'cookie' && it.token === undefined)
  );
}

const wanting =
  /\b(?:scheme|header|auth\w*)\b.{0,60}\b(?:required|expected|must|only|needed|use)\b|\b(?:required|expected|must|only|needed|use)\b.{0,60}\b(?:scheme|header|auth\w*)\b/i;

/** The scheme word that the answer asks for in its own words. */
function schemeNamed(said: string | undefined): string | undefined {
  return said === undefined ? undefined : /\b(?:bearer|basic)\b/i.exec(said)?.[0];
}

/** The scheme that the answer asks for in a sentence, where another one was sent. */
function schemeWanted(facts: Facts, sent: string): string | undefined {
  const sentence = facts.statements.find(
    (it) => it.kind === 'sentence' && it.value.length < 200 && wanting.test(it.value),
  );
  const named = schemeNamed(sentence?.value);
  if (named === undefined || sentence?.value.toLowerCase().includes(sent.toLowerCase())) return undefined;
  return named.toLowerCase() === sent.toLowerCase() ? undefined : named;
}

function schemesAsked(facts: Facts): string[] {
  return [...new Set(facts.challenges.map((it) => it.scheme).filter((it) => it !== '' && !/^xbasic$/i.test(it)))];
}

/** A challenge for tokens whose `error` speaks of the one that came. */
function judges(challenge: Challenge): boolean {
  const error = challenge.params.find((it) => it.name === 'error')?.value;
  return (
    error !== undefined &&
    /^(?:bearer|token|jwt|dpop)$/i.test(challenge.scheme) &&
    /invalid|expired|revoked/i.test(error)
  );
}

/** The header or parameter the server names: in the challenge (`name="…"`), or in its words. */
function namedPlace(facts: Facts, missing: string | undefined): string | undefined {
  for (const it of facts.challenges) {
    const name = it.params.find((param) => param.name === 'name')?.value;
    if (name) return name;
  }
  return missing === undefined
    ? undefined
    : /\b(?:x-[a-z0-9-]{2,40}|[a-z]{2,20}[_-](?:key|token)|[a-z]{2,20}(?:-[a-z]{2,20}){1,3}-key|authorization(?= header| was| in))\b/i.exec(
        missing,
      )?.[0];
}

/** A header for keys or tokens that the answer asks for by name, and that the request does not have. */
function headerAsked(facts: Facts): string | undefined {
  const sent = new Set(facts.exchange.request.headers.map((it) => it.name.toLowerCase()));
  for (const { kind, value } of facts.statements) {
    if (kind !== 'sentence' || 400 < value.length || !asking.test(value) || /\bauthori[sz]ation\b|bearer/i.test(value))
      continue;
    const name = keyHeaderName.exec(value)?.[0];
    if (name !== undefined && !sent.has(name.toLowerCase())) return name;
  }
  return undefined;
}

const asking =
  /\b(?:must|needs?|add|provide|include|send|sent|set|missing|required|requires?|expect(?:s|ed)?|supply|pass|use)\b/i;
const keyHeaderName =
  /(?<![\w./-])(?:x-[a-z0-9-]{0,30}(?:key|token|secret|auth)[a-z0-9-]{0,20}|(?:[a-z]{2,20}-){1,4}(?:key|token)(?!-))(?![\w-])/i;

const ofKerberos = /\bgss(?:api|exception|header)|kerberos|defective token/i;

const exclusive = /^(?:bearer|token|digest|dpop|hawk|negotiate|ntlm|aws4-hmac-sha256)$/i;

/** What a server says of credentials in another form than it reads. */
const tolerated: ReadonlySet<string> = new Set([
  'credentials-missing',
  'credentials-malformed',
  'token-invalid',
  'role-missing',
  'password-wrong',
]);
