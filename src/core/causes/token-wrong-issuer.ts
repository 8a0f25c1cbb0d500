import type { Cause } from '../cause.ts';
import { text } from '../text.ts';
import { advice, at, credentialShown, found, present, saidFor } from '../verdict.ts';

/** The token is from another issuer, tenant, realm or environment: `iss` (RFC 7519, 4.1.1) is not the one the server trusts. */
export const tokenWrongIssuer: Cause = {
  id: 'token-wrong-issuer',
  title: 'The issuer of the token is not trusted',
  why: 'A server trusts the tokens of its own issuer, tenant or environment only; test and production have different ones.',
  link: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.1',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return undefined;
    const issuer = facts.token?.issuer;
    return found(
      said.certainty,
      issuer === undefined
        ? text`The server does not trust the issuer of the credential.`
        : text`The server does not trust the token's issuer, ${issuer}.`,
      [
        ...said.evidence,
        ...present([
          issuer === undefined ? undefined : at({ in: 'token', claim: 'iss' }, text`iss is ${issuer}`),
          credentialShown(facts),
        ]),
      ],
      [
        ...said.fixes,
        advice(text`Get the token from the issuer, tenant or environment that this server belongs to`),
        advice(
          text`Compare iss letter by letter with the issuer in the server's configuration, the slash at the end included`,
        ),
      ],
      said.source,
    );
  },
};
