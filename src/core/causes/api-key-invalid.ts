import type { Cause } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import type { Credential } from '../facts/credentials.ts';
import { isSignatureName } from '../facts/keyNames.ts';
import type { Facts } from '../facts.ts';
import { chooseAnotherEnvironment } from '../fixes.ts';
import { text } from '../text.ts';
import { advice, at, found, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** The API key is unknown, deleted or mistyped. */
export const apiKeyInvalid: Cause = {
  id: 'api-key-invalid',
  title: 'The API key is not accepted',
  why: 'A key counts for one project, environment or account, and only until it is deleted or replaced.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const key =
      facts.credentials.find(
        (it) =>
          (it.kind === 'key' && (it.in !== 'body' || /^api_?key$/i.test(it.name)) && !isSignatureName(it.name)) ||
          it.alone ||
          isKey(it),
      ) ?? (said ? facts.credential : undefined);
    if (!key) return undefined;
    const certainty = weight(facts, key, said?.certainty);
    if (!certainty) return undefined;
    return found(
      certainty,
      text`The server does not know the key in ${key.name}${key.user === undefined ? text`` : text` (${key.user})`}.`,
      [
        ...(said?.evidence ?? [statusShows(facts)]),
        at(key.at, text`the request carries ${key.name}`),
        ...(said ? [] : wordsShown(facts)),
      ],
      [
        ...(said?.fixes ?? []),
        advice(
          text`Put a key into ${key.name} that exists in this project and environment`,
          text`The provider's console shows how its keys begin and end: compare.`,
        ),
        chooseAnotherEnvironment,
      ],
      said?.source,
    );
  },
};

/** Its first characters say that it is a key, though it travels as a token. */
function isKey(it: Credential): boolean {
  return it.in === 'authorization' && / key\b/.test(it.token?.what ?? '');
}

function weight(facts: Facts, key: Credential, said: Certainty | undefined): Certainty | undefined {
  if (said) return said;
  if (
    facts.credentials.some((it) => it.in === 'authorization' && !it.alone && !isKey(it)) ||
    (key.token !== undefined && !isKey(key)) ||
    facts.history.accepted
  )
    return undefined;
  if (facts.hinted === 'role-missing') return 'possible';
  if (facts.stated === 'credentials-missing') return facts.status === 401 ? 'possible' : undefined;
  if (facts.stated !== undefined && facts.stated !== 'token-invalid') return undefined;
  // A header of this name holds what a login gave, not what a console shows.
  if (/token/i.test(key.name) && !/api/i.test(key.name)) return 'possible';
  if (facts.status === 401) return 'likely';
  // An error inside a success, or a plain 400, that speaks of what came: the key is all that came.
  const alone = facts.credentials.every((it) => it.kind === 'key' && it.token === undefined && !/token/i.test(it.name));
  if (alone && (facts.status === 200 || facts.status === 400) && facts.hinted === 'token-invalid') return 'likely';
  return facts.status === 403 ? 'possible' : undefined;
}
