import type { Cause } from '../cause.ts';
import { percentDecoded } from '../facts/target.ts';
import type { Facts } from '../facts.ts';
import { tryAnotherUser } from '../fixes.ts';
import { text } from '../text.ts';
import { advice, at, found, present, requestShown, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** The object belongs to another user, project or tenant. */
export const notOwner: Cause = {
  id: 'not-owner',
  title: 'The object belongs to somebody else',
  why: 'Beside what a caller may do at all, servers check whose object it is: others’ data is refused even to users with the same rights.',
  link: 'https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const foreign = foreignId(facts);
    if (!said && !foreign) return undefined;
    const certainty =
      said && said.certainty !== 'possible'
        ? said.certainty
        : foreign && (facts.stated === undefined || mild.has(facts.stated))
          ? 'likely'
          : 'possible';
    return found(
      certainty,
      foreign
        ? text`The request is about ${foreign.there}, and the caller is ${foreign.caller}.`
        : text`The server says that the object is not the caller's.`,
      [
        ...(said?.evidence ?? ([statusShows(facts)] as const)),
        requestShown(facts),
        ...wordsShown(facts),
        ...present([
          foreign && at({ in: 'url', part: 'path' }, text`the path names ${foreign.there}`),
          foreign && at({ in: 'token', claim: foreign.claim }, text`${foreign.claim} is ${foreign.caller}`),
        ]),
        ...facts.responseBody.fields
          .filter((it) => it.key === 'status')
          .map((it) => at({ in: 'response-body' } as const, text`status is ${it.value}`)),
      ],
      [
        ...(said?.fixes ?? []),
        advice(
          foreign
            ? text`Ask for the object of ${foreign.caller}, or as ${foreign.there}`
            : text`Ask as the user, project or tenant that owns the object`,
        ),
        tryAnotherUser,
      ],
      said?.source,
    );
  },
};

const mild: ReadonlySet<string> = new Set(['role-missing', 'not-owner', 'scope-missing']);

/** `/users/57/…` asked for with a token of user 12. */
function foreignId(facts: Facts): { there: string; caller: string; claim: string } | undefined {
  if (facts.status !== 403 && facts.status !== 404) return undefined;
  const there =
    /\/(?:users?|accounts?|customers?|members?|people|profiles?|tenants?|orgs?|organizations?)\/([\w|%@.:-]{1,80})(?:\/|$)/i.exec(
      facts.target.path,
    )?.[1];
  if (there === undefined || /^(?:me|self|current|search|login|sign_in|roles?)$/i.test(there)) return undefined;
  const tenant = /\/(?:tenants?|orgs?|organizations?)\//i.test(facts.target.path);
  for (const claim of tenant
    ? ['tenant', 'tenant_id', 'tid', 'org_id', 'org']
    : ['sub', 'user_id', 'uid', 'userId', 'id']) {
    const value = facts.token?.payload?.[claim];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const caller = String(value);
    const alike =
      /^\d+$/.test(caller) === /^\d+$/.test(there) &&
      (/^\d+$/.test(caller) || Math.abs(caller.length - there.length) <= 8);
    return alike && caller !== percentDecoded(there) ? { there, caller, claim } : undefined;
  }
  return undefined;
}
