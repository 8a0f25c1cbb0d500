import type { Cause, Evidence } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import { fieldValue } from '../exchange.ts';
import type { Facts } from '../facts.ts';
import { text, words } from '../text.ts';
import { refusedCall } from '../tokenCallVerdict.ts';
import { advice, at, found, saidFor, statusShows } from '../verdict.ts';

/** Origin, Referer or the CORS preflight is not on the server's list (Fetch standard, HTTP-network-or-cache fetch; CORS). */
export const originNotAllowed: Cause = {
  id: 'origin-not-allowed',
  title: 'The origin of the request is not allowed',
  why: 'A browser tells which site a request comes from, and servers use it to keep other sites from acting for their users.',
  link: 'https://fetch.spec.whatwg.org/#http-cors-protocol',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const refused = refusedCall(facts, said);
    if (refused && refused.fixes.length !== 0) return refused;
    const certainty = weight(facts, said?.certainty);
    if (!certainty) return undefined;
    const host = fieldValue(facts.exchange.request.headers, 'Host')?.toLowerCase() ?? facts.target.host;
    const misdirected = host !== facts.target.host && hostOf(facts.origin ?? facts.referer ?? '') === facts.target.host;
    const from = facts.origin ?? (facts.referer && (/^[a-z]+:\/\/[^/?#]*/i.exec(facts.referer)?.[0] ?? facts.referer));
    return found(
      certainty,
      from === undefined
        ? text`The server wants an Origin or Referer it knows${words(facts.headersUnseen ? '.' : ', and the request has none.')}`
        : misdirected
          ? text`The request comes from ${from}, and its ${'Host'} is ${host}: the server takes them for two sites.`
          : text`The request comes from ${from}, which ${facts.target.host} does not allow.`,
      [...(said?.evidence ?? ([statusShows(facts)] as const)), ...shown(facts)],
      [
        ...(said?.fixes ?? []),
        ...(misdirected
          ? [
              advice(
                text`Let the proxy before the server pass ${'Host'} on as ${facts.target.host}, so that it equals the origin`,
              ),
            ]
          : []),
        advice(
          from === undefined
            ? text`Send the Origin or Referer of an allowed site`
            : text`Add ${from} to the origins the server allows, or send from one that is there`,
        ),
      ],
      said?.source,
    );
  },
};

function weight(facts: Facts, said: Certainty | undefined): Certainty | undefined {
  if (said) return said;
  if (facts.stated !== undefined || facts.status !== 403) return undefined;
  if (facts.method === 'OPTIONS' && facts.origin !== undefined) return 'likely';
  const socket = fieldValue(facts.exchange.request.headers, 'Upgrade')?.toLowerCase() === 'websocket';
  if (socket && facts.origin !== undefined && hostOf(facts.origin) !== facts.target.host) return 'likely';
  if (facts.origin !== undefined && hostOf(facts.origin) !== facts.target.host && !/^(?:GET|HEAD)$/.test(facts.method))
    return facts.responseBody.kind === 'json' ? 'possible' : 'likely';
  const site = fieldValue(facts.exchange.request.headers, 'Sec-Fetch-Site');
  const embedded =
    facts.referer !== undefined &&
    hostOf(facts.referer) !== facts.target.host &&
    (site === 'cross-site' ||
      /\.(?:png|jpe?g|gif|webp|avif|svg|mp4|webm|mp3|woff2?|css|js|pdf)$/i.test(facts.target.path));
  if (facts.credentials.length !== 0 || facts.referer === undefined) return undefined;
  if (embedded) return 'likely';
  return hostOf(facts.referer) !== facts.target.host && facts.conditions.has('browser') ? 'possible' : undefined;
}

function shown(facts: Facts): Evidence[] {
  const host = fieldValue(facts.exchange.request.headers, 'Host') ?? facts.target.host;
  return [
    ...(facts.origin === undefined
      ? []
      : [at({ in: 'request-header', name: 'Origin' }, text`${'Origin'} is ${facts.origin}`)]),
    ...(facts.referer === undefined
      ? []
      : [at({ in: 'request-header', name: 'Referer' }, text`${'Referer'} is ${facts.referer}`)]),
    at({ in: 'request-header', name: 'Host' }, text`the host is ${host}`),
  ];
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';
}
