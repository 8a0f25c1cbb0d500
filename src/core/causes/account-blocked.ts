import type { Cause } from '../cause.ts';
import { tryAnotherUser } from '../fixes.ts';
import { text, words } from '../text.ts';
import { refusedCall } from '../tokenCallVerdict.ts';
import { advice, credentialShown, fixesOr, found, present, saidFor } from '../verdict.ts';

/** The account is disabled, locked, suspended, or not yet verified. */
export const accountBlocked: Cause = {
  id: 'account-blocked',
  title: 'The account is blocked or not active',
  why: 'An account can be known and still be closed: after failed attempts, by an administrator, or until its address is confirmed.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return undefined;
    const refused = refusedCall(facts, said, undefined, [tryAnotherUser]);
    if (refused && refused.fixes.length !== 0) return refused;
    const state = stateIn(said.quote);
    const user = facts.credential?.user ?? facts.token?.subject;
    return found(
      said.certainty,
      user === undefined ? text`The account ${words(state)}.` : text`The account ${user} ${words(state)}.`,
      [...said.evidence, ...present([credentialShown(facts)])],
      [
        ...fixesOr(
          said,
          state === 'is not confirmed yet'
            ? advice(text`Confirm the address of the account by the link that was sent to it`)
            : advice(text`Have the account unlocked or activated: another token or password does not help`),
        ),
        tryAnotherUser,
      ],
      said.source,
    );
  },
};

/** What the server's words say of the account, as far as they say it. */
function stateIn(quote: string): string {
  if (/\block(?:ed|out)|too[_ ]many[_ ]failed/i.test(quote)) return 'is locked';
  if (/suspend/i.test(quote)) return 'is suspended';
  if (/verif|confirm/i.test(quote)) return 'is not confirmed yet';
  return /disabled|deactivated/i.test(quote) ? 'is disabled' : 'is not active, by what the server says';
}
