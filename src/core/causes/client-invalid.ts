import type { Cause, Evidence, Found } from '../cause.ts';
import { type AssertionDefect, type ClientProof, readAssertionDefect, readClientProofs } from '../facts/clientProof.ts';
import { parameter } from '../facts/target.ts';
import type { TokenCall } from '../facts/tokenCall.ts';
import type { Facts } from '../facts.ts';
import { list, type Text, text, words } from '../text.ts';
import { duration, formatTime } from '../time.ts';
import { clientOf, concerned, refusedCall, unreadForm, whichOfClient } from '../tokenCallVerdict.ts';
import { advice, askedShown, at, found, present, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** The OAuth client or its request is wrong: id, secret, way of authenticating, redirect address, grant type (RFC 6749, 5.2). */
export const clientInvalid: Cause = {
  id: 'client-invalid',
  title: 'The OAuth client is not accepted',
  why: 'Before it gives a token, the issuer checks the app that asks: its id, its secret, how it proves itself, and what it asks for.',
  link: 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const call = facts.tokenCall;
    const moved = call && otherRedirect(facts, call);
    if (moved) return { ...moved, evidence: [...moved.evidence, ...(said?.evidence ?? wordsShown(facts))] };
    const seen = call && ofClient(facts) ? visibly(facts, call) : undefined;
    if (seen) return { ...seen, evidence: [...seen.evidence, ...(said?.evidence ?? wordsShown(facts))] };
    if (!said) return unsaid(facts);
    const form =
      said.fixes.length !== 0 && /missing|required|must contain/i.test(said.quote) ? unreadForm(facts) : undefined;
    const way = call && wayOf(facts, call);
    const told = refusedCall(facts, said, call && clientOf(call), [
      ...(form ? [advice(text`Send the body as ${'application/x-www-form-urlencoded'}`)] : []),
      // The special advice leaves nothing for the general one to say.
      ...(said.fixes.length === 0
        ? [advice(text`Compare the client's registration at the issuer with what the request sends`)]
        : []),
    ]);
    if (told) return { ...told, evidence: [...told.evidence, ...present([form, shownClient(call), way])] };
    const clientId = clientIdOf(facts);
    const nothingCame = facts.conditions.has('anonymous') && facts.status === 401 && clientId === undefined;
    return found(
      nothingCame && !call ? 'possible' : said.certainty,
      clientId === undefined
        ? text`The issuer does not accept the client.`
        : text`The issuer does not accept the client ${clientId}${call ? text` and does not say whether id, secret or method is wrong` : text``}.`,
      [...said.evidence, ...present([shownClient(call), way]), ...(call ? concerned(call, said) : [])],
      [
        ...said.fixes,
        call
          ? whichOfClient(call, waysOf(facts, call))
          : advice(text`Compare client id and secret with the issuer's registration`),
      ],
      said.source,
    );
  },
};

/** Both requests of a sign-in must name the same redirect address (RFC 6749, 4.1.3). */
function otherRedirect(facts: Facts, call: TokenCall): Found | undefined {
  const begun = facts.begunSignIn;
  const general = facts.stated === undefined || facts.stated === 'token-invalid' || facts.stated === 'client-invalid';
  if (!begun || facts.status < 400 || !general) return undefined;
  const before = parameter(begun.parameters, 'redirect_uri');
  const now = parameter(call.parameters, 'redirect_uri');
  if (before === undefined || before === now) return undefined;
  return found(
    begun.sure ? 'proven' : 'likely',
    now === undefined
      ? text`The sign-in was begun with the ${'redirect_uri'} ${before}, and the token call sends none.`
      : text`The sign-in was begun with the ${'redirect_uri'} ${before}, and the token call sends ${now}.`,
    [
      at(
        { in: 'earlier', entry: begun.entry, what: 'redirect_uri' },
        text`the authorization request has the ${'redirect_uri'} ${before}`,
      ),
      at(
        call.at,
        now === undefined
          ? text`the token call has no ${'redirect_uri'}`
          : text`the token call has the ${'redirect_uri'} ${now}`,
      ),
    ],
    [advice(text`Send ${`redirect_uri=${before}`} with the code, letter by letter`)],
    'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3',
  );
}

/** 401 at a token endpoint is said of the client, and of nobody else (RFC 6749, 5.2). */
function unsaid(facts: Facts): Found | undefined {
  const call = facts.tokenCall;
  const general = facts.hinted === undefined || facts.hinted === 'credentials-missing';
  if (facts.status !== 401 || !call || call.endpoint === 'callback' || !general) return undefined;
  return found(
    'likely',
    text`The token endpoint answers 401, which says that ${clientOf(call)} did not authenticate.`,
    [statusShows(facts), ...askedShown(facts), ...wordsShown(facts), ...present([wayOf(facts, call)])],
    [whichOfClient(call, waysOf(facts, call))],
  );
}

/** Whether the answer is about the client, as far as it says. */
function ofClient(facts: Facts): boolean {
  return (
    facts.stated === 'client-invalid' ||
    ((facts.stated === undefined || facts.stated === 'token-invalid' || facts.stated === 'credentials-missing') &&
      facts.statements.some((it) => /^(?:invalid_client|unauthorized_client|invalid_request)$/.test(it.value)))
  );
}

/** What the request itself shows to be wrong with its client. */
function visibly(facts: Facts, call: TokenCall): Found | undefined {
  const proofs = readClientProofs(call, facts.credentials);
  const about = facts.statements.map((it) => it.value).join('\n');
  const otherThing = /redirect|grant[ _]type|scope|response[ _]type/i.test(about);
  const defect = otherThing ? undefined : readAssertionDefect(call, facts.target, facts.serverAt ?? facts.sentAt);
  if (defect) return wrongAssertion(facts, defect);
  if (1 < proofs.length && !otherThing) {
    return found(
      facts.stated === 'client-invalid' ? 'proven' : 'likely',
      text`The request authenticates ${clientOf(call)} in ${words(proofs.length === 2 ? 'two' : 'three')} ways at once: ${words(proofs.map((it) => ways[it]).join(' and '))}.`,
      [at(call.at, text`the request has ${list(proofs.map((it) => signs[it]))}`)],
      [
        advice(
          text`Send the client's secret once: in ${'Authorization'} (client_secret_basic) or as ${'client_secret'} in the body (client_secret_post)`,
        ),
      ],
      'https://www.rfc-editor.org/rfc/rfc6749#section-2.3',
    );
  }
  const untaken = otherThing ? undefined : untakenMethod(facts, call, proofs);
  if (untaken) return untaken;
  if (call.clientId === undefined && proofs[0] === 'nothing' && call.endpoint !== 'callback' && !otherThing) {
    return found(
      'proven',
      text`The request names no client: it has no ${'client_id'}, and nothing in ${'Authorization'}.`,
      [unreadForm(facts) ?? at(call.at, text`the body has ${list(call.parameters.slice(0, 6).map((it) => it.name))}`)],
      [
        advice(
          text`Send the client's id and secret: by Basic in ${'Authorization'}, or as ${'client_id'} and ${'client_secret'} in the body`,
        ),
      ],
      'https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1',
    );
  }
  return undefined;
}

/** The issuer's metadata lists the methods that it takes, and the one that was used is none of them (RFC 8414, 2). */
function untakenMethod(
  { issuerMetadata, stated }: Facts,
  call: TokenCall,
  [proof = 'nothing']: readonly ClientProof[],
): Found | undefined {
  const taken = issuerMetadata?.authenticationMethods;
  if (!issuerMetadata || !taken || call.endpoint !== 'token' || taken.some((it) => methods[proof].includes(it)))
    return undefined;
  return found(
    stated === 'client-invalid' ? 'proven' : 'likely',
    text`The request authenticates ${clientOf(call)} ${words(ways[proof])}, and the issuer takes ${list(taken.slice(0, 6))}.`,
    [
      at(
        { in: 'earlier', entry: issuerMetadata.entry, what: 'token_endpoint_auth_methods_supported' },
        text`the issuer's metadata lists ${list(taken.slice(0, 6))}`,
      ),
      at(call.at, text`the request has ${signs[proof]}`),
    ],
    [advice(text`Authenticate the client by ${list(taken.slice(0, 3), 'or')}`)],
    'https://www.rfc-editor.org/rfc/rfc8414#section-2',
  );
}

const methods: Readonly<Record<ClientProof, readonly string[]>> = {
  basic: ['client_secret_basic'],
  post: ['client_secret_post'],
  assertion: ['private_key_jwt', 'client_secret_jwt'],
  nothing: ['none', 'tls_client_auth', 'self_signed_tls_client_auth'],
};

function wrongAssertion(facts: Facts, defect: AssertionDefect): Found {
  const now = facts.serverAt ?? facts.sentAt;
  return found(
    defect.claim === 'aud' && defect.is.length !== 0 ? 'likely' : 'proven',
    inWords(defect, now),
    [
      at(
        { in: 'request-body' },
        typeof defect.is === 'number'
          ? text`${defect.claim} of the ${'client_assertion'} is ${formatTime(defect.is)}, the time of the call ${formatTime(now)}`
          : text`${defect.claim} of the ${'client_assertion'} is ${typeof defect.is === 'string' ? defect.is : list(defect.is)}`,
      ),
    ],
    [
      advice(
        typeof defect.is === 'number'
          ? text`Sign a new ${'client_assertion'} for each call, by a right clock (NTP), with ${'exp'} some minutes ahead`
          : defect.claim === 'aud'
            ? text`Put ${`${facts.target.scheme}://${facts.target.host}${facts.target.path}`} or the issuer into ${'aud'} of the ${'client_assertion'}`
            : defect.claim === 'alg'
              ? text`Sign the ${'client_assertion'} with the client's key; ${'none'} is never taken`
              : text`Put the client's id into both ${'iss'} and ${'sub'} of the ${'client_assertion'}, and send the same ${'client_id'}`,
      ),
    ],
    'https://www.rfc-editor.org/rfc/rfc7523#section-3',
  );
}

function inWords(defect: AssertionDefect, now: number): Text {
  switch (defect.claim) {
    case 'exp':
      return text`The ${'client_assertion'} expired ${words(duration(Math.max(1, now - defect.is)))} before the call.`;
    case 'nbf':
    case 'iat':
      return text`The ${'client_assertion'} is from the future: its ${defect.claim} lies ${words(duration(defect.is - now))} after the call.`;
    case 'iss':
      return text`The ${'client_assertion'} names two clients: iss is ${defect.is}, sub is ${defect.wanted}.`;
    case 'sub':
      return text`The ${'client_assertion'} is of another client: its sub is ${defect.is}, ${'client_id'} is ${defect.wanted}.`;
    case 'aud':
      return defect.is.length === 0
        ? text`The ${'client_assertion'} names no audience (aud).`
        : text`The ${'client_assertion'} is for another server: its aud is ${list(defect.is)}.`;
    case 'alg':
      return text`The ${'client_assertion'} is not signed: its alg is ${defect.is}.`;
  }
}

const ways: Readonly<Record<ClientProof, string>> = {
  basic: 'by Basic (client_secret_basic)',
  post: 'in the body (client_secret_post)',
  assertion: 'by a signed assertion (private_key_jwt)',
  nothing: 'by nothing, as a public client does',
};

const signs: Readonly<Record<ClientProof, string>> = {
  basic: 'Authorization',
  post: 'client_secret',
  assertion: 'client_assertion',
  nothing: 'client_id',
};

function waysOf(facts: Facts, call: TokenCall): string {
  return readClientProofs(call, facts.credentials)
    .map((it) => ways[it])
    .join(' and ');
}

/** How the client proves itself (RFC 6749, 2.3.1). */
function wayOf(facts: Facts, call: TokenCall): Evidence | undefined {
  if (call.endpoint === 'callback' || call.endpoint === 'authorization') return undefined;
  const basic = facts.credentials.find((it) => it.kind === 'basic');
  return at(basic?.at ?? call.at, text`it authenticates ${words(waysOf(facts, call))}`);
}

function clientIdOf(facts: Facts): string | undefined {
  return (
    facts.tokenCall?.clientId ??
    facts.requestBody.fields.find((it) => /^client_?id$/i.test(it.key))?.value ??
    facts.credential?.user
  );
}

function shownClient(call: TokenCall | undefined): Evidence | undefined {
  if (call?.clientId === undefined) return undefined;
  const inBody = call.parameters.some((it) => it.name === 'client_id');
  const place: Evidence['at'] = inBody ? call.at : { in: 'request-header', name: 'Authorization' };
  return at(place, text`the client is ${call.clientId}`);
}
