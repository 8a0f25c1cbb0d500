import type { Cause } from '../cause.ts';
import { text } from '../text.ts';
import { advice, credentialShown, found, present, saidFor } from '../verdict.ts';

/** The API, feature or plan is not switched on or paid for in this account or project. */
export const serviceNotEnabled: Cause = {
  id: 'service-not-enabled',
  title: 'The service or plan is not switched on',
  why: 'A feature can be known and still be off in this account, project or plan, until somebody enables or pays for it.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return undefined;
    return found(
      said.certainty,
      text`What the request asks for is not switched on, or not part of the plan, in this account or project.`,
      [...said.evidence, ...present([credentialShown(facts)])],
      [...said.fixes, advice(text`Enable it in this account or project, or move to a plan that includes it`)],
      said.source,
    );
  },
};
