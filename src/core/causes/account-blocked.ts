import type { Cause } from '../cause.ts';
import { tryAnotherUser } from '../fixes.ts';
import { text } from '../text.ts';
import { advice, credentialShown, found, present, saidFor } from '../verdict.ts';

/** The account is disabled, locked, suspended, or not yet verified. */
export const accountBlocked: Cause = {
  id: 'account-blocked',
  title: 'The account is blocked or not active',
  why: 'An account can be known and still be closed: after failed attempts, by an administrator, or until its address is confirmed.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return undefined;
    const user = facts.credential?.user ?? facts.token?.subject;
    return found(
      said.certainty,
      user === undefined
        ? text`The server says that the account is not active.`
        : text`The server says that the account ${user} is not active.`,
      [...said.evidence, ...present([credentialShown(facts)])],
      [
        ...said.fixes,
        advice(text`Have the account unlocked or confirmed: no other token or password helps`),
        tryAnotherUser,
      ],
      said.source,
    );
  },
};
