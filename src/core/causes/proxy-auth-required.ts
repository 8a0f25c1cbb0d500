import type { Cause, Found } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { list, text, words } from '../text.ts';
import { advice, askedShown, at, found, present, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** A proxy between, not the server, wants credentials (RFC 9110, 15.5.8). */
export const proxyAuthRequired: Cause = {
  id: 'proxy-auth-required',
  title: 'A proxy on the way wants credentials',
  why: 'With 407 it is the proxy that answers: the request has not reached the server it was meant for.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.8',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (facts.status !== 407 && !said) return asServer(facts);
    const schemes = facts.challenges.filter((it) => /^proxy/i.test(it.field)).map((it) => it.scheme);
    const sent = facts.credentials.find((it) => it.in === 'proxy-authorization');
    return found(
      facts.status === 407 ? 'proven' : (said?.certainty ?? 'possible'),
      sent === undefined
        ? text`The proxy asks for ${schemes.length === 0 ? words('credentials') : list(schemes, 'or')}${words(facts.credentialsUnseen ? '' : ', and the request has none for it')}.`
        : text`The proxy does not accept the ${sent.scheme ?? ''} credentials${sent.user === undefined ? text`` : text` of ${sent.user}`}; it asks for ${schemes.length === 0 ? words('others') : list(schemes, 'or')}.`,
      [
        statusShows(facts),
        ...(said?.evidence ?? []),
        ...present([
          sent && at(sent.at, text`the request carries ${'Proxy-Authorization'} (${sent.scheme ?? 'no scheme'})`),
        ]),
        ...schemes
          .slice(0, 3)
          .map((it) =>
            at({ in: 'response-header', name: 'Proxy-Authenticate' } as const, text`the proxy asks for ${it}`),
          ),
      ],
      [
        ...(said?.fixes ?? []),
        advice(
          text`Give the client user and password for the proxy (${'Proxy-Authorization'}, ${'HTTPS_PROXY=http://user:password@host'})`,
        ),
        advice(text`Check whether this host should go past the proxy (${'NO_PROXY'})`),
      ],
    );
  },
};

/** A proxy that answers 401 in place of 407: it got credentials meant for a proxy, and speaks of itself as one. */
function asServer(facts: Facts): Found | undefined {
  const sent = facts.credentials.find((it) => it.in === 'proxy-authorization');
  const speaks = facts.statements.find((it) => /\bproxy\b/i.test(it.value));
  if (!sent || !speaks || facts.status !== 401 || facts.credentials.some((it) => it.in === 'authorization'))
    return undefined;
  return found(
    'likely',
    text`A proxy answers, with 401 where 407 is meant, and does not accept the ${sent.scheme ?? ''} credentials${sent.user === undefined ? text`` : text` of ${sent.user}`}.`,
    [
      at(sent.at, text`the request carries ${'Proxy-Authorization'} (${sent.scheme ?? 'no scheme'})`),
      ...wordsShown(facts),
      ...askedShown(facts),
    ],
    [advice(text`Correct user or password for the proxy (${'HTTPS_PROXY=http://user:password@host'})`)],
  );
}
