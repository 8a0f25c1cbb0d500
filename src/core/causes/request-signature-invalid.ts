import type { Cause, Evidence, Found } from '../cause.ts';
import { fieldValue } from '../exchange.ts';
import { isSignatureName } from '../facts/keyNames.ts';
import { parameter } from '../facts/target.ts';
import type { Facts } from '../facts.ts';
import { text } from '../text.ts';
import { advice, at, credentialShown, found, present, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** A signed request or URL does not match its signature: another secret, or something changed after signing (RFC 9421; AWS SigV4). */
export const requestSignatureInvalid: Cause = {
  id: 'request-signature-invalid',
  title: 'The signature of the request does not match',
  why: 'The server signs what it received with the same secret; one changed header, parameter or byte of the body gives another signature.',
  link: 'https://www.rfc-editor.org/rfc/rfc9421',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const link = facts.signedUrl;
    // A link that does not count yet is refused for that.
    if (link?.signedAt !== undefined && facts.sentAt + 5 < link.signedAt) return undefined;
    if (!said) {
      const header = facts.exchange.request.headers.find((it) => isSignatureName(it.name));
      if (header && facts.hinted === undefined && [400, 401, 403].includes(facts.status))
        return ofHeader(facts, header.name);
      const intact = link && (link.endsAt === undefined || facts.sentAt < link.endsAt);
      if (!intact || facts.stated !== undefined || (facts.status !== 403 && facts.status !== 401)) return undefined;
      return found(
        'likely',
        text`The link is signed (${link.signature}) and not over, and the server refuses it: its signature does not match.`,
        [
          at(
            { in: 'url', part: 'query', name: link.signature },
            text`${link.signature} holds the signature${link.endsBy === undefined ? text`` : text`, ${link.endsBy} lies ahead`}`,
          ),
          ...present([addedAfter(facts)]),
          statusShows(facts),
        ],
        [advice(text`Sign path, ${link.endsBy ?? 'parameters'} and secret exactly as the server checks them`)],
      );
    }
    return found(
      said.certainty,
      text`The signature in ${link?.signature ?? headerOf(facts) ?? facts.credential?.name ?? 'the request'} is not the one the server computed.`,
      [
        ...said.evidence,
        ...present([credentialShown(facts), signedHeaders(facts), spaces(facts), addedAfter(facts)]),
        ...headerShown(facts),
        ...(link
          ? [
              at(
                { in: 'url', part: 'query', name: link.signature } as const,
                text`the signature is the parameter ${link.signature}`,
              ),
            ]
          : []),
      ],
      [
        ...said.fixes,
        ...(spaces(facts) ? [advice(text`Percent-encode the ${'+'} of the signature as ${'%2B'}`)] : []),
        advice(
          text`Sign with the secret of this key, and send headers, query and body byte by byte as they were signed`,
        ),
      ],
      said.source,
    );
  },
};

/** A signed request that is refused without a reason: mostly what was signed is not what came. */
function ofHeader(facts: Facts, name: string): Found {
  return found(
    'likely',
    text`The request is signed (${name}) and refused without a reason: mostly its signature does not match.`,
    [
      at({ in: 'request-header', name }, text`the signature travels in ${name}`),
      statusShows(facts),
      ...wordsShown(facts),
    ],
    [
      advice(text`Sign with the secret that the receiver has, over the very bytes and the very URL it sees`),
      advice(
        text`Compare scheme, host and port that the receiver sees: behind a proxy they differ from the public ones`,
      ),
    ],
  );
}

function signedHeaders(facts: Facts): Evidence | undefined {
  const names =
    parameter(facts.target.query, 'X-Amz-SignedHeaders') ??
    /SignedHeaders=([^,\s]{1,300})/.exec(facts.credential?.secret.reveal() ?? '')?.[1];
  if (names === undefined) return undefined;
  const values = names
    .split(';')
    .slice(0, 10)
    .map((name) => `${name}: ${fieldValue(facts.exchange.request.headers, name) ?? '(missing)'}`);
  return at(
    { in: 'url', part: 'query', name: 'X-Amz-SignedHeaders' },
    text`signed headers and what was sent: ${values.filter((it) => !/^host|token|authorization/.test(it)).join(', ') || names}`,
  );
}

/** Parameters that mail programs and trackers add to links: they were not there when it was signed. */
function addedAfter(facts: Facts): Evidence | undefined {
  const name = facts.signedUrl && facts.target.query.find((it) => tracking.test(it.name))?.name;
  return name === undefined
    ? undefined
    : at({ in: 'url', part: 'query', name }, text`${name} is of the kind that is added to a link after it was signed`);
}

const tracking = /^(?:utm_\w{1,20}|fbclid|gclid|msclkid|mc_[ce]id|_ga|_hsenc|igshid|yclid)$/i;

/** A `+` that became a space on the way. */
function spaces(facts: Facts): Evidence | undefined {
  const name = facts.signedUrl?.signature;
  const value = name === undefined ? undefined : parameter(facts.target.query, name);
  return value?.includes(' ') && name !== undefined
    ? at({ in: 'url', part: 'query', name }, text`${name} holds a space, where base64 has ${'+'}`)
    : undefined;
}

function headerOf(facts: Facts): string | undefined {
  return facts.exchange.request.headers.find((it) => /signature/i.test(it.name))?.name;
}

function headerShown(facts: Facts): Evidence[] {
  const name = headerOf(facts);
  return name === undefined ? [] : [at({ in: 'request-header', name }, text`the signature travels in ${name}`)];
}
