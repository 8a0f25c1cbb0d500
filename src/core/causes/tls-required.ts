import type { Cause, Found } from '../cause.ts';
import { fieldValue } from '../exchange.ts';
import type { Facts } from '../facts.ts';
import { text } from '../text.ts';
import { advice, at, found, saidFor, statusShows } from '../verdict.ts';

/** Plain HTTP where only HTTPS is allowed (RFC 6797). */
export const tlsRequired: Cause = {
  id: 'tls-required',
  title: 'Only HTTPS is allowed here',
  why: 'Credentials over plain HTTP can be read by anyone on the way, so servers refuse them.',
  link: 'https://www.rfc-editor.org/rfc/rfc6797',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return forwarded(facts);
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

/** A server behind a proxy that saw plain http, and refuses it without a word. */
function forwarded(facts: Facts): Found | undefined {
  const name = 'X-Forwarded-Proto';
  const silent = facts.status === 403 && facts.conditions.has('empty-answer');
  if (!silent || fieldValue(facts.exchange.request.headers, name)?.toLowerCase() !== 'http') return undefined;
  return found(
    'likely',
    text`The server is told by ${name} that the request came over plain http, and refuses it without a word.`,
    [at({ in: 'request-header', name }, text`${name} is ${'http'}`), statusShows(facts)],
    [advice(text`Send the request over ${'https://'}, or let the proxy say ${`${name}: https`} where it ended TLS`)],
  );
}
