import type { Cause, Found } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { text } from '../text.ts';
import {
  advice,
  at,
  credentialShown,
  fixesOr,
  found,
  present,
  requestShown,
  saidFor,
  statusShows,
} from '../verdict.ts';

/** The address is not allowed: IP list, region, private network. */
export const networkBlocked: Cause = {
  id: 'network-blocked',
  title: 'The network address is not allowed',
  why: 'Some servers answer only certain addresses, regions or private networks, whoever asks.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return ofCaches(facts);
    const named = [said.quote, ...facts.responseBody.fields.map((it) => it.value)].join(' ');
    const address =
      /\b\d{1,3}(?:\.\d{1,3}){3}\b/.exec(named)?.[0] ??
      /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:]{1,8}(?![\w:])/i.exec(named)?.[0];
    return found(
      said.certainty,
      address === undefined
        ? text`The server does not take requests from the network or region this one came from.`
        : text`The server does not take requests from ${address}.`,
      [
        ...said.evidence,
        ...present([
          facts.credential?.user === undefined ? undefined : credentialShown(facts),
          address === undefined ? undefined : at({ in: 'response-body' }, text`the server saw the address ${address}`),
        ]),
      ],
      [
        ...fixesOr(
          said,
          advice(
            address === undefined
              ? text`Send from an allowed network (office, VPN, region), or have this one added`
              : text`Have ${address} added to the allowed addresses, or send from one that is there`,
          ),
        ),
        advice(text`Send the same request from another network: if that is answered, the address is the cause`),
      ],
      said.source,
    );
  },
};

/** Caches take orders to drop what they keep from listed addresses alone. */
function ofCaches(facts: Facts): Found | undefined {
  if (!/^(?:PURGE|BAN|REFRESH)$/.test(facts.method) || (facts.status !== 403 && facts.status !== 405)) return undefined;
  return found(
    'likely',
    text`${facts.method} is an order to a cache, which takes it from listed addresses only.`,
    [requestShown(facts), statusShows(facts)],
    [advice(text`Add this address to the list of the cache, or send the order from one that is there`)],
  );
}
