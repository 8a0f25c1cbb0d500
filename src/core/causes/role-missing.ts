import type { Cause, Evidence } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import { fieldValue } from '../exchange.ts';
import { lacksFormToken } from '../facts/formToken.ts';
import { saysOnlyUnauthorized } from '../facts/unauthorized.ts';
import { type Facts, isFresh, signFor } from '../facts.ts';
import { tryAnotherUser, tryUserWith } from '../fixes.ts';
import { list, text, words } from '../text.ts';
import { refusedCall } from '../tokenCallVerdict.ts';
import { advice, at, credentialShown, found, present, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** The user, key or service account lacks a role, permission, group or policy grant (RFC 9110, 15.5.4). */
export const roleMissing: Cause = {
  id: 'role-missing',
  title: 'The caller lacks a role or permission',
  why: 'The server knows who is calling; what that caller may do is decided by roles, groups and grants, which another token does not change.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const certainty = weight(facts, said?.certainty);
    if (!certainty) return undefined;
    const refused = refusedCall(facts, said, undefined, [tryAnotherUser]);
    if (refused) return refused;
    const caller = callerIn(said?.quote) ?? facts.credential?.user ?? facts.token?.subject;
    const needed = needs(facts, said?.quote);
    const roles = facts.token?.roles ?? [];
    return found(
      certainty,
      needed === undefined
        ? text`${caller === undefined ? text`The caller` : text`The caller ${caller}`} is known and may not do ${`${facts.method} ${facts.target.path.slice(0, 100)}`}${roles.length === 0 ? text`` : text`; the token has the roles ${list(roles.slice(0, 8))}`}.`
        : text`${caller === undefined ? text`The caller` : text`The caller ${caller}`} lacks the right ${needed}${roles.length === 0 ? text`` : text`; the token has ${list(roles.slice(0, 8))}`}.`,
      [
        ...(said?.evidence ?? ([statusShows(facts)] as const)),
        at({ in: 'request-line' }, text`the request is ${`${facts.method} ${facts.target.path.slice(0, 200)}`}`),
        ...wordsShown(facts),
        ...details(facts),
        ...present([credentialShown(facts), claimsShown(facts)]),
      ],
      [
        ...(said?.fixes ?? []),
        ...(needed !== undefined
          ? [advice(text`Grant ${caller ?? words('the caller')} the right ${needed}`)]
          : said?.fixes.length
            ? []
            : [advice(text`Grant ${caller ?? words('the caller')} the role or permission this endpoint asks for`)]),
        tryUserWith(needed),
      ],
      said?.source,
    );
  },
};

function weight(facts: Facts, said: Certainty | undefined): Certainty | undefined {
  const password = facts.credential?.kind === 'basic' || facts.credential?.kind === 'digest';
  const stranger = facts.status === 401 && facts.history.accepted === undefined;
  if (stranger && password && saysOnlyUnauthorized(facts)) return 'possible';
  if (said && said !== 'possible') return said;
  // Who has just signed in is known; a login offered beside is for another user.
  if (facts.status === 401 && (said || general(facts)) && isFresh(facts)) return 'likely';
  const knownUser = facts.history.accepted !== undefined && facts.credential?.kind === 'basic';
  if (
    facts.status === 401 &&
    knownUser &&
    !facts.history.passwordChanged &&
    (facts.hinted === undefined || ofIdentity.has(facts.hinted))
  )
    return 'likely';
  const quiet = facts.hinted === undefined || facts.hinted === 'token-invalid' || facts.hinted === 'role-missing';
  if (!quiet || facts.status !== 403 || facts.credential === undefined) return said;
  // A form without its page's token is refused in the same words.
  if (lacksFormToken(facts)) return 'possible';
  const known =
    facts.credential.kind === 'basic' ||
    facts.credential.kind === 'session' ||
    facts.token?.kind === 'jws' ||
    facts.history.accepted !== undefined;
  return known && facts.target.path.indexOf('//') < 0 ? 'likely' : 'possible';
}

/** No words, or such as fit any refusal. */
function general(facts: Facts): boolean {
  const ofToken = signFor(facts, 'token-invalid') !== undefined;
  return (facts.hinted === undefined || ofIdentity.has(facts.hinted)) && !ofToken && facts.challenges.length === 0;
}

/** What servers say of an identity they do not accept, or of one that may not. */
const ofIdentity: ReadonlySet<string> = new Set([
  'password-wrong',
  'token-invalid',
  'credentials-missing',
  'role-missing',
]);

/** Whom the answer names: an ARN, a service account. */
function callerIn(quote: string | undefined): string | undefined {
  return /\b(?:user|principal|serviceaccount):? ["']?((?:arn|system):[\w:/.@+=,-]{3,200})/i.exec(quote ?? '')?.[1];
}

/** The permission, action or role the answer names. */
function needs(facts: Facts, quote: string | undefined): string | undefined {
  const field = facts.responseBody.fields.find(
    (it) =>
      /^(?:permission|required_?(?:permission|role)s?|role|privilege|action)$/i.test(it.key) && it.value.length < 120,
  );
  if (field) return field.value;
  if (quote === undefined) return undefined;
  return (
    /privileges? \[([^\]]{1,100})\]/i.exec(quote)?.[1] ??
    /(?:perform(?: action)?:?|permission|privilege|role|authority) ['"`[]?([\w-]+[:./][\w:./*-]+)/i.exec(quote)?.[1] ??
    /(?:role|permission|privilege|group|authority)s? ['"`[]([^'"`\]]{2,60})['"`\]]/i.exec(quote)?.[1] ??
    /['"`[]([\w:./*-]{2,60})['"`\]] (?:role|permission|privilege|group)/i.exec(quote)?.[1] ??
    /\brole ([a-z][\w:-]{1,40}) (?:is )?(?:required|needed)/i.exec(quote)?.[1]
  );
}

function details(facts: Facts): Evidence[] {
  const response = facts.exchange.response.headers.filter((it) =>
    /^x-(?:error-code|permission|required|accepted)/i.test(it.name),
  );
  const fields = facts.responseBody.fields.filter(
    (it) => /^(?:permission|resource|reason|role|status|action|subject|code)$/i.test(it.key) && it.value.length < 200,
  );
  return [
    ...response.slice(0, 2).map((it) => at({ in: 'response-header', name: it.name }, text`${it.name} is ${it.value}`)),
    ...fields.slice(0, 3).map((it) => at({ in: 'response-body' }, text`${it.key} is ${it.value}`)),
  ];
}

/** What the token says about its caller's rights. */
function claimsShown(facts: Facts): Evidence | undefined {
  const payload = facts.token?.payload;
  if (!payload) return undefined;
  const names = ['roles', 'role', 'groups', 'realm_access', 'resource_access', 'permissions', 'scp', 'scope'].filter(
    (it) => payload[it] !== undefined,
  );
  const values = [...facts.token.roles, ...facts.token.scopes].slice(0, 12);
  if (names.length === 0)
    return at(
      { in: 'token', claim: 'roles' },
      text`the token names no roles or scopes; its sub is ${facts.token.subject ?? 'missing'}`,
    );
  return at(
    { in: 'token', claim: names[0] ?? 'roles' },
    text`the token has ${list(names)}${values.length === 0 ? text`` : text`: ${values.join(', ')}`}${fieldValue(facts.exchange.request.headers, 'X-Tenant') === undefined ? text`` : text`, for the tenant in X-Tenant`}`,
  );
}
