import type { Cause } from '../cause.ts';
import { text } from '../text.ts';
import { advice, at, found, saidFor } from '../verdict.ts';

/** Plain HTTP where only HTTPS is allowed (RFC 6797). */
export const tlsRequired: Cause = {
  id: 'tls-required',
  title: 'Only HTTPS is allowed here',
  why: 'Credentials over plain HTTP can be read by anyone on the way, so servers refuse them.',
  link: 'https://www.rfc-editor.org/rfc/rfc6797',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return undefined;
    return found(
      facts.target.scheme === 'https' && said.certainty === 'stated' ? 'likely' : said.certainty,
      facts.target.scheme === 'https'
        ? text`The server takes HTTPS only, and sees this request as plain http: a proxy before it ended TLS.`
        : text`The server takes HTTPS only, and the request came over ${facts.target.scheme || 'plain http'}.`,
      [...said.evidence, at({ in: 'url', part: 'scheme' }, text`the scheme is ${facts.target.scheme}`)],
      [
        ...(facts.target.scheme === 'http'
          ? [
              {
                kind: 'edit',
                title: text`Send the request over ${'https://'}`,
                edit: { set: 'scheme', value: 'https' },
              } as const,
            ]
          : []),
        ...(facts.target.scheme === 'http' ? [] : said.fixes),
        facts.target.scheme === 'https'
          ? advice(text`Let the proxy before the server send ${'X-Forwarded-Proto: https'}, and the server trust it`)
          : advice(text`Let a proxy that ends TLS before ${facts.target.host} send ${'X-Forwarded-Proto: https'}`),
      ],
      said.source,
    );
  },
};
