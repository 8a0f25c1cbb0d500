import type { Cause, Evidence } from '../cause.ts';
import type { Certainty } from '../certainty.ts';
import { fieldValue } from '../exchange.ts';
import type { Facts } from '../facts.ts';
import { addAuthorization, letCookieGo } from '../fixes.ts';
import { signInByMetadata } from '../signInFixes.ts';
import { list, type Text, text, words } from '../text.ts';
import { advice, askedShown, at, byHand, found, present, ruledOut, saidFor, statusShows } from '../verdict.ts';

/** The request carried nothing that says who is asking (RFC 9110, 15.5.2). */
export const credentialsMissing: Cause = {
  id: 'credentials-missing',
  title: 'No credentials were sent',
  why: 'A protected resource answers only callers it can identify: by an Authorization header, a session cookie, a key or a certificate.',
  link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',

  weigh(facts) {
    if (facts.status === 407 || facts.history.redirect?.lost.length || facts.tokenCall) return undefined;
    const said = saidFor(facts, this.id);
    if (said && facts.keyMissing) {
      return found(
        said.certainty,
        text`The server wants a key besides ${facts.credentials[0]?.name ?? 'what came'}, and none came.`,
        said.evidence,
        said.fixes,
        said.source,
      );
    }
    if (facts.credentials.length === 0 && facts.credentialsUnseen) return unseen(facts, said);
    if (facts.credentials.length !== 0) return contradicted(facts, said !== undefined);
    if (facts.signedUrl) return undefined;
    const certainty = weight(facts, said?.certainty);
    if (!certainty) return undefined;

    const asked = [...new Set(facts.challenges.map((it) => it.scheme))].filter((it) => it !== '');
    const cookie = facts.history.unsentCookies[0];
    const preflight =
      facts.method === 'OPTIONS' &&
      facts.exchange.request.headers.some((it) => /^access-control-request-method$/i.test(it.name));
    const evidence: [Evidence, ...Evidence[]] = [
      at(
        { in: 'request-line' },
        preflight
          ? text`the preflight ${'OPTIONS'} has no Authorization: browsers never send one with it`
          : text`the request has no Authorization, no session cookie and no key`,
      ),
      ...(said?.evidence ?? [statusShows(facts)]),
      ...askedShown(facts),
      ...present([
        facts.responseBody.signIn
          ? at({ in: 'response-body' }, text`the page asks for a password`)
          : facts.toLogin
            ? at(
                { in: 'response-header', name: 'Location' },
                text`the answer leads to the login at ${loginPath(facts)}`,
              )
            : undefined,
        cookie &&
          at(
            { in: 'earlier', entry: cookie.entry, what: `Set-Cookie ${cookie.name}` },
            text`the cookie ${cookie.name} was set and not sent: ${words(cookie.because)} (${cookie.attribute})`,
          ),
      ]),
    ];
    return found(
      certainty,
      summary(asked, cookie?.name, preflight),
      evidence,
      [
        ...(cookie ? [letCookieGo(cookie.attribute, cookie.name)] : []),
        ...(preflight ? [advice(text`Let the server answer ${'OPTIONS'} before it asks for credentials`)] : []),
        ...signInByMetadata(facts),
        ...(said?.fixes ?? []),
        ...addAuthorization(asked),
        ...(cookie && asked.length === 0
          ? []
          : [
              byHand(
                asked.length === 0
                  ? text`Send the credentials that the API documents, mostly ${'Authorization: Bearer …'}`
                  : text`Send ${'Authorization'} with ${list(asked, 'or')}`,
              ),
            ]),
      ],
      said?.source,
    );
  },
};

/** Where a redirect leads, without its query, which may hold secrets. */
function loginPath(facts: Facts): string {
  return (fieldValue(facts.exchange.response.headers, 'Location') ?? '').replace(/[?#][\s\S]*/, '').slice(0, 200);
}

/** A recording without them: only the server's word counts. */
function unseen(facts: Facts, said: ReturnType<typeof saidFor>): ReturnType<Cause['weigh']> {
  if (!said) return undefined;
  return found(
    said.certainty,
    text`The server found no credentials; the recording does not show whether any were sent.`,
    [...said.evidence, ...askedShown(facts)],
    [
      ...said.fixes,
      advice(text`Look at the request where it was sent: does it carry ${'Authorization'}, a cookie or a key?`),
    ],
    said.source,
  );
}

/** The server says that nothing came, and something did: another cause explains that, unless it is a login without its fields. */
function contradicted(facts: Facts, said: boolean): ReturnType<Cause['weigh']> {
  const login =
    facts.credential?.kind === 'login' &&
    facts.status === 400 &&
    facts.hinted === undefined &&
    facts.statements.every((it) => it.kind === 'page' || !/\s/.test(it.value.replace(/^bad request$/i, '')));
  if (login) {
    return found(
      'likely',
      text`The server found no user name and password under the names it reads.`,
      [
        at(
          { in: 'request-body' },
          text`the body has ${list(facts.requestBody.fields.slice(0, 6).map((it) => it.key))}`,
        ),
        statusShows(facts),
      ],
      [advice(text`Use the field names that the login reads, often ${'username'} and ${'password'}`)],
    );
  }
  const onlyCookies = facts.credentials.every((it) => it.in === 'cookie');
  if (said && onlyCookies) {
    const evidence = saidFor(facts, 'credentials-missing')?.evidence ?? [statusShows(facts)];
    return found('possible', text`The server found no credentials besides the cookies.`, evidence, [
      advice(text`Send ${'Authorization'} as well`),
    ]);
  }
  return said ? undefined : ruledOut(text`The request carries ${facts.credentials[0]?.name ?? 'credentials'}.`);
}

function weight(facts: Facts, said: Certainty | undefined): Certainty | undefined {
  const other =
    facts.stated !== undefined && facts.stated !== 'credentials-missing' && !ofCredentials.has(facts.stated);
  // Words about a credential that is no good: one may travel where nobody looks, in the path or the certificate.
  const doubt =
    (facts.stated !== undefined && ofCredentials.has(facts.stated)) || said === 'likely' || said === 'possible';
  // It speaks, and not of absence: then something may have come that is not seen here.
  const ofElse = said === undefined && facts.statements.some((it) => it.kind === 'sentence');
  if (facts.status === 401) return other ? 'possible' : doubt || ofElse ? 'likely' : 'proven';
  if (said) return said;
  if (facts.toLogin) return other ? 'possible' : 'likely';
  if (facts.status === 403 && facts.challenges.length !== 0) return other ? 'possible' : 'likely';
  const api =
    facts.responseBody.kind === 'json' ||
    (facts.responseBody.kind !== 'html' && /\/api\//.test(facts.target.path)) ||
    facts.history.unsentCookies.length !== 0;
  return facts.status === 403 && api && !other ? 'possible' : undefined;
}

/** What only a credential that came can be. */
const ofCredentials: ReadonlySet<string> = new Set([
  'client-invalid',
  'api-key-invalid',
  'token-invalid',
  'password-wrong',
]);

function summary(asked: readonly string[], cookie: string | undefined, preflight: boolean): Text {
  if (preflight) return text`The preflight ${'OPTIONS'} carries no credentials, and the server asks for them.`;
  if (cookie !== undefined)
    return text`The request carries no credentials: the cookie ${cookie}, set before, was not sent.`;
  return asked.length === 0
    ? text`The request carries no credentials.`
    : text`The request carries no credentials, and the server asks for ${list(asked, 'or')}.`;
}
