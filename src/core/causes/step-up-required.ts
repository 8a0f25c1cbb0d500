import type { Cause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { signInStronger } from '../signInFixes.ts';
import { list, text, words } from '../text.ts';
import { duration } from '../time.ts';
import { refusedCall } from '../tokenCallVerdict.ts';
import { at, byHand, found, present, saidFor, statusShows } from '../verdict.ts';

/** A stronger or fresher sign-in is needed (RFC 9470, `insufficient_user_authentication`). */
export const stepUpRequired: Cause = {
  id: 'step-up-required',
  title: 'A stronger or fresher sign-in is needed',
  why: 'Some actions want more than a password, or a sign-in that is minutes old, even from a caller who is known.',
  link: 'https://www.rfc-editor.org/rfc/rfc9470',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const wanted = facts.challenges
      .flatMap((it) => it.params)
      .filter((it) => it.name === 'acr_values' || it.name === 'max_age' || it.name === 'claims');
    if (!said && wanted.length === 0) return undefined;
    const refused = wanted.length === 0 ? refusedCall(facts, said, undefined, signInStronger(facts)) : undefined;
    if (refused && refused.fixes.length !== 0) return refused;
    const evidence = said?.evidence ?? ([statusShows(facts)] as const);
    return found(
      said?.certainty ?? 'stated',
      text`The sign-in behind this request is not strong or fresh enough${wanted[0] ? text`: the server wants ${`${wanted[0].name}=${wanted[0].value}`}` : text``}.`,
      [
        ...evidence,
        ...wanted.map((it) => at({ in: 'response-header', name: 'WWW-Authenticate' }, text`${it.name} is ${it.value}`)),
        ...present([claims(facts, 'amr'), claims(facts, 'acr'), age(facts)]),
      ],
      [
        ...signInStronger(facts),
        ...(said?.fixes ?? []),
        byHand(text`Sign in again with the second factor or the level the server asks for, and send the new token`),
      ],
      said?.source,
    );
  },
};

function claims(facts: Facts, name: string): ReturnType<typeof at> | undefined {
  const value = facts.token?.payload?.[name];
  const values = (Array.isArray(value) ? value : [value]).filter((it) => typeof it === 'string');
  return values.length === 0 ? undefined : at({ in: 'token', claim: name }, text`${name} is ${list(values)}`);
}

function age(facts: Facts): ReturnType<typeof at> | undefined {
  const time = facts.token?.payload?.auth_time;
  return typeof time === 'number'
    ? at({ in: 'token', claim: 'auth_time' }, text`the sign-in is ${words(duration(facts.sentAt - time))} old`)
    : undefined;
}
