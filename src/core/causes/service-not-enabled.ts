import type { Cause } from '../cause.ts';
import { bodyField } from '../facts.ts';
import { openOffered } from '../fixes.ts';
import { text } from '../text.ts';
import { advice, at, credentialShown, fixesOr, found, present, saidFor } from '../verdict.ts';

/** The API, feature or plan is not switched on or paid for in this account or project. */
export const serviceNotEnabled: Cause = {
  id: 'service-not-enabled',
  title: 'The service or plan is not switched on',
  why: 'A feature can be known and still be off in this account, project or plan, until somebody enables or pays for it.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return undefined;
    const plan = bodyField(facts, /^(?:current_?plan|plan|tier|edition|service|service_?name|feature)$/i);
    return found(
      said.certainty,
      text`${`${facts.method} ${facts.target.path.slice(0, 100)}`} needs something that is not switched on in this account or project, or not part of its plan${plan ? text` (${plan.key} is ${plan.value.slice(0, 60)})` : text``}.`,
      [
        ...said.evidence,
        ...(plan ? [at({ in: 'response-body' } as const, text`${plan.key} is ${plan.value.slice(0, 60)}`)] : []),
        ...present([credentialShown(facts)]),
      ],
      [
        ...openOffered(
          facts,
          /(?:activation|upgrade|billing|enable|pricing|subscription)_?(?:url|uri|link)$/i,
          text`Switch it on`,
        ),
        ...fixesOr(said, advice(text`Enable it in this account or project, or move to a plan that includes it`)),
      ],
      said.source,
    );
  },
};
