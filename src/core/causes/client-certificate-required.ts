import type { Cause } from '../cause.ts';
import { text } from '../text.ts';
import { advice, at, found, saidFor } from '../verdict.ts';

/** The server wants a TLS client certificate, and got none or one it does not trust (RFC 8446, 4.3.2). */
export const clientCertificateRequired: Cause = {
  id: 'client-certificate-required',
  title: 'A client certificate is missing or not trusted',
  why: 'With mutual TLS the connection itself says who is calling; without a certificate of the right authority the server goes no further.',
  link: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.3.2',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return undefined;
    const none = /no |required|missing|without/i.test(said.quote);
    return found(
      said.certainty,
      none
        ? text`The server asks for a client certificate, and the connection had none.`
        : text`The server does not accept the client certificate of the connection.`,
      [...said.evidence, at({ in: 'url', part: 'host' }, text`the connection went to ${facts.target.host}`)],
      [
        ...said.fixes,
        advice(text`Present a client certificate that is signed by the authority ${facts.target.hostname} trusts`),
        {
          kind: 'action',
          title: text`Set the client certificate for ${facts.target.hostname}`,
          action: { do: 'configure', what: 'client-certificates' },
        },
      ],
      said.source,
    );
  },
};
