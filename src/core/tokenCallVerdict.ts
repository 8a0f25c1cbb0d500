import type { Evidence, Fix, Found } from './cause.ts';
import { fieldValue } from './exchange.ts';
import { parameter } from './facts/target.ts';
import { grantParameter, type TokenCall } from './facts/tokenCall.ts';
import type { Facts } from './facts.ts';
import { list, plain, type Text, text, words } from './text.ts';
import { advice, at, found, type Said } from './verdict.ts';

/** Signing in anew is what a code or refresh token that is no good leaves to do. */
export const signInAgain: Fix = { kind: 'action', title: text`Sign in again`, action: { do: 'sign-in', ask: {} } };

/**
 * A token call that is refused in words that are known: what is refused, and what the words mean. Undefined where the
 * exchange is no token call, or no sign says what its words mean.
 */
export function refusedCall(
  facts: Facts,
  said: Said | undefined,
  subject: Text | undefined = refused(facts),
  fixes: readonly Fix[] = [],
): Found | undefined {
  const call = facts.tokenCall;
  if (!call || said?.shows === undefined || said.certainty === 'possible') return undefined;
  return found(
    said.certainty,
    text`${speaker(facts)} refuses ${subject ?? words('the call')}: ${said.shows}${sentValue(call, said)}.`,
    [...said.evidence, ...concerned(call, said)],
    asOne(said.fixes, fixes),
    said.source,
  );
}

/** The value that the words are about, where it is one. */
function sentValue(call: TokenCall, said: Said): Text {
  const [name, ...others] = about(said).filter((it) => parameter(call.parameters, it) !== undefined);
  const value = name && parameter(call.parameters, name);
  return name === undefined ||
    value === undefined ||
    /missing/.test(said.shows ? plain(said.shows) : '') ||
    others.length !== 0 ||
    120 < value.length
    ? text``
    : text` (${`${name}=${value}`})`;
}

/** Advice to sign in again is carried out by the click that does it. */
function asOne(told: readonly Fix[], fixes: readonly Fix[]): readonly Fix[] {
  const [first, ...rest] = told;
  const start = first?.title.parts[0];
  const same = first && start && 'ours' in start && start.ours.startsWith('Sign in again');
  return same && fixes.includes(signInAgain)
    ? [{ ...signInAgain, title: first.title }, ...rest, ...fixes.filter((it) => it !== signInAgain)]
    : [...told, ...fixes];
}

/** The issuer by its host; of a way back only the app's own host is known. */
function speaker(facts: Facts): Text {
  return facts.tokenCall?.endpoint === 'callback' || facts.target.hostname === ''
    ? words('The issuer')
    : text`${facts.target.hostname}`;
}

/** What a token call lays before the server: the code, the refresh token, the user or the client. */
export function refused({ tokenCall, credentials }: Facts): Text | undefined {
  if (!tokenCall) return undefined;
  const named = grantParameter(tokenCall);
  if (named !== undefined) return text`the ${named}`;
  const login = credentials.find((it) => it.kind === 'login')?.user;
  if (tokenCall.grant === 'password' && login !== undefined) return text`the user ${login}`;
  if (tokenCall.endpoint === 'callback' || tokenCall.endpoint === 'authorization') return words('the sign-in');
  return clientOf(tokenCall);
}

export function clientOf({ clientId }: TokenCall): Text {
  return clientId === undefined ? words('the client') : text`the client ${clientId}`;
}

/** The parameters that the words are about, with what was sent; none of them is a secret. */
export function concerned(call: TokenCall, said: Said): Evidence[] {
  return about(said).flatMap((name) => {
    const values = call.parameters.filter((it) => it.name === name).map((it) => it.value);
    const place = call.at.in === 'url' ? ({ ...call.at, name } as const) : call.at;
    if (values.length !== 0) return [at(place, text`the request sends ${name} ${list(values.slice(0, 4))}`)];
    return call.endpoint === 'callback' || !required.has(name) ? [] : [at(call.at, text`the request sends no ${name}`)];
  });
}

function about(said: Said): readonly string[] {
  const told = [said.quote, ...said.fixes.map((it) => plain(it.title)), said.shows ? plain(said.shows) : ''].join(' ');
  return shownParameters.filter(([name, pattern]) => pattern.test(told) || told.includes(name)).map(([name]) => name);
}

const shownParameters: readonly (readonly [name: string, about: RegExp])[] = [
  ['redirect_uri', /redirect|callback url|reply (?:url|address)/i],
  ['grant_type', /grant[ _]type|direct access|service account/i],
  ['response_type', /response[ _]type/i],
  ['scope', /\bscopes?\b/i],
  ['resource', /\bresource\b|\bAPI\b/i],
  ['audience', /\baudience\b|\bAPI\b/i],
];

/** What is told of as missing where the words are about it. */
const required: ReadonlySet<string> = new Set(['redirect_uri', 'grant_type']);

/** A form that travels as something else is not read: the commonest way for a parameter to be missing. */
export function unreadForm({ exchange, requestBody, tokenCall }: Facts): Evidence | undefined {
  const type = fieldValue(exchange.request.headers, 'Content-Type');
  if (tokenCall?.endpoint !== 'token' || requestBody.kind === 'none') return undefined;
  if (type !== undefined && /x-www-form-urlencoded/i.test(type)) return undefined;
  return at(
    { in: 'request-header', name: 'Content-Type' },
    type === undefined
      ? text`the body has no ${'Content-Type'}; token endpoints read ${'application/x-www-form-urlencoded'}`
      : text`${'Content-Type'} is ${type}; token endpoints read ${'application/x-www-form-urlencoded'}`,
  );
}

/** Steps that tell a wrong id, secret and method apart, where the answer does not. */
export function whichOfClient(call: TokenCall, way: string | undefined): Fix {
  return advice(
    text`Compare client_id, secret and method with the issuer's registration`,
    way === undefined
      ? text`The answer does not say which of them is wrong. Send the call once with the secret in ${'Authorization'}: another answer means that the method was wrong.`
      : text`The answer does not say which of them is wrong: ${clientOf(call)} authenticates ${words(way)}. Send the secret the other way once: another answer means that the method was wrong.`,
  );
}
