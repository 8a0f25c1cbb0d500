import type { Cause } from '../cause.ts';
import { text } from '../text.ts';
import { advice, at, found, present, saidFor } from '../verdict.ts';

/** The OAuth client itself is wrong: its id, secret or way of authenticating (RFC 6749, 5.2, `invalid_client`). */
export const clientInvalid: Cause = {
  id: 'client-invalid',
  title: 'The OAuth client is not accepted',
  why: 'Before it gives a token, the issuer checks the app that asks: its id, its secret, and how it proves itself.',
  link: 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return undefined;
    const clientId =
      facts.requestBody.fields.find((it) => /^client_?id$/i.test(it.key))?.value ??
      facts.credential?.user ??
      facts.target.query.find((it) => it.name === 'client_id')?.value;
    const way = facts.credentials.some((it) => it.kind === 'basic')
      ? 'Basic'
      : facts.credentials.some((it) => it.kind === 'client')
        ? 'the body'
        : undefined;
    return found(
      said.certainty,
      clientId === undefined
        ? text`The issuer does not accept the client.`
        : text`The issuer does not accept the client ${clientId}.`,
      [
        ...said.evidence,
        ...present([
          clientId === undefined ? undefined : at({ in: 'request-body' }, text`the client is ${clientId}`),
          way === undefined ? undefined : at({ in: 'request-line' }, text`its secret travels in ${way}`),
        ]),
      ],
      [
        ...said.fixes,
        advice(
          text`Check client id and secret, and whether the client is registered for ${way ?? 'this way of authenticating'}: a public client sends no secret`,
        ),
      ],
      said.source,
    );
  },
};
