import type { Cause, Evidence, Found } from '../cause.ts';
import { fieldValue } from '../exchange.ts';
import { readVerifier, type VerifierDefect } from '../facts/verifier.ts';
import type { Facts } from '../facts.ts';
import { inspectToken } from '../jwt/inspect.ts';
import { text, words } from '../text.ts';
import { refusedCall, signInAgain } from '../tokenCallVerdict.ts';
import { advice, at, found, present, type Said, saidFor, statusShows, wordsShown } from '../verdict.ts';

/** The token is bound to a key, and the proof of that key is missing or does not fit (RFC 9449, DPoP; RFC 8705, mTLS). */
export const proofOfPossessionInvalid: Cause = {
  id: 'proof-of-possession-invalid',
  title: 'The proof of the token’s key is missing or wrong',
  why: 'A token bound to a key is worthless to a thief: each request must prove the key anew, for its own method and URL.',
  link: 'https://www.rfc-editor.org/rfc/rfc9449#section-4.3',

  weigh(facts) {
    const said = saidFor(facts, this.id);
    const verifier = readVerifier(facts);
    if (verifier) return wrongVerifier(facts, verifier, said);
    const bound = confirmation(facts);
    const raw = fieldValue(facts.exchange.request.headers, 'DPoP');
    const misfit = raw === undefined ? undefined : (proofMisfit(facts, raw) ?? proofReused(facts, raw));
    const wanted = bound === 'jkt' || facts.credential?.scheme?.toLowerCase() === 'dpop';
    const unproven = wanted && raw === undefined && (facts.status === 401 || facts.status === 400);
    if (!said && !unproven && !misfit) return undefined;
    const refused = misfit || unproven ? undefined : refusedCall(facts, said);
    if (refused && refused.fixes.length !== 0) return refused;
    const evidence: readonly [Evidence, ...Evidence[]] = said?.evidence ?? [statusShows(facts)];
    return found(
      unproven || misfit ? 'proven' : (said?.certainty ?? 'likely'),
      unproven
        ? bound === 'jkt'
          ? text`The token is bound to a key (cnf), and the request has no ${'DPoP'} proof.`
          : text`The request sends ${'Authorization: DPoP'}, and has no ${'DPoP'} header that proves the key.`
        : misfit
          ? text`The DPoP proof is for another request: ${misfit.shows}.`
          : nonce(facts) && facts.statements.some((it) => /\buse_dpop_nonce\b/.test(it.value))
            ? text`The server wants its nonce in the proof, and hands one out in ${'DPoP-Nonce'}.`
            : text`The server does not accept the proof of the token's key.`,
      [
        ...evidence,
        ...present([
          misfit,
          bound === undefined ? undefined : at({ in: 'token', claim: 'cnf' }, text`cnf binds the token by ${bound}`),
          nonce(facts),
        ]),
      ],
      [
        ...(said?.fixes ?? []),
        advice(
          unproven
            ? text`Send ${'Authorization: DPoP …'} with a ${'DPoP'} header that proves the key`
            : text`Make a new proof with htm and htu of this very request${nonce(facts) ? text` and the nonce of the answer` : text``}`,
        ),
      ],
      said?.source,
    );
  },
};

/** Codes are bound to a verifier by its hash (RFC 7636, 4.6). */
function wrongVerifier(facts: Facts, it: VerifierDefect, said: Said | undefined): Found | undefined {
  const { stated } = facts;
  const general = stated === undefined || stated === 'token-invalid' || stated === 'proof-of-possession-invalid';
  if (facts.status < 400 || !general) return undefined;
  const begun = facts.begunSignIn;
  return found(
    it.sure ? 'proven' : 'likely',
    it.kind === 'missing'
      ? text`The sign-in sent a ${'code_challenge'}, and the token call has no ${'code_verifier'} for it.`
      : it.kind === 'other'
        ? it.hash === undefined
          ? text`The ${'code_verifier'} is of another sign-in: it is not the text of the ${'code_challenge'} (${it.method}).`
          : text`The ${'code_verifier'} is of another sign-in: its hash is ${it.hash}, the ${'code_challenge'} was ${it.challenge}.`
        : it.kind === 'unasked'
          ? text`The token call has a ${'code_verifier'}, and the sign-in sent no ${'code_challenge'}.`
          : text`The ${'code_verifier'} is no verifier: ${words(it.because)}; 43 to 128 letters, digits, ${'-._~'} are expected.`,
    [
      at(
        { in: 'request-body' },
        it.kind === 'missing'
          ? text`the token call sends no ${'code_verifier'}`
          : it.kind === 'other' && it.hash !== undefined
            ? text`the hash of the ${'code_verifier'} that is sent is ${it.hash}`
            : text`the token call sends a ${'code_verifier'}`,
      ),
      ...(begun && it.kind !== 'malformed'
        ? [
            at(
              { in: 'earlier', entry: begun.entry, what: 'code_challenge' },
              it.kind === 'unasked'
                ? text`the authorization request has no ${'code_challenge'}`
                : text`the authorization request has the ${'code_challenge'} ${it.challenge} (${it.method})`,
            ),
          ]
        : []),
      ...(said?.evidence ?? wordsShown(facts)),
    ],
    [
      advice(
        it.kind === 'malformed'
          ? text`Make the ${'code_verifier'} of 32 random bytes in Base64url without padding: 43 characters`
          : it.kind === 'unasked'
            ? text`Send the ${'code_challenge'} with the sign-in, or leave the ${'code_verifier'} out`
            : text`Keep the ${'code_verifier'} of each sign-in by its ${'state'}, and send it with the code of that sign-in`,
      ),
      { ...signInAgain, detail: text`A code that was refused mostly counts no more.` },
    ],
    'https://www.rfc-editor.org/rfc/rfc7636#section-4.6',
    'A code that is stolen on its way is worthless to who does not know the secret that the sign-in began with.',
  );
}

function confirmation(facts: Facts): string | undefined {
  const cnf = facts.token?.payload?.cnf;
  return typeof cnf === 'object' && cnf !== null ? Object.keys(cnf)[0] : undefined;
}

function proofMisfit(facts: Facts, raw: string): Evidence | undefined {
  const { payload } = inspectToken(raw);
  const bare = (url: string): string => url.replace(/[?#][\s\S]*/, '').replace(/\/$/, '');
  const same = (url: string): string => bare(url).toLowerCase();
  if (typeof payload?.htm === 'string' && payload.htm !== facts.method)
    return at({ in: 'request-header', name: 'DPoP' }, text`htm is ${payload.htm}, the method is ${facts.method}`);
  if (typeof payload?.htu === 'string' && same(payload.htu) !== same(facts.exchange.request.url))
    return at(
      { in: 'request-header', name: 'DPoP' },
      text`htu is ${payload.htu}, the request goes to ${bare(facts.exchange.request.url)}`,
    );
  return undefined;
}

function nonce(facts: Facts): Evidence | undefined {
  return fieldValue(facts.exchange.response.headers, 'DPoP-Nonce') === undefined
    ? undefined
    : at({ in: 'response-header', name: 'DPoP-Nonce' }, text`the answer gives a nonce for the next proof`);
}

/** Each proof counts once (RFC 9449, 11.1). */
function proofReused(facts: Facts, raw: string): Evidence | undefined {
  const entry = facts.exchange.earlier.findIndex((it) => fieldValue(it.request.headers, 'DPoP') === raw);
  return entry < 0
    ? undefined
    : at({ in: 'earlier', entry, what: 'DPoP' }, text`the same proof was sent before; its jti counts once`);
}
