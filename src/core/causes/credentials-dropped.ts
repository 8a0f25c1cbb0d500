import type { Cause } from '../cause.ts';
import { readMismatch } from '../facts/mismatch.ts';
import type { Facts } from '../facts.ts';
import { list, text } from '../text.ts';
import { advice, at, credentialShown, found, present, saidFor, statusShows } from '../verdict.ts';

/** Credentials were written and lost on the way: by a redirect to another origin, or by a proxy before the server. */
export const credentialsDropped: Cause = {
  id: 'credentials-dropped',
  title: 'The credentials were lost on the way',
  why: 'Clients drop credentials when a redirect leads to another origin, and gateways drop header fields they are not told to pass on.',
  link: 'https://fetch.spec.whatwg.org/#http-redirect-fetch',

  weigh(facts) {
    const redirect = facts.history.redirect;
    if (redirect && redirect.lost.length !== 0 && !facts.credentials.some((it) => it.in === 'authorization')) {
      const certainty = facts.status === 401 ? 'proven' : 'likely';
      return found(
        certainty,
        text`A redirect led from ${redirect.origins.from} to ${redirect.origins.to}, and ${list(redirect.lost)} did not go along.`,
        [
          at(
            { in: 'earlier', entry: Math.max(0, redirect.entry), what: 'Location' },
            text`the first request carried ${list(redirect.lost)}; this one, to ${redirect.origins.to}, does not`,
          ),
          statusShows(facts),
        ],
        [
          advice(
            text`Send the request to ${redirect.origins.to} yourself, with ${list(redirect.lost)}, if that host may see it`,
          ),
          advice(text`Let the first server hand out a presigned URL in its redirect`),
        ],
      );
    }
    return facts.keyMissing ? undefined : strippedBehindProxy(facts);
  },
};

/** The server says that nothing came, though what was sent fits what it asks for. */
function strippedBehindProxy(facts: Facts): ReturnType<Cause['weigh']> {
  const said = saidFor(facts, 'credentials-missing');
  const credential = facts.credential;
  if (
    !said ||
    said.certainty === 'possible' ||
    !credential ||
    facts.status === 404 ||
    credential.defects.some((it) => it.code !== 'padding') ||
    credential.in === 'query' ||
    credential.in === 'body' ||
    // `Authentication required` is what many servers say of credentials they reject.
    !absent.test(said.quote)
  )
    return undefined;
  const named = namesIn(said.quote);
  const fits =
    credential.in === 'authorization'
      ? credential.scheme !== undefined &&
        readMismatch(facts, credential) === undefined &&
        takes(facts, credential.scheme)
      : named.some((it) => it === credential.name.toLowerCase());
  if (!fits || credential.in === 'cookie') return undefined;
  const server = facts.exchange.response.headers.find((it) => /^(?:server|via)$/i.test(it.name));
  return found(
    'likely',
    text`The request carries ${credential.name}, and the server says that it got none: something between took it away.`,
    [
      ...said.evidence,
      ...present([
        credentialShown(facts),
        server && at({ in: 'response-header', name: server.name }, text`${server.value} answers in front`),
      ]),
    ],
    [
      credential.in === 'authorization'
        ? advice(text`Let the proxy pass the ${'Authorization'} header on (Apache with PHP: ${'CGIPassAuth On'})`)
        : advice(
            text`Let the proxy pass ${credential.name} on (nginx drops names with underscores: ${'underscores_in_headers on'})`,
          ),
      advice(text`Send the request to the server behind the proxy: if that is accepted, the proxy is the cause`),
    ],
    credential.in === 'authorization'
      ? 'https://httpd.apache.org/docs/2.4/mod/core.html#cgipassauth'
      : 'https://nginx.org/en/docs/http/ngx_http_core_module.html#underscores_in_headers',
  );
}

/** Words that deny that anything came. */
const absent =
  /\bno(?:ne)?\b|missing|absent|empty|without|lacks?\b|\bnot? .{0,20}(?:found|present|provided|sent|supplied|given|set|included|specified|passed|contain)|n't .{0,20}(?:find|provide|contain|include|send|have)/i;

function takes(facts: Facts, scheme: string): boolean {
  const asked = facts.challenges.map((it) => it.scheme.toLowerCase());
  return asked.length === 0
    ? scheme.toLowerCase() === 'bearer' || scheme.toLowerCase() === 'basic'
    : asked.includes(scheme.toLowerCase());
}

function namesIn(quote: string): string[] {
  return (quote.toLowerCase().match(/(?<![a-z0-9])[a-z][a-z0-9]{0,40}(?:[-_][a-z0-9]{1,40}){1,8}/g) ?? []).slice(0, 20);
}
