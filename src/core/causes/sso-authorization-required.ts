import type { Cause } from '../cause.ts';
import { fieldValue } from '../exchange.ts';
import { openOffered } from '../fixes.ts';
import { text } from '../text.ts';
import { advice, at, found, present, saidFor } from '../verdict.ts';

/** The token must first be authorized for the organization's single sign-on. */
export const ssoAuthorizationRequired: Cause = {
  id: 'sso-authorization-required',
  title: 'The token is not authorized for single sign-on',
  why: 'An organization with single sign-on lets a token in only after its owner has signed in there and allowed it.',
  link: 'https://docs.github.com/en/authentication/authenticating-with-single-sign-on/authorizing-a-personal-access-token-for-use-with-single-sign-on',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const sso = fieldValue(facts.exchange.response.headers, 'X-GitHub-SSO');
    if (!said) return undefined;
    return found(
      said.certainty,
      text`The organization wants this token to be authorized for its single sign-on (SAML).`,
      [
        ...said.evidence,
        ...present([
          sso === undefined
            ? undefined
            : at(
                { in: 'response-header', name: 'X-GitHub-SSO' },
                text`${'X-GitHub-SSO'} is ${sso.replace(/\?[\s\S]*/, '')}`,
              ),
        ]),
      ],
      [
        ...openOffered(facts, /sso/i, text`Authorize the token for the organization`),
        ...said.fixes,
        advice(text`Authorize the token for the organization's single sign-on in the settings of its owner`),
      ],
      said.source,
    );
  },
};
