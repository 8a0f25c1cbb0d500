import type { Cause, Found } from '../cause.ts';
import type { Statement } from '../facts/statements.ts';
import { text, words } from '../text.ts';
import { refusedCall } from '../tokenCallVerdict.ts';
import { advice, at, credentialShown, found, present, requestShown, saidFor } from '../verdict.ts';

/** A rule denies the request explicitly: organization policy, conditional access, explicit deny, branch or resource protection. */
export const policyDenied: Cause = {
  id: 'policy-denied',
  title: 'A rule explicitly denies it',
  why: 'Rules of an organization, a branch, a resource or a session can deny what roles would allow, and a denial wins.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (facts.callback?.value === 'access_denied' && facts.stated === undefined) return notAgreed(facts.callback);
    if (!said) return undefined;
    const refused = refusedCall(facts, said);
    if (refused && refused.fixes.length !== 0) return refused;
    return found(
      said.certainty,
      facts.method === 'CONNECT'
        ? text`A rule of the proxy denies the way to ${facts.target.host || words('this host')}.`
        : text`A rule at ${facts.target.hostname || words('the server')} denies ${`${facts.method} ${facts.target.path.slice(0, 100)}`}, whatever the caller may do otherwise.`,
      [...said.evidence, requestShown(facts), ...present([credentialShown(facts)])],
      [...said.fixes, advice(text`Have the rule's owner change it, or stay within it: another token does not help`)],
      said.source,
    );
  },
};

/** The issuer ended the sign-in: whoever was asked said no, or a rule of the issuer did (RFC 6749, 4.1.2.1). */
function notAgreed(error: Statement): Found {
  return found(
    'likely',
    text`The sign-in came back with ${`${error.name}=${error.value}`}: the user did not agree to it, or a rule of the issuer denied it.`,
    [at(error.at, text`the address holds ${`${error.name}=${error.value}`}`)],
    [
      advice(text`Sign in again and agree to what the app asks for`),
      advice(text`Read the issuer's log at that time: it names the rule, where it was one`),
    ],
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1',
  );
}
