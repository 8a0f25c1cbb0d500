import type { Cause, Evidence, Found } from '../cause.ts';
import { type Facts, isTokenRequest } from '../facts.ts';
import { text, words } from '../text.ts';
import { advice, askedShown, at, found, present, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** The OAuth client itself is wrong: its id, secret or way of authenticating (RFC 6749, 5.2, `invalid_client`). */
export const clientInvalid: Cause = {
  id: 'client-invalid',
  title: 'The OAuth client is not accepted',
  why: 'Before it gives a token, the issuer checks the app that asks: its id, its secret, and how it proves itself.',
  link: 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    if (!said) return unsaid(facts);
    const clientId =
      facts.requestBody.fields.find((it) => /^client_?id$/i.test(it.key))?.value ??
      facts.credential?.user ??
      facts.target.query.find((it) => it.name === 'client_id')?.value;
    const way = wayOf(facts);
    const nothingCame = facts.conditions.has('anonymous') && facts.status === 401 && clientId === undefined;
    return found(
      nothingCame ? 'possible' : said.certainty,
      clientId === undefined
        ? text`The issuer does not accept the client.`
        : text`The issuer does not accept the client ${clientId}.`,
      [
        ...said.evidence,
        ...present([
          clientId === undefined ? undefined : at({ in: 'request-body' }, text`the client is ${clientId}`),
          way && at(way.at, text`it authenticates ${words(way.how)}`),
        ]),
      ],
      [
        ...said.fixes,
        advice(
          text`Compare client id and secret with the issuer's registration`,
          text`The client must be registered to authenticate ${words(way?.how ?? 'this way')}; a public client sends no secret.`,
        ),
      ],
      said.source,
    );
  },
};

/** 401 at a token endpoint is said of the client, and of nobody else (RFC 6749, 5.2). */
function unsaid(facts: Facts): Found | undefined {
  const general = facts.hinted === undefined || facts.hinted === 'credentials-missing';
  if (facts.status !== 401 || !isTokenRequest(facts) || !general) return undefined;
  const clientId = facts.requestBody.fields.find((it) => /^client_?id$/i.test(it.key))?.value ?? facts.credential?.user;
  return found(
    'likely',
    clientId === undefined
      ? text`The token endpoint answers 401, which says that the client did not authenticate.`
      : text`The token endpoint answers 401, which says that the client ${clientId} did not authenticate.`,
    [statusShows(facts), ...askedShown(facts), ...wordsShown(facts)],
    [advice(text`Compare client id, secret and the way they are sent with the issuer's registration`)],
  );
}

/** How the client proves itself (RFC 6749, 2.3.1). */
function wayOf({ credentials }: Facts): { at: Evidence['at']; how: string } | undefined {
  const basic = credentials.find((it) => it.kind === 'basic');
  if (basic) return { at: basic.at, how: 'by Basic (client_secret_basic)' };
  const inBody = credentials.find((it) => it.kind === 'client');
  return inBody && { at: inBody.at, how: 'in the body (client_secret_post)' };
}
